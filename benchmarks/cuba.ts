import type { Benchmark } from './benchmark.js'

export const cuba: Benchmark = {
  name: 'cuba',
  question:
    'How long does the current-based network of Vogels and Abbott take, from the command to the result?',
  sizes: [4000, 64_000],
  duration: 1,
  rateSpread: 0.045,
  model: { script: 'benchmarks/models/cuba.ts' },
  brian2: { script: 'cuba.py' },
  limit: 'cuba.c',
}
