#!/usr/bin/python3
"""Wang & Buzsaki 1996 in Brian 2: rate (Hz) from 100 ms on and coherence from 250 ms on (bins of 2.8 ms) of ../networks/wang-buzsaki.ts, mean
and standard deviation over twenty seeds."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.05*ms
C, gL, gNa, gK, gsyn = 1*uF/cm**2, 0.1*msiemens/cm**2, 35*msiemens/cm**2, 9*msiemens/cm**2, 0.1*msiemens/cm**2
EL, ENa, EK, Esyn = -65*mV, 55*mV, -90*mV, -75*mV
figures = []
for number in range(20):
    seed(number)
    neurons = NeuronGroup(100, '''
        dv/dt = (I - gL*(v - EL) - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) - gsyn*arriving*(v - Esyn))/C : volt
        dh/dt = 5*(alpha_h*(1 - h) - beta_h*h) : 1
        dn/dt = 5*(alpha_n*(1 - n) - beta_n*n) : 1
        ds/dt = 12/ms/(1 + exp(-v/(2*mV)))*(1 - s) - 0.1/ms*s : 1
        m = alpha_m/(alpha_m + beta_m) : 1
        alpha_m = 1/exprel(-0.1*(v/mV + 35))/ms : Hz
        beta_m = 4*exp(-(v/mV + 60)/18)/ms : Hz
        alpha_h = 0.07*exp(-(v/mV + 58)/20)/ms : Hz
        beta_h = 1/(1 + exp(-0.1*(v/mV + 28)))/ms : Hz
        alpha_n = 0.1/exprel(-0.1*(v/mV + 34))/ms : Hz
        beta_n = 0.125*exp(-(v/mV + 44)/80)/ms : Hz
        arriving : 1
        I : amp/metre**2''', threshold='v > 0*mV', refractory='v > -20*mV', method='rk4')
    synapses = Synapses(neurons, neurons, 'arriving_post = s_pre/60 : 1 (summed)')
    synapses.connect(p=0.6)
    neurons.I = '1*uA/cm**2*(1 + 0.03*randn())'
    neurons.v = '-70*mV + 20*mV*rand()'
    neurons.h, neurons.n = 'alpha_h/(alpha_h + beta_h)', 'alpha_n/(alpha_n + beta_n)'
    spikes = SpikeMonitor(neurons)
    Network(neurons, synapses, spikes).run(500*ms)
    trains = [set(floor((t[t >= 250*ms]/ms - 250)/2.8 + 1e-9)) for t in spikes.spike_trains().values()]
    pairs = [len(a & b)/sqrt(len(a)*len(b)) if a and b else 0 for k, a in enumerate(trains) for b in trains[k + 1:]]
    figures.append([sum(spikes.t >= 100*ms)/100/0.4, mean(pairs)])
print(json.dumps(dict(mean=[round(x, 4) for x in mean(figures, axis=0)], deviation=[round(x, 4) for x in std(figures, axis=0, ddof=1)])))
