import type { Benchmark } from './benchmark.js'

export const cubaHetero: Benchmark = {
  name: 'cuba-hetero',
  question:
    'What do time constants that differ from neuron to neuron cost, so that no propagator is a constant?',
  sizes: [4000, 64_000],
  duration: 1,
  rateSpread: 0.057,
  model: { script: 'benchmarks/models/cuba.ts', values: { hetero: '1' } },
  brian2: { script: 'cuba.py', args: ['--hetero'] },
}
