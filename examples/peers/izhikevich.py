#!/usr/bin/python3
"""Izhikevich 2003 in Brian 2: number of spikes, first and last time (ms) of each of the eight patterns of ../neurons/izhikevich.ts."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.05*ms
onset = 50*ms
patterns = array([[0.02, 0.2, -65, 8, 0, 10], [0.02, 0.2, -55, 4, 0, 10], [0.02, 0.2, -50, 2, 0, 10],
                  [0.1, 0.2, -65, 2, 0, 10], [0.02, 0.25, -65, 2, 0, 10], [0.02, 0.25, -65, 0.05, 0, 2],
                  [0.02, 0.25, -65, 0.05, -10, 0], [0.1, 0.26, -65, 2, 0, 0.5]]).T
neurons = NeuronGroup(8, '''
    dv/dt = 0.04*v**2/(ms*mV) + 5*v/ms + 140*mV/ms - u + I : volt
    du/dt = a*(b*v - u) : volt/second
    I = before + (after - before)*int(t >= onset) : volt/second
    before : volt/second
    after : volt/second
    a : hertz
    b : hertz
    c : volt
    d : volt/second''', threshold='v >= 30*mV', reset='v = c; u += d', method='euler')
neurons.a, neurons.b, neurons.c = patterns[0]/ms, patterns[1]/ms, patterns[2]*mV
neurons.d, neurons.before, neurons.after = patterns[3]*mV/ms, patterns[4]*mV/ms, patterns[5]*mV/ms
neurons.v = '((b - 5/ms) - ((5/ms - b)**2 - 0.16*(140*mV/ms + before)/(ms*mV))**0.5)*ms*mV/0.08'
neurons.u = 'b*v'
spikes = SpikeMonitor(neurons)
run(250*ms)
trains = [times/ms for times in spikes.spike_trains().values()]
print(json.dumps([[len(t), round(t[0], 2), round(t[-1], 2)] for t in trains]))
