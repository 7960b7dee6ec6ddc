import type { Benchmark } from './benchmark.js'

export const cobahh: Benchmark = {
  name: 'cobahh',
  question:
    'How long does a network of Hodgkin-Huxley neurons take, which spends its time in exponential functions?',
  sizes: [4000, 16_000],
  duration: 1,
  rateSpread: 0.059,
  model: { script: 'benchmarks/models/cobahh.ts' },
  brian2: { script: 'cobahh.py' },
  limit: 'cobahh.c',
}
