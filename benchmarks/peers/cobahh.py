#!/usr/bin/python3
"""COBAHH: network of Hodgkin-Huxley neurons with exponential conductances (benchmark 3 of Brette et al. 2007).

On average 80 synaptic inputs per neuron at any size (64 excitatory, 16 inhibitory), exponential Euler, time step
0.1 ms, no delay; parameters and initial values are those of the example COBAHH of Brian 2."""
from bench_common import parser, run_bench

EQUATIONS = '''
dv/dt = (gl*(El-v)+ge*(Ee-v)+gi*(Ei-v)-
         g_na*(m*m*m)*h*(v-ENa)-
         g_kd*(n*n*n*n)*(v-EK))/Cm : volt
dm/dt = alpha_m*(1-m)-beta_m*m : 1
dn/dt = alpha_n*(1-n)-beta_n*n : 1
dh/dt = alpha_h*(1-h)-beta_h*h : 1
dge/dt = -ge*(1./taue) : siemens
dgi/dt = -gi*(1./taui) : siemens
alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV-v+VT)/(4*mV))/ms : Hz
beta_m = 0.28*(mV**-1)*5*mV/exprel((v-VT-40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp((17*mV-v+VT)/(18*mV))/ms : Hz
beta_h = 4./(1+exp((40*mV-v+VT)/(5*mV)))/ms : Hz
alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV-v+VT)/(5*mV))/ms : Hz
beta_n = .5*exp((10*mV-v+VT)/(40*mV))/ms : Hz
'''


def network(size, record=False):
    """The network, its neurons, its two synapses objects and its spike monitor."""
    from brian2 import (Network, NeuronGroup, SpikeMonitor, Synapses, cm, defaultclock, mV, ms, msiemens, nS,
                        siemens, ufarad, umetre)
    defaultclock.dt = 0.1 * ms
    area = 20000 * umetre**2
    namespace = dict(Cm=(1 * ufarad * cm**-2) * area, gl=(5e-5 * siemens * cm**-2) * area,
                     g_na=(100 * msiemens * cm**-2) * area, g_kd=(30 * msiemens * cm**-2) * area,
                     El=-60 * mV, EK=-90 * mV, ENa=50 * mV, VT=-63 * mV,
                     taue=5 * ms, taui=10 * ms, Ee=0 * mV, Ei=-80 * mV)
    neurons = NeuronGroup(size, EQUATIONS, threshold='v > -20*mV', refractory=3 * ms,
                          method='exponential_euler', namespace=namespace)
    excitatory_count = int(0.8 * size)
    excitatory = Synapses(neurons[:excitatory_count], neurons, on_pre='ge += 6*nS')
    inhibitory = Synapses(neurons[excitatory_count:], neurons, on_pre='gi += 67*nS')
    excitatory.connect(p=80 / size)
    inhibitory.connect(p=80 / size)
    neurons.v = 'El + (randn() * 5 - 5)*mV'
    neurons.ge = '(randn() * 1.5 + 4) * 10.*nS'
    neurons.gi = '(randn() * 12 + 20) * 10.*nS'
    spikes = SpikeMonitor(neurons, record=record)
    return Network(neurons, excitatory, inhibitory, spikes), neurons, (excitatory, inhibitory), spikes


def build(args):
    net, _, synapses, spikes = network(args.size)

    def report():
        count = int(spikes.num_spikes)
        return dict(size=args.size, neurons=args.size, synapses=sum(len(part) for part in synapses), spikes=count,
                    rateHz=count / args.size / args.duration)
    return net, report


if __name__ == '__main__':
    options = parser(__doc__)
    options.add_argument('--size', type=int, default=4000, help='neurons')
    run_bench('cobahh', build, options.parse_args())
