#!/usr/bin/python3
"""Morris-Lecar neurons in Brian 2: rates (Hz) of ../neurons/morris-lecar.ts at some currents (uA/cm2), class 1 and class 2."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.1*ms
C, gK, gL = 20*uF/cm**2, 8*msiemens/cm**2, 2*msiemens/cm**2
ECa, EK, EL, V1, V2 = 120*mV, -84*mV, -60*mV, -1.2*mV, 18*mV
classes = [dict(gCa=4*msiemens/cm**2, V3=12*mV, V4=17.4*mV, phi=1/(15*ms)),
           dict(gCa=4.4*msiemens/cm**2, V3=2*mV, V4=30*mV, phi=1/(25*ms))]
currents = array([40.5, 50, 80, 90, 100, 110])
for parameters in classes:
    neurons = NeuronGroup(len(currents), '''
        dv/dt = (I - gCa*m*(v - ECa) - gK*w*(v - EK) - gL*(v - EL))/C : volt
        dw/dt = phi*(w_inf - w)*cosh((v - V3)/(2*V4)) : 1
        m = 0.5*(1 + tanh((v - V1)/V2)) : 1
        w_inf = 0.5*(1 + tanh((v - V3)/V4)) : 1
        I : amp/metre**2''', threshold='v > 0*mV', refractory='v > -10*mV', method='rk4', namespace=dict(
        C=C, gK=gK, gL=gL, ECa=ECa, EK=EK, EL=EL, V1=V1, V2=V2, **parameters))
    neurons.I = currents*uA/cm**2
    neurons.v = -60*mV
    neurons.w = 'w_inf'
    spikes = SpikeMonitor(neurons)
    network = Network(neurons, spikes)
    network.run(3*second)
    late = [t[t > 1.5*second]/second for t in spikes.spike_trains().values()]
    print(json.dumps([round((len(t) - 1)/(t[-1] - t[0]), 3) if len(t) > 1 else 0 for t in late]))
