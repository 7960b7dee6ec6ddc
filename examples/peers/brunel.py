#!/usr/bin/python3
"""Model A of Brunel 2000 in Brian 2, as ../networks/brunel.ts has it at scale 0.4 (2000 neurons): rate (Hz) from 100 ms on and mean
coefficient of variation of the intervals, mean and standard deviation over twenty seeds."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.1*ms
tau, theta, Vr, g = 20*ms, 20*mV, 10*mV, 5
share = 0.16
size, excitatory = int(12500*share), int(10000*share)
J = 0.1*mV/share
inputs = excitatory//10
figures = []
for number in range(20):
    seed(number)
    neurons = NeuronGroup(size, 'dv/dt = -v/tau : volt (unless refractory)', threshold='v > theta', reset='v = Vr',
                          refractory=2*ms, method='exact')
    neurons.v = 'theta*rand()'
    excite = Synapses(neurons[:excitatory], neurons, on_pre='v_post += J', delay=1.5*ms)
    excite.connect(i='k for k in sample(N_pre, size=160)')
    inhibit = Synapses(neurons[excitatory:], neurons, on_pre='v_post -= g*J', delay=1.5*ms)
    inhibit.connect(i='k for k in sample(N_pre, size=40)')
    outside = PoissonInput(neurons, 'v', inputs, rate=2*theta/(J*tau*inputs), weight=J)
    spikes = SpikeMonitor(neurons)
    Network(neurons, excite, inhibit, outside, spikes).run(300*ms)
    cvs = [std(diff(t))/mean(diff(t)) for t in spikes.spike_trains().values() if len(t) > 4]
    figures.append([sum(spikes.t >= 100*ms)/size/0.2, mean(cvs)])
print(json.dumps(dict(mean=[round(x, 4) for x in mean(figures, axis=0)], deviation=[round(x, 4) for x in std(figures, axis=0, ddof=1)])))
