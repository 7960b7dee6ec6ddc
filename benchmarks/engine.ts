import type { Network } from './benchmark.js'
import type { EndState } from './end-state.js'

/** What all engines are told. */
export interface Settings {
  readonly seed: number
  /** Simulated time in seconds. */
  readonly duration: number
  readonly threads: number
  readonly precision: Precision
}

export const PRECISIONS = ['double', 'single'] as const
export type Precision = (typeof PRECISIONS)[number]

/** One run in a process of its own. Times in seconds, memory in bytes. */
export interface Measurement {
  readonly neurons: number
  readonly synapses: number
  /** Of the neurons that are counted. */
  readonly spikes: number
  readonly rateHz: number
  /** Building the model, synapses included. */
  readonly buildSeconds: number
  /** Generating code and compiling it. */
  readonly compileSeconds: number
  /** The loop over the time steps. */
  readonly loopSeconds: number
  /** The process, from its start to its end. */
  readonly wallSeconds: number
  /** Peak resident memory of the program that simulates; 0 where nobody can tell. */
  readonly peakBytes: number
  /** Of networks in which nothing is drawn. */
  readonly end?: EndState
}

/** The figures of a measurement that are numbers, of which medians are taken. */
export type MeasuredFigure = Exclude<keyof Measurement, 'end'>

/** A program that can be measured: ours, another simulator, or the hand-written limit. */
export interface Engine {
  readonly name: 'rheobase' | 'brian2' | 'neuron' | 'limit'
  /** Why it cannot be measured on this machine; nothing if it can. */
  unavailable(): Promise<string | undefined>
  /** Whether it has a network, and can run it like this. */
  has(network: Network, settings: Settings): boolean
  /** Builds and runs a network once, in a cold process. @throws {Error} if that fails */
  measure(network: Network, size: number, settings: Settings): Promise<Measurement>
}
