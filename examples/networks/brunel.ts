// The states of a random network: the same neurons spike in step or each for itself, as inhibition and the input from outside will have it.
//
// Brunel 2000, "Dynamics of sparsely connected networks of excitatory and inhibitory spiking neurons", J. Comput. Neurosci. 8, 183-208:
// model A, at 0.4 of its size, with synapses that are stronger by as much. The figure is panel C of its figure 8, the
// asynchronous irregular state; the other panels are, with g and input, A: 3 and 2, B: 6 and 4, D: 4.5 and 0.9.
//
//   rheobase run examples/networks/brunel.ts --set g=6 --set input=4 --plot brunel.svg
import { Network, ms, mV, type ScriptModel, type ScriptOptions, type SpikeMonitor } from 'rheobase'

const NEURON = 'dv/dt = -v/tau : volt (unless refractory)'
const TAU = ms(20)
const THRESHOLD = mV(20)
const RESET = mV(10)
const REFRACTORY = ms(2)
/** Neurons of the paper; 4 of 5 are excitatory, and each gets synapses from a tenth of each kind. */
const SIZE = 12_500
const CONNECTED = 0.1
/** Strength of an excitatory synapse of the paper. */
const STRENGTH = mV(0.1)
/** Strength of inhibitory synapses over that of excitatory ones; input from outside over the one that reaches the threshold alone. */
const G = 5
const INPUT = 2
const SCALE = 0.4
const DURATION = ms(300)

interface Brunel extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  readonly size: number
}

/** `--set` gives other values to `g` and `input`. */
export default function brunel({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): Brunel {
  const [g, input] = [values.g?.value ?? G, values.input?.value ?? INPUT]
  const share = SCALE * scale
  const excitatory = Math.round(0.8 * SIZE * share)
  const size = Math.round(SIZE * share)
  // With fewer synapses that are stronger the mean of the input stays, and its fluctuations grow.
  const strength = STRENGTH.dividedBy(share)
  const inputs = Math.round((CONNECTED * excitatory) / 4) * 4
  const network = new Network({ dt: ms(0.1), seed, target, threads, namespace: { J: strength } })
  const neurons = network.neuronGroup(size, NEURON, {
    threshold: 'v > theta',
    reset: 'v = Vr',
    refractory: REFRACTORY,
    method: 'exact',
    namespace: { tau: TAU, theta: THRESHOLD, Vr: RESET },
  })
  neurons.v.set('theta*rand()')
  // A synapse adds its whole charge at once, 1.5 ms after the spike.
  const common = { delay: ms(1.5) }
  const excite = network.synapses(neurons.slice(0, excitatory), neurons, { ...common, onPre: 'v_post += J' })
  // Each neuron has as many inputs as every other: a number of sources is drawn for each target.
  excite.connect({ i: `k for k in sample(N_pre, size=${String(inputs)})` })
  const inhibit = network.synapses(neurons.slice(excitatory), neurons, {
    ...common,
    onPre: 'v_post -= g*J',
    namespace: { g },
  })
  inhibit.connect({ i: `k for k in sample(N_pre, size=${String(inputs / 4)})` })
  // As many sources outside as there are excitatory synapses inside, each at the rate of the input.
  const enough = THRESHOLD.dividedBy(strength.times(TAU).times(inputs))
  network.poissonInput(neurons, 'v', { n: inputs, rate: enough.times(input), weight: strength })

  const spikes = network.spikeMonitor(neurons)
  return {
    network,
    duration: DURATION,
    spikes,
    size,
    picture: async theme => {
      const { figure, populationRate, raster } = await import('rheobase/plot')
      const shown = { from: network.t.minus(ms(200)), to: network.t }
      const i = spikes.i
      const few = Array.from(i.keys()).filter(k => (i[k] ?? 0) % Math.ceil(size / 100) === 0)
      const times = spikes.t
      const some = {
        i: Int32Array.from(few, k => (i[k] ?? 0) / Math.ceil(size / 100)),
        t: ms(few.map(k => times.at(k).in(ms))),
        countOfEach: () => new Int32Array(Math.ceil(size / Math.ceil(size / 100))),
      }
      return figure(
        [raster(some, { ...shown, weight: 2 }), populationRate(spikes, { ...shown, bin: ms(0.5) })],
        {
          theme,
          title: `Random network of ${String(size)} neurons, g = ${String(g)}, input = ${String(input)}`,
        },
      )
    },
  }
}

/**
 * The rate in hertz at which network and neurons agree, by the paper's mean-field theory, for a network of `scale` times the size here: a neuron with the
 * mean and the fluctuations that the others make has their rate.
 */
export function rateInTheory(scale: number, g = G, input = INPUT): number {
  const share = SCALE * scale
  const inputs = CONNECTED * 0.8 * SIZE * share
  const strength = STRENGTH.in(mV) / share
  const outside = (input * THRESHOLD.in(mV)) / (strength * TAU.value * inputs)
  const answer = (rate: number): number => {
    const mean = inputs * strength * TAU.value * (outside + rate * (1 - 0.25 * g))
    const variance = inputs * strength ** 2 * TAU.value * (outside + rate * (1 + 0.25 * g * g))
    return rateOfNeuron(mean, Math.sqrt(variance))
  }
  // The more the others spike, the less the neuron does where inhibition is stronger: one rate fits.
  let [least, greatest] = [0, 1 / REFRACTORY.value]
  for (let k = 0; k < 50; k++) {
    const middle = (least + greatest) / 2
    if (answer(middle) > middle) least = middle
    else greatest = middle
  }
  return least
}

/** Rate in hertz of a neuron under white noise: 1/(refractory + tau sqrt(pi) times the integral of exp(u^2) (1 + erf(u))). */
function rateOfNeuron(mean: number, sigma: number): number {
  const [from, to] = [(RESET.in(mV) - mean) / sigma, (THRESHOLD.in(mV) - mean) / sigma]
  const pieces = 200
  const width = (to - from) / pieces
  let integral = 0
  for (let k = 0; k < pieces; k++) integral += scaledError(from + (k + 0.5) * width) * width
  return 1 / (REFRACTORY.value + TAU.value * Math.sqrt(Math.PI) * integral)
}

/** exp(x^2) (1 + erf(x)), as 2/sqrt(pi) times the integral of exp(2xs - s^2) over positive s. */
function scaledError(x: number): number {
  const pieces = 400
  const width = (x > 0 ? x + 7 : Math.min(7, -15 / x)) / pieces
  let integral = 0
  for (let k = 0; k < pieces; k++) {
    const s = (k + 0.5) * width
    integral += Math.exp(2 * x * s - s * s) * width
  }
  return (2 / Math.sqrt(Math.PI)) * integral
}

/** 300 ms of `scale` times 5000 neurons. */
export async function run({
  scale = 1,
  ...options
}: { readonly scale?: number } & Partial<ScriptOptions> = {}): Promise<Brunel> {
  const model = brunel({ values: {}, scale, ...options })
  await model.network.run(model.duration)
  return model
}
