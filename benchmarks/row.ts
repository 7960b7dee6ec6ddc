import type { Engine, Measurement } from './engine.js'

/** Medians over the repetitions of one benchmark at one size with one engine. Ratios are peer / ours: above 1 we are faster. */
export interface Row {
  readonly benchmark: string
  readonly size: number
  readonly engine: Engine['name']
  readonly threads: number
  readonly buildSeconds: number
  readonly compileSeconds: number
  readonly loopSeconds: number
  /** A cold process from start to end. */
  readonly wallSeconds: number
  readonly peakBytes: number
  readonly rateHz: number
  readonly loopRatio: number
  readonly wallRatio: number
}

/** Least and greatest ratio of the repetitions, each compared with ours of the same turn. */
export interface Spread {
  readonly loopRatio: readonly [least: number, greatest: number]
  readonly wallRatio: readonly [least: number, greatest: number]
}

/** The row of an engine from its repetitions, and ours in the same turns. */
export function makeRow(
  head: Pick<Row, 'benchmark' | 'size' | 'engine' | 'threads'>,
  runs: readonly Measurement[],
  ours: readonly Measurement[],
): Row {
  const median = (key: keyof Measurement): number => medianOf(runs.map(run => run[key]))
  const ratio = (key: 'loopSeconds' | 'wallSeconds'): number =>
    median(key) / medianOf(ours.map(run => run[key]))
  return {
    ...head,
    buildSeconds: median('buildSeconds'),
    compileSeconds: median('compileSeconds'),
    loopSeconds: median('loopSeconds'),
    wallSeconds: median('wallSeconds'),
    peakBytes: median('peakBytes'),
    rateHz: median('rateHz'),
    loopRatio: ratio('loopSeconds'),
    wallRatio: ratio('wallSeconds'),
  }
}

/** How far the ratios of single turns lie apart. */
export function spreadOf(runs: readonly Measurement[], ours: readonly Measurement[]): Spread {
  const range = (key: 'loopSeconds' | 'wallSeconds'): readonly [number, number] => {
    const ratios = runs.flatMap((run, turn) => {
      const own = ours[turn]
      return own === undefined ? [] : [run[key] / own[key]]
    })
    return [Math.min(...ratios), Math.max(...ratios)]
  }
  return { loopRatio: range('loopSeconds'), wallRatio: range('wallSeconds') }
}

/** The middle value; between the two middle ones, their mean. @throws {RangeError} for no values */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (upper === undefined || lower === undefined) throw new RangeError('no values have no median')
  return (lower + upper) / 2
}
