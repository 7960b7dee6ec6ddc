#!/usr/bin/python3
"""The FitzHugh-Nagumo neuron in Brian 2: spike times (ms) under the protocol of ../neurons/fitzhugh-nagumo.ts."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.05*ms
neuron = NeuronGroup(1, '''
    dv/dt = (v - v**3/3 - w + I)/ms : 1
    dw/dt = (v + 0.7 - 0.8*w)/(12.5*ms) : 1
    I : 1 (shared)''', threshold='v > 1', refractory='v > 0', method='rk4')
neuron.v, neuron.w = -1.2, -0.62
spikes = SpikeMonitor(neuron)
for current, duration in [(0, 50), (0.8, 4), (0, 96), (-0.5, 100), (0, 100), (0.5, 250)]:
    neuron.I = current
    run(duration*ms)
print(json.dumps([round(t, 2) for t in spikes.t/ms]))
