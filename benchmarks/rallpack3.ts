import type { Benchmark } from './benchmark.js'
import type { EndState } from './end-state.js'
import type { Settings } from './engine.js'

const PLACES = 10

/** Potentials of one of the cells at ten places along the cable, as the scripts of the peers print them, and its last spike. */
async function endOf(cells: number, size: number, settings: Settings): Promise<EndState> {
  // The package is there only once it was built.
  const [{ ms, mV, parseQuantity, second }, { default: build }] = await Promise.all([
    import('rheobase'),
    import('./models/rallpack3.js'),
  ])
  const { duration, ...others } = settings
  const net = build({
    values: { size: parseQuantity(String(size)), cells: parseQuantity(String(cells)) },
    ...others,
  })
  await net.run(second(duration))
  const states = net.getStates()['spatialneuron']
  const [v, lastspike] = [states?.['v'], states?.['lastspike']]
  if (v === undefined || lastspike === undefined) throw new Error('Rallpack 3 has no cable')
  return {
    potentials: Array.from({ length: PLACES }, (_, place) =>
      v.at(Math.floor(((place + 0.5) * size) / PLACES) * cells).in(mV),
    ),
    lastSpike: lastspike.at((size - 1) * cells).in(ms),
  }
}

const COMMON = {
  timeStep: 5e-5,
  // Nothing is drawn: the spikes are the same in every run.
  rateSpread: 0,
  events: () => 0,
} as const

/** With the equations that the others have: NEURON is timed with its tables of rates, which move spikes by some steps. */
const COMPUTED = ['--usetable', '0']

export const rallpack3: Benchmark = {
  ...COMMON,
  name: 'rallpack3',
  question: 'How long does one neuron of many compartments take, with Hodgkin-Huxley channels in each?',
  sizes: [1000],
  duration: 0.25,
  model: { script: 'benchmarks/models/rallpack3.ts' },
  endOf: (size, settings) => endOf(1, size, settings),
  brian2: { script: 'rallpack3.py' },
  neuron: { script: 'rallpack3_neuron.py', forEnd: COMPUTED },
}

const CELLS = 100

export const rallpack3Cells: Benchmark = {
  ...COMMON,
  name: 'rallpack3-cells',
  question: 'What does a cell of a hundred with one form take, beside one alone?',
  sizes: [1000],
  duration: 0.05,
  neurons: size => size * CELLS,
  model: { script: 'benchmarks/models/rallpack3.ts', values: { cells: String(CELLS) } },
  endOf: (size, settings) => endOf(CELLS, size, settings),
  neuron: {
    script: 'rallpack3_neuron.py',
    args: ['--cells', String(CELLS)],
    forEnd: [...COMPUTED, '--cells', '1'],
  },
}
