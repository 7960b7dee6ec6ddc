#!/usr/bin/python3
"""CUBA: current-based integrate-and-fire network (Vogels & Abbott 2005; benchmark 2 of Brette et al. 2007).

On average 80 synaptic inputs per neuron at any size (64 excitatory, 16 inhibitory; at 4000 neurons that is
p = 0.02), exact integration, time step 0.1 ms, no delay. --hetero: every neuron has its own taum, taue and taui,
uniform in 90 to 110 % of the common value."""
from bench_common import parser, run_bench

DYNAMICS = '''
dv/dt  = (ge + gi - (v - El)) / taum : volt (unless refractory)
dge/dt = -ge / taue : volt
dgi/dt = -gi / taui : volt
'''
PER_NEURON = '''
taum : second (constant)
taue : second (constant)
taui : second (constant)
'''


def network(size, hetero=False, record=False):
    """The network, its neurons, its two synapses objects and its spike monitor."""
    from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, defaultclock, mV, ms
    defaultclock.dt = 0.1 * ms
    namespace = dict(Vt=-50 * mV, Vr=-60 * mV, El=-49 * mV)
    if not hetero:
        namespace.update(taum=20 * ms, taue=5 * ms, taui=10 * ms)
    neurons = NeuronGroup(size, DYNAMICS + PER_NEURON if hetero else DYNAMICS, threshold='v > Vt',
                          reset='v = Vr', refractory=5 * ms, method='exact', namespace=namespace)
    neurons.v = 'Vr + rand() * (Vt - Vr)'
    if hetero:
        neurons.taum = '20*ms*(0.9 + 0.2*rand())'
        neurons.taue = '5*ms*(0.9 + 0.2*rand())'
        neurons.taui = '10*ms*(0.9 + 0.2*rand())'
    excitatory_count = int(0.8 * size)
    excitatory = Synapses(neurons[:excitatory_count], neurons, on_pre='ge += 1.62*mV')
    inhibitory = Synapses(neurons[excitatory_count:], neurons, on_pre='gi -= 9*mV')
    excitatory.connect(p=80 / size)
    inhibitory.connect(p=80 / size)
    spikes = SpikeMonitor(neurons, record=record)
    return Network(neurons, excitatory, inhibitory, spikes), neurons, (excitatory, inhibitory), spikes


def build(args):
    net, _, synapses, spikes = network(args.size, args.hetero)

    def report():
        count = int(spikes.num_spikes)
        return dict(size=args.size, neurons=args.size, hetero=args.hetero, synapses=sum(len(part) for part in synapses),
                    spikes=count, rateHz=count / args.size / args.duration)
    return net, report


if __name__ == '__main__':
    options = parser(__doc__)
    options.add_argument('--size', type=int, default=4000, help='neurons')
    options.add_argument('--hetero', action='store_true', help='time constants per neuron')
    run_bench('cuba', build, options.parse_args())
