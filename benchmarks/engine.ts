import type { Benchmark } from './benchmark.js'

/** What both sides are told. */
export interface Settings {
  readonly seed: number
  readonly threads: number
  /** Simulated time in seconds. */
  readonly duration: number
}

/** One run in a process of its own. Times in seconds, memory in bytes. */
export interface Measurement {
  readonly neurons: number
  readonly synapses: number
  readonly rateHz: number
  /** Building the model, synapses included. */
  readonly buildSeconds: number
  /** Generating code and compiling it. */
  readonly compileSeconds: number
  /** The loop over the time steps. */
  readonly loopSeconds: number
  /** The process, from its start to its end. */
  readonly wallSeconds: number
  /** Peak resident memory of the program that simulates. */
  readonly peakBytes: number
}

/** A simulator that can be measured. */
export interface Engine {
  readonly name: 'rheobase' | 'brian2'
  /** Why it cannot be measured on this machine; nothing if it can. */
  unavailable(): Promise<string | undefined>
  /** Whether it has the network of a benchmark. */
  has(benchmark: Benchmark): boolean
  /** Runs the benchmark once in a cold process. @throws {Error} if that fails */
  measure(benchmark: Benchmark, size: number, settings: Settings): Promise<Measurement>
}
