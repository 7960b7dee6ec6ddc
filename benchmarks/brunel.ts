import type { Benchmark } from './benchmark.js'

export const brunel: Benchmark = {
  name: 'brunel',
  question:
    'What does a synaptic event cost, and what a Poisson input, where there are hundreds of millions?',
  sizes: [12_500],
  duration: 1,
  rateSpread: 0.046,
  model: { script: 'benchmarks/models/brunel.ts' },
  brian2: { script: 'brunel.py' },
  input: {
    rateSpread: 0.002,
    model: { script: 'benchmarks/models/brunel.ts', values: { connected: '0' } },
    brian2: { script: 'brunel.py', args: ['--input-only'] },
  },
}
