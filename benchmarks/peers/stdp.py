#!/usr/bin/python3
"""STDP: plasticity by pairs of spikes (Song, Miller & Abbott 2000), after Brian's example of the same name.

Poisson sources of 15 Hz, all to all onto a tenth as many neurons, traces that are computed at events only; forward
Euler, time step 0.1 ms. Neurons start at their reset potential. --input-only: the sources alone. The rate is that of
the neurons, with --input-only that of the sources."""
from bench_common import parser, run_bench

NEURON = '''
dv/dt = (ge * (Ee-v) + El - v) / taum : volt
dge/dt = -ge / taue : 1
'''
SYNAPSE = '''
w : 1
dApre/dt = -Apre / taupre : 1 (event-driven)
dApost/dt = -Apost / taupost : 1 (event-driven)
'''
ON_PRE = '''
ge += w
Apre += dApre
w = clip(w + Apost, 0, gmax)
'''
ON_POST = '''
Apost += dApost
w = clip(w + Apre, 0, gmax)
'''


def build(args):
    from brian2 import Hz, Network, NeuronGroup, PoissonGroup, SpikeMonitor, Synapses, defaultclock, ms, mV
    defaultclock.dt = 0.1 * ms
    sources = PoissonGroup(args.size, rates=15 * Hz)
    if args.input_only:
        spikes = SpikeMonitor(sources, record=False)
        return Network(sources, spikes), reporter(args, args.size, spikes, args.size, ())
    count = -(-args.size // 10)
    neurons = NeuronGroup(count, NEURON, threshold='v > vt', reset='v = vr', method='euler',
                          namespace=dict(taum=10 * ms, taue=5 * ms, Ee=0 * mV, El=-74 * mV, vt=-54 * mV, vr=-60 * mV))
    gmax = 0.01
    synapses = Synapses(sources, neurons, SYNAPSE, on_pre=ON_PRE, on_post=ON_POST,
                        namespace=dict(taupre=20 * ms, taupost=20 * ms, gmax=gmax, dApre=0.01 * gmax,
                                       dApost=-0.0105 * gmax))
    synapses.connect()
    neurons.v = 'vr'
    synapses.w = 'rand() * 0.01'
    spikes = SpikeMonitor(neurons, record=False)
    return (Network(sources, neurons, synapses, spikes),
            reporter(args, args.size + count, spikes, count, (synapses,)))


def reporter(args, neurons, spikes, counted, synapses):
    """What to say after the run: `counted` neurons have `spikes`."""
    def report():
        count = int(spikes.num_spikes)
        return dict(size=args.size, neurons=neurons, synapses=sum(len(part) for part in synapses), spikes=count,
                    rateHz=count / counted / args.duration)
    return report


if __name__ == '__main__':
    options = parser(__doc__, duration=10.0)
    options.add_argument('--size', type=int, default=1000, help='Poisson sources')
    options.add_argument('--input-only', action='store_true', help='the sources alone')
    run_bench('stdp', build, options.parse_args())
