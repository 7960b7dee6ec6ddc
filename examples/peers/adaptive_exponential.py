#!/usr/bin/python3
"""Adaptive exponential neurons in Brian 2: number of spikes, first and last time (ms) of the patterns of ../neurons/adaptive-exponential.ts."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.01*ms
DeltaT, VT = 2*mV, -50*mV
patterns = array([[200, 10, -70, 2, 30, 0, -58, 500], [200, 12, -70, 2, 300, 60, -58, 500],
                  [130, 18, -58, 4, 150, 120, -50, 400], [200, 10, -58, 2, 120, 100, -46, 210],
                  [200, 12, -70, -10, 300, 0, -58, 300], [100, 10, -65, -10, 90, 30, -47, 110],
                  [100, 10, -65, 10, 90, 100, -47, 180]]).T
neurons = NeuronGroup(7, '''
    dv/dt = (gL*(EL - v) + gL*DeltaT*exp((v - VT)/DeltaT) - w + I)/C : volt
    dw/dt = (a*(v - EL) - w)/tauw : amp
    C : farad
    gL : siemens
    EL : volt
    a : siemens
    tauw : second
    b : amp
    Vr : volt
    I : amp''', threshold='v > VT + 10*DeltaT', reset='v = Vr; w += b', method='euler')
for name, unit, values in zip(['C', 'gL', 'EL', 'a', 'tauw', 'b', 'Vr', 'I'], [pF, nS, mV, nS, ms, pA, mV, pA], patterns):
    setattr(neurons, name, values*unit)
neurons.v = 'EL'
spikes = SpikeMonitor(neurons)
run(500*ms)
trains = [times/ms for times in spikes.spike_trains().values()]
print(json.dumps([[len(t), round(t[0], 2), round(t[-1], 2)] for t in trains]))
