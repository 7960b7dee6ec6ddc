#!/usr/bin/python3
"""Diesmann et al. 1999 in Brian 2, as in ../networks/synfire-chain.ts: mean number of spikes of each group within 5 ms of the expected time,
and the standard deviation of their times (ms) in the last three groups, for the strong and the weak volley; twenty seeds."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.1*ms
taum, taus, mean_v, sigma, weight = 10*ms, 0.325*ms, -62.5*mV, 2.8*mV, 4.86*mV
for volley, width in [(85, 1), (60, 3)]:
    counts, widths = [], []
    for number in range(20):
        seed(number)
        neurons = NeuronGroup(1000, '''
            dv/dt = (mean_v - v + x)/taum + sigma*(2/taum)**0.5*xi : volt (unless refractory)
            dx/dt = (y - x)/taus : volt
            dy/dt = -y/taus : volt''', threshold='v > -55*mV', reset='v = -70*mV', refractory=1*ms, method='euler')
        neurons.v = 'mean_v + sigma*randn()'
        links = Synapses(neurons, neurons, on_pre='y_post += weight', delay=5*ms)
        links.connect('j//100 == i//100 + 1')
        p = (arange(volley) + 0.5)/volley
        source = SpikeGeneratorGroup(volley, arange(volley), (50 + width*log(p/(1 - p))/1.702)*ms)
        entry = Synapses(source, neurons[:100], on_pre='y_post += weight', delay=5*ms)
        entry.connect()
        spikes = SpikeMonitor(neurons)
        Network(neurons, links, source, entry, spikes).run(130*ms)
        trains = [t/ms for t in spikes.spike_trains().values()]
        groups = []
        for group in range(10):
            near = [t[abs(t - 50 - (group + 1)*5.7) < 5][:1] for t in trains[100*group:100*group + 100]]
            groups.append(concatenate(near))
        counts.append([len(group) for group in groups])
        widths.append([std(group) for group in groups[7:] if len(group)])
    print(json.dumps(dict(spikes=[round(x, 2) for x in mean(counts, axis=0)], deviation=[round(x, 2) for x in std(counts, axis=0, ddof=1)],
                          width=round(mean(concatenate(widths)), 3), widthDeviation=round(std([mean(w) for w in widths if len(w)]), 3))))
