import type { Quantity } from '../units/quantity.js'
import type { NamespaceInput } from './namespace.js'
import type { Report } from './progress.js'

/** Options of `net.run`. */
export interface RunOptions {
  /** Where progress is reported: lines of text on the console, or a function. */
  readonly report?: Report
  /** Wall-clock time between two reports; 10 s if left out. */
  readonly reportPeriod?: Quantity
  /** Constants on top of those of the network, for this run. */
  readonly namespace?: NamespaceInput
  /** Measures the time of each kernel, in the first steps and then in one of 31; `net.profile` has it afterwards. */
  readonly profile?: boolean
  /**
   * When to look for values that are not finite: at the end of the run with a warning (`'end'`), wherever one is stored with an error that
   * names variable, element, time and the formula that made it (`'step'`, a few per cent slower), or never.
   */
  readonly checkFinite?: 'end' | 'step' | 'off'
  /**
   * Ends the run from outside, at the end of the step that is under way: the promise is rejected with the reason of the signal, and the network
   * stands at that time and can run on.
   *
   *     await net.run(second(60), { signal: AbortSignal.timeout(1000) })
   */
  readonly signal?: AbortSignal
}

/** What a run took, in milliseconds of wall-clock time, and what it did. */
export interface RunSummary {
  /** Checks, kernels and generated code; 0 if nothing had changed since the last run. */
  readonly generateMilliseconds: number
  /** Compilation by the engine. */
  readonly compileMilliseconds: number
  readonly runMilliseconds: number
  /** Of these, how long the run waited for streams: what is left over when input comes in real time. */
  readonly waitMilliseconds: number
  /** Whether `stop()` ended the run early. */
  readonly stopped: boolean
}
