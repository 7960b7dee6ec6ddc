#!/usr/bin/python3
"""Connor-Stevens neurons in Brian 2: rates (Hz) of ../neurons/connor-stevens.ts at some currents (nA/mm2), and first spike (ms after the onset),
with and without A-current."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.02*ms
onset = 100*ms
mm2 = mm**2
common = dict(C=10*nF/mm2, gL=0.003*msiemens/mm2, gNa=1.2*msiemens/mm2, gK=0.2*msiemens/mm2, ENa=55*mV, EK=-72*mV, EA=-75*mV, onset=onset)
currents = array([75, 100, 150, 250])
for kind in [dict(EL=-17*mV, gA=0.477*msiemens/mm2), dict(EL=-70*mV, gA=0*msiemens/mm2)]:
    neurons = NeuronGroup(len(currents), '''
        dv/dt = (I - gL*(v - EL) - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) - gA*a**3*b*(v - EA))/C : volt
        dm/dt = alpha_m*(1 - m) - beta_m*m : 1
        dh/dt = alpha_h*(1 - h) - beta_h*h : 1
        dn/dt = alpha_n*(1 - n) - beta_n*n : 1
        da/dt = (a_inf - a)/tau_a : 1
        db/dt = (b_inf - b)/tau_b : 1
        alpha_m = 3.8/exprel(-0.1*(v/mV + 29.7))/ms : Hz
        beta_m = 15.2*exp(-0.0556*(v/mV + 54.7))/ms : Hz
        alpha_h = 0.266*exp(-0.05*(v/mV + 48))/ms : Hz
        beta_h = 3.8/(1 + exp(-0.1*(v/mV + 18)))/ms : Hz
        alpha_n = 0.2/exprel(-0.1*(v/mV + 45.7))/ms : Hz
        beta_n = 0.25*exp(-0.0125*(v/mV + 55.7))/ms : Hz
        a_inf = (0.0761*exp(0.0314*(v/mV + 94.22))/(1 + exp(0.0346*(v/mV + 1.17))))**(1/3) : 1
        tau_a = (0.3632 + 1.158/(1 + exp(0.0497*(v/mV + 55.96))))*ms : second
        b_inf = 1/(1 + exp(0.0688*(v/mV + 53.3)))**4 : 1
        tau_b = (1.24 + 2.678/(1 + exp(0.0624*(v/mV + 50))))*ms : second
        I = strength*int(t >= onset) : amp/metre**2
        strength : amp/metre**2''', threshold='v > 0*mV', refractory='v > -20*mV', method='exponential_euler',
        namespace=dict(common, **kind))
    neurons.strength = currents*nA/mm2
    neurons.v = -68*mV
    for gate in 'mhn':
        setattr(neurons, gate, f'alpha_{gate}/(alpha_{gate} + beta_{gate})')
    neurons.a, neurons.b = 'a_inf', 'b_inf'
    spikes = SpikeMonitor(neurons)
    network = Network(neurons, spikes)
    network.run(1.1*second)
    rates, first = [], []
    for train in spikes.spike_trains().values():
        late = train[train > 0.6*second]/second
        rates.append(round((len(late) - 1)/(late[-1] - late[0]), 3) if len(late) > 1 else 0)
        first.append(round(train[0]/ms - 100, 2) if len(train) else None)
    print(json.dumps(dict(rates=rates, first=first)))
