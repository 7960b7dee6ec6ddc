import type { Engine, MeasuredFigure, Measurement, Precision } from './engine.js'
import type { References, Runs } from './references.js'

/**
 * Medians over the repetitions of one benchmark at one size, with one engine set up in one way. Ratios are above 1 where we are faster, or
 * where threads or single precision help; only `limitRatio` says how far away we are.
 */
export interface Row {
  readonly benchmark: string
  readonly size: number
  readonly engine: Engine['name']
  readonly threads: number
  readonly precision: Precision
  /** `Node 22.1.0`, `Chromium 140`: what runs our code, where several are compared. */
  readonly host?: string
  /** Whether simulations had priority on the machine, but the compilers of peers did not: whole processes cannot be compared. */
  readonly priority?: true
  /** Simulated time in seconds. */
  readonly duration: number
  readonly neurons: number
  readonly synapses: number
  readonly buildSeconds: number
  readonly compileSeconds: number
  readonly loopSeconds: number
  /** A cold process from start to end. */
  readonly wallSeconds: number
  readonly peakBytes: number
  readonly rateHz: number
  /** Whether this is the rate of our first row, within what chance allows, and the end, where nothing is drawn. */
  readonly ratesAgree: boolean
  /** The whole loop for each neuron and time step. */
  readonly nsPerNeuronStep: number
  /** The loop for each synaptic event, where there are some; without the time of the input, where that is measured alone. */
  readonly nsPerEvent?: number
  /** Loop of the input alone, where the benchmark has one. */
  readonly inputSeconds?: number
  /** What the loop takes beyond that: the fastest run of the whole without the fastest of the input, for a difference of medians can be mostly noise. */
  readonly eventSeconds?: number
  /** This row divided by ours with as many threads and the same precision. */
  readonly loopRatio: number
  readonly wallRatio: number
  readonly inputRatio?: number
  readonly eventRatio?: number
  /** Rows of ours only: our loop divided by that of the hand-written program. */
  readonly limitRatio?: number
  /** Rows of ours only: our loop on one thread, in double precision, on the first host, divided by this row's. */
  readonly threadRatio?: number
  readonly precisionRatio?: number
  readonly hostRatio?: number
}

type Head = Pick<
  Row,
  'benchmark' | 'size' | 'engine' | 'threads' | 'precision' | 'host' | 'priority' | 'duration' | 'ratesAgree'
>

/** What a run of a benchmark does. */
export interface Work {
  readonly steps: number
  /** Synaptic events. */
  readonly events: number
}

export function makeRow(head: Head, runs: Runs, references: References, { steps, events }: Work): Row {
  const { whole, input } = runs
  const median = (key: MeasuredFigure): number => medianBy(whole, key)
  const [neurons, loopSeconds] = [median('neurons'), median('loopSeconds')]
  const inputSeconds = input.length === 0 ? undefined : medianBy(input, 'loopSeconds')
  const eventSeconds = eventSecondsOf(runs)
  const { ours, limit, oneThread, doublePrecision, firstHost } = references
  const ourLoop = medianBy(ours.whole, 'loopSeconds')
  const gain = (slower: Runs | undefined): number | undefined =>
    slower && medianBy(slower.whole, 'loopSeconds') / loopSeconds
  const ourInput = ours.input.length === 0 ? undefined : medianBy(ours.input, 'loopSeconds')
  const ourEvents = eventSecondsOf(ours)
  return {
    ...head,
    neurons,
    synapses: median('synapses'),
    buildSeconds: median('buildSeconds'),
    compileSeconds: median('compileSeconds'),
    loopSeconds,
    wallSeconds: median('wallSeconds'),
    peakBytes: median('peakBytes'),
    rateHz: median('rateHz'),
    nsPerNeuronStep: (1e9 * loopSeconds) / (neurons * steps),
    loopRatio: loopSeconds / ourLoop,
    wallRatio: median('wallSeconds') / medianBy(ours.whole, 'wallSeconds'),
    ...known({
      nsPerEvent: events === 0 ? undefined : (1e9 * (eventSeconds ?? loopSeconds)) / events,
      inputSeconds,
      eventSeconds,
      inputRatio: inputSeconds && ourInput && inputSeconds / ourInput,
      eventRatio: eventSeconds && ourEvents ? eventSeconds / ourEvents : undefined,
      limitRatio: limit && loopSeconds / medianBy(limit.whole, 'loopSeconds'),
      threadRatio: gain(oneThread),
      precisionRatio: gain(doublePrecision),
      hostRatio: gain(firstHost),
    }),
  }
}

/** Nothing where the input was not measured alone. */
function eventSecondsOf({ whole, input }: Runs): number | undefined {
  if (input.length === 0) return undefined
  const least = (runs: readonly Measurement[]): number => Math.min(...runs.map(run => run.loopSeconds))
  return Math.max(0, least(whole) - least(input))
}

type Known<Figures> = { readonly [Name in keyof Figures]?: number }

/** The figures that there are. */
function known<Figures extends Record<string, number | undefined>>(figures: Figures): Known<Figures> {
  return Object.fromEntries(
    Object.entries(figures).filter(([, value]) => value !== undefined),
  ) as Known<Figures>
}

/** Least and greatest ratio of the repetitions, each compared with ours of the same turn. */
export interface Spread {
  readonly loopRatio: readonly [least: number, greatest: number]
  readonly wallRatio: readonly [least: number, greatest: number]
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

const medianBy = (runs: readonly Measurement[], key: MeasuredFigure): number =>
  medianOf(runs.map(run => run[key]))

/** The middle value; between the two middle ones, their mean. @throws {RangeError} for no values */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (upper === undefined || lower === undefined) throw new RangeError('no values have no median')
  return (lower + upper) / 2
}
