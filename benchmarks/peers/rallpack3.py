#!/usr/bin/python3
"""Rallpack 3: a cable of 1 mm x 1 um, cut into `--size` compartments, with the membrane of the squid axon at 6.3 C
(Bhalla, Bilitch & Bower 1992). 0.1 nA into its end for the whole run, time step 0.05 ms, exponential Euler for the
gates, which start at rest at -65 mV; spikes are counted at the other end. `potentials` are those of ten places at the end, in
mV, `lastSpike` is the start of the step of the last spike, in ms."""
from bench_common import parser, run_bench

EQUATIONS = '''
Im = gl*(El-v) + gNa*m**3*h*(ENa-v) + gK*n**4*(EK-v) : amp/meter**2
I : amp (point current)
dm/dt = alpham*(1-m) - betam*m : 1
dh/dt = alphah*(1-h) - betah*h : 1
dn/dt = alphan*(1-n) - betan*n : 1
alpham = 1/exprel(-(v/mV+40)/10)/ms : Hz
betam = 4*exp(-(v/mV+65)/18)/ms : Hz
alphah = 0.07*exp(-(v/mV+65)/20)/ms : Hz
betah = 1/(exp(-(v/mV+35)/10)+1)/ms : Hz
alphan = 0.1/exprel(-(v/mV+55)/10)/ms : Hz
betan = 0.125*exp(-(v/mV+65)/80)/ms : Hz
'''


def build(args):
    from brian2 import (Cylinder, Network, SpatialNeuron, SpikeMonitor, cm, defaultclock, mV, ms, msiemens, nA, ohm,
                        siemens, uF, um)
    defaultclock.dt = 0.05 * ms
    namespace = dict(gl=siemens / cm**2 / 40000, El=-65 * mV, ENa=50 * mV, EK=-77 * mV,
                     gNa=120 * msiemens / cm**2, gK=36 * msiemens / cm**2)
    cable = Cylinder(n=args.size, diameter=1 * um, length=1000 * um)
    neuron = SpatialNeuron(morphology=cable, model=EQUATIONS, Cm=1 * uF / cm**2, Ri=100 * ohm * cm,
                           method='exponential_euler', threshold='v > 0*mV', threshold_location=args.size - 1,
                           refractory='v > 0*mV', namespace=namespace)
    neuron.v = -65 * mV
    neuron.m = 'alpham/(alpham+betam)'
    neuron.h = 'alphah/(alphah+betah)'
    neuron.n = 'alphan/(alphan+betan)'
    neuron.I[0] = 0.1 * nA
    spikes = SpikeMonitor(neuron, record=False)

    def report():
        count = int(spikes.num_spikes)
        potentials = neuron.v / mV
        return dict(size=args.size, neurons=args.size, synapses=0, spikes=count, rateHz=count / args.duration,
                    potentials=[float(potentials[(2 * place + 1) * args.size // 20]) for place in range(10)],
                    lastSpike=float(neuron.lastspike[args.size - 1] / ms))
    return Network(neuron, spikes), report


if __name__ == '__main__':
    options = parser(__doc__, duration=0.25)
    options.add_argument('--size', type=int, default=1000, help='compartments')
    run_bench('rallpack3', build, options.parse_args())
