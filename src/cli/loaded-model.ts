import type { ModelDescription } from '../io/model-json.js'
import type { Network } from '../network/network.js'
import type { RunOptions } from '../network/run-options.js'

/** A model that is ready to be simulated. */
export interface LoadedModel {
  readonly network: Network
  /** Carries out what comes before the first run, where that is not done yet; `run` goes on from there. */
  readonly prepare?: () => Promise<void>
  /** Simulates what is to be simulated; nothing if that was already done. */
  run(options: RunOptions): Promise<void>
  /** The model's own figure of its run, if it has one. */
  readonly picture?: (theme?: 'light' | 'dark') => string | Promise<string>
  /** The model, if it came as JSON; the text of the program, if a program built it. */
  readonly description?: ModelDescription
  readonly script?: string
}
