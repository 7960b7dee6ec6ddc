import type { Benchmark } from './benchmark.js'

/** Rate of the sources. */
const RATE = 15

export const stdp: Benchmark = {
  name: 'stdp',
  question: 'What do plastic synapses cost at each spike, and what the Poisson sources?',
  sizes: [1000],
  duration: 10,
  rateSpread: 0.027,
  neurons: size => size + targetsOf(size),
  // A spike of a source reaches all targets, one of a target all sources; the spikes are those of the targets.
  events: (size, spikes, { duration }) => RATE * duration * size * targetsOf(size) + spikes * size,
  model: { script: 'benchmarks/models/stdp.ts' },
  brian2: { script: 'stdp.py' },
  input: {
    rateSpread: 0.003,
    model: { script: 'benchmarks/models/stdp.ts', values: { connected: '0' } },
    brian2: { script: 'stdp.py', args: ['--input-only'] },
  },
}

const targetsOf = (size: number): number => Math.ceil(size / 10)
