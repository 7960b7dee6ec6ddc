#!/usr/bin/python3
"""Song, Miller & Abbott 2000 in Brian 2: weights and rate of ../synapses/stdp.ts after 10 s, mean and standard deviation over eight seeds."""
from brian2 import *
import json

prefs.codegen.target = 'cython'
defaultclock.dt = 0.2*ms
learning, taum, taus, taup = 0.02, 20*ms, 5*ms, 20*ms
Vrest, Ee, gmax, gin = -70*mV, 0*mV, 0.015, 0.05
figures = []
for number in range(8):
    seed(number)
    neuron = NeuronGroup(1, '''
        dv/dt = (Vrest - v + ge*(Ee - v) + gi*(Vrest - v))/taum : volt
        dge/dt = -ge/taus : 1
        dgi/dt = -gi/taus : 1''', threshold='v > -54*mV', reset='v = -60*mV', method='exponential_euler')
    neuron.v = Vrest
    source = PoissonGroup(1000, 20*Hz)
    synapses = Synapses(source, neuron, '''
        w : 1
        dApre/dt = -Apre/taup : 1 (event-driven)
        dApost/dt = -Apost/taup : 1 (event-driven)''',
        on_pre='ge_post += gmax*w; Apre += learning; w = clip(w + Apost, 0, 1)',
        on_post='Apost -= 1.05*learning; w = clip(w + Apre, 0, 1)')
    synapses.connect()
    synapses.w = 1
    inhibition = PoissonGroup(200, 10*Hz)
    inhibitory = Synapses(inhibition, neuron, on_pre='gi_post += gin')
    inhibitory.connect()
    spikes = SpikeMonitor(neuron)
    Network(neuron, source, synapses, inhibition, inhibitory, spikes).run(10*second)
    figures.append([mean(synapses.w), std(synapses.w), sum(spikes.t > 5*second)/5.])
print(json.dumps(dict(seeds=8, mean=[round(x, 4) for x in mean(figures, axis=0)],
                      deviation=[round(x, 4) for x in std(figures, axis=0, ddof=1)], columns='mean weight, deviation of weights, rate from 5 s on')))
