import type { Benchmark } from './benchmark.js'

const COMMON = {
  timeStep: 5e-5,
  // Nothing is drawn: the spikes are the same in every run.
  rateSpread: 0,
  events: () => 0,
} as const

export const rallpack3: Benchmark = {
  ...COMMON,
  name: 'rallpack3',
  question: 'How long does one neuron of many compartments take, with Hodgkin-Huxley channels in each?',
  sizes: [1000],
  duration: 0.25,
  model: { script: 'benchmarks/models/rallpack3.ts' },
  brian2: { script: 'rallpack3.py' },
  neuron: { script: 'rallpack3_neuron.py' },
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
  neuron: { script: 'rallpack3_neuron.py', args: ['--cells', String(CELLS)] },
}
