import type { Measurement } from './engine.js'

/** One number of a network (`models/growth.ts`) that grows while the others stay. */
export interface Growth {
  readonly title: string
  readonly xLabel: string
  /** What has grown. */
  readonly work: (run: Measurement) => number
  readonly steps: readonly { readonly size: number; readonly values: Readonly<Record<string, string>> }[]
  readonly curves: readonly Curve[]
}

/** A time against the work. */
export interface Curve {
  readonly title: string
  readonly yLabel: string
  readonly seconds: (run: Measurement) => number
}

const loopOf = (title: string): Curve => ({ title, yLabel: 'Loop (s)', seconds: run => run.loopSeconds })
/** Few neurons, so that their own time is little beside that of their synapses. */
const SIZE = 4000

export const GROWTHS: readonly Growth[] = [
  {
    title: 'neurons',
    xLabel: 'Neurons without spikes',
    work: run => run.neurons,
    steps: [1000, 4000, 16_000, 64_000, 256_000, 1_024_000].map(size => ({ size, values: {} })),
    curves: [loopOf('Neurons')],
  },
  {
    title: 'synapses',
    xLabel: 'Synapses, 20 spikes a second',
    work: run => run.synapses,
    // With one input each the code that connects is there.
    steps: [1, 16, 64, 256, 1024, 4000].map(inputs => ({
      size: SIZE,
      values: { inputs: String(inputs), rate: '20Hz' },
    })),
    curves: [
      loopOf('Synapses'),
      { title: 'Building', yLabel: 'Build (s)', seconds: run => run.buildSeconds },
    ],
  },
  {
    title: 'spikes',
    xLabel: 'Spikes, 256 synapses each',
    work: run => run.spikes,
    steps: [0, 1, 4, 16, 64, 256].map(rate => ({
      size: SIZE,
      values: { inputs: '256', rate: `${String(rate)}Hz` },
    })),
    curves: [loopOf('Spikes')],
  },
]
