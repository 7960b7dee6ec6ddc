// The firing patterns of cortical neurons, from one equation and four numbers.
//
// Izhikevich 2003, "Simple model of spiking neurons", IEEE Trans. Neural Networks 14, 1569-1572: equations (1) to (3), and the parameters
// a, b, c, d of figure 2. Each pattern is a neuron of one group, with parameters of its own.
//
//   rheobase run examples/neurons/izhikevich.ts --plot izhikevich.svg
import {
  Network,
  ms,
  mV,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

// The paper has plain numbers, to be read as millivolts and milliseconds. The current is that of the paper divided by the capacitance.
const EQUATIONS = `
  dv/dt = 0.04*v**2/(ms*mV) + 5*v/ms + 140*mV/ms - u + I : volt
  du/dt = a*(b*v - u) : volt/second
  I = before + (after - before)*int(t >= onset) : volt/second
  before : volt/second (constant)
  after : volt/second (constant)
  a : hertz (constant)
  b : hertz (constant)
  c : volt (constant)
  d : volt/second (constant)
`

/** a, b, c, d, and the current before and after the onset. */
const PATTERNS = {
  'regular spiking': [0.02, 0.2, -65, 8, 0, 10],
  'intrinsically bursting': [0.02, 0.2, -55, 4, 0, 10],
  chattering: [0.02, 0.2, -50, 2, 0, 10],
  'fast spiking': [0.1, 0.2, -65, 2, 0, 10],
  'low-threshold spiking': [0.02, 0.25, -65, 2, 0, 10],
  // The same neuron relays a depolarisation one by one, and answers the end of a hyperpolarisation with a burst.
  'thalamo-cortical': [0.02, 0.25, -65, 0.05, 0, 2],
  'thalamo-cortical, released': [0.02, 0.25, -65, 0.05, -10, 0],
  resonator: [0.1, 0.26, -65, 2, 0, 0.5],
} as const
/** Names of the patterns in the order of the neurons. */
export const NAMES: readonly string[] = Object.keys(PATTERNS)
const column = (k: number): number[] => Object.values(PATTERNS).map(pattern => pattern[k] ?? NaN)

const ONSET = ms(50)
const DURATION = ms(250)

interface Izhikevich extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
}

/** `--set` gives another time to `onset`. */
export default function izhikevich({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): Izhikevich {
  const { onset = ONSET } = values
  const network = new Network({ dt: ms(0.05), seed, target, threads })
  const neurons = network.neuronGroup(NAMES.length, EQUATIONS, {
    threshold: 'v >= 30*mV',
    reset: 'v = c; u += d',
    method: 'euler',
    namespace: { onset },
  })
  const perMillisecond = (numbers: number[]): Quantity => ms(numbers.map(number => 1 / number)).toPower(-1)
  neurons.a.set(perMillisecond(column(0)))
  neurons.b.set(perMillisecond(column(1)))
  neurons.c.set(mV(column(2)))
  neurons.d.set(mV(column(3)).dividedBy(ms(1)))
  neurons.before.set(mV(column(4)).dividedBy(ms(1)))
  neurons.after.set(mV(column(5)).dividedBy(ms(1)))
  // Rest: 0.04 v^2 + (5 - b) v + 140 + I = 0, its lower root, and u = b v.
  neurons.v.set('((b - 5/ms) - ((5/ms - b)**2 - 0.16*(140*mV/ms + before)/(ms*mV))**0.5)*ms*mV/0.08')
  neurons.u.set('b*v')

  const spikes = network.spikeMonitor(neurons)
  const potentials = network.stateMonitor(neurons, 'v', { record: true })
  return {
    network,
    duration: DURATION,
    spikes,
    picture: async theme => {
      const { figure, trace } = await import('rheobase/plot')
      return figure(
        NAMES.map((name, k) =>
          trace(potentials, 'v', { elements: [k], unit: mV, names: [name], weight: 0.6, to: network.t }),
        ),
        { theme, title: 'Firing patterns of the Izhikevich neuron' },
      )
    },
  }
}

/** A quarter of a second of eight neurons: short enough to be run in full everywhere. */
export async function run(): Promise<Izhikevich> {
  const model = izhikevich({ values: {} })
  await model.network.run(model.duration)
  return model
}
