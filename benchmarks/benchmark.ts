import type { EndState } from './end-state.js'
import type { Settings } from './engine.js'

/** A network of which a benchmark exists here and in a peer. */
export interface Benchmark extends Network {
  readonly name: string
  /** What it shows, in one sentence. */
  readonly question: string
  /** Sizes that are measured unless the command line names others. */
  readonly sizes: readonly number[]
  /** Simulated time in seconds, unless the command line names another. */
  readonly duration: number
  /** In seconds; that of most of the benchmarks if left out. */
  readonly timeStep?: number
  /** Synaptic events of a run; if left out, each spike reaches as many synapses as there are per neuron. */
  readonly events?: (size: number, spikes: number, settings: Settings) => number
  /** What our network ends in, where nothing is drawn; peers whose scripts print theirs must end in the same. */
  readonly endOf?: (size: number, settings: Settings) => Promise<EndState>
  /** The network without synapses: its input alone. What the whole takes beyond that, its events take. */
  readonly input?: Network
}

/** How each engine is told to build a network. */
export interface Network {
  /** Neurons of a size, sources included; the size itself if left out. */
  readonly neurons?: (size: number) => number
  /** Standard deviation of the rate over seeds, divided by its mean, at the first of the sizes and for the duration of the benchmark. */
  readonly rateSpread: number
  /** Script of ours, for `rheobase run`; it takes the value `size`, and these. */
  readonly model: { readonly script: string; readonly values?: Readonly<Record<string, string>> }
  /** Scripts in `peers`, which take `--size`, and these arguments. */
  readonly brian2?: PeerScript
  readonly neuron?: PeerScript
  /** A program in `limit`, which takes the size. */
  readonly limit?: string
}

export interface PeerScript {
  readonly script: string
  readonly args?: readonly string[]
  /** Arguments of one more process, which is not timed: what it ends in is compared, not what the timed one does. */
  readonly forEnd?: readonly string[]
}

/** Time step of a benchmark that names no other, in seconds. */
const TIME_STEP = 1e-4
/** Steps of a benchmark in so many seconds. */
export const stepsOf = ({ timeStep = TIME_STEP }: Pick<Benchmark, 'timeStep'>, duration: number): number =>
  Math.round(duration / timeStep)
