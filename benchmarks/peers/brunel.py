#!/usr/bin/python3
"""Brunel 2000: sparse network of excitatory and inhibitory neurons, which spends its time in synaptic events.

p = 0.1, delta synapses of 0.1 mV, inhibition five times as strong, one delay of 1.5 ms; from outside a Poisson input of
a tenth as many sources as there are excitatory neurons, at twice the rate that reaches the threshold. Exact
integration, time step 0.1 ms, v(0) = 0 for all neurons. --input-only: no synapses, the neurons and their input."""
from bench_common import parser, run_bench


def build(args):
    from brian2 import Network, NeuronGroup, PoissonInput, SpikeMonitor, Synapses, defaultclock, ms, mV
    defaultclock.dt = 0.1 * ms
    namespace = dict(tau=20 * ms, theta=20 * mV, V_r=10 * mV, J=0.1 * mV, g=5)
    neurons = NeuronGroup(args.size, 'dv/dt = -v/tau : volt (unless refractory)', threshold='v > theta',
                          reset='v = V_r', refractory=2 * ms, method='exact', namespace=namespace)
    excitatory_count = int(0.8 * args.size)
    synapses = []
    if not args.input_only:
        common = dict(delay=1.5 * ms, namespace=namespace)
        synapses = [Synapses(neurons[:excitatory_count], neurons, on_pre='v += J', **common),
                    Synapses(neurons[excitatory_count:], neurons, on_pre='v += -g*J', **common)]
        for part in synapses:
            part.connect(p=0.1)
    sources = int(0.1 * excitatory_count)
    # Sources of this rate hold the mean potential just at the threshold: theta = rate * sources * J * tau.
    threshold_rate = namespace['theta'] / (sources * namespace['J'] * namespace['tau'])
    outside = PoissonInput(neurons, 'v', N=sources, rate=2 * threshold_rate, weight=namespace['J'])
    spikes = SpikeMonitor(neurons, record=False)

    def report():
        count = int(spikes.num_spikes)
        return dict(size=args.size, neurons=args.size, synapses=sum(len(part) for part in synapses),
                    spikes=count, rateHz=count / args.size / args.duration)
    return Network(neurons, *synapses, outside, spikes), report


if __name__ == '__main__':
    options = parser(__doc__)
    options.add_argument('--size', type=int, default=12500, help='neurons')
    options.add_argument('--input-only', action='store_true', help='no synapses')
    run_bench('brunel', build, options.parse_args())
