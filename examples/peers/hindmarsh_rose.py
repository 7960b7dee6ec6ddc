#!/usr/bin/python3
"""Hindmarsh-Rose neurons in Brian 2: the different intervals (ms) of ../neurons/hindmarsh-rose.ts at some currents with regular bursts."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.05*ms
r = 0.006
currents = [1.4, 2.0, 2.4, 2.7, 3.6]
neurons = NeuronGroup(len(currents), '''
    dx/dt = (y - x**3 + 3*x**2 - z + I)/ms : 1
    dy/dt = (1 - 5*x**2 - y)/ms : 1
    dz/dt = r*(4*(x + 1.6) - z)/ms : 1
    I : 1''', threshold='x > 1', refractory='x > 0.5', method='rk4')
neurons.I, neurons.x, neurons.y = currents, -1.6, -11.8
spikes = SpikeMonitor(neurons)
run(3*second)
for current, train in zip(currents, spikes.spike_trains().values()):
    intervals = diff(train[train > 1*second]/ms)
    print(json.dumps([current, sorted({round(each*2)/2 for each in intervals})]))
