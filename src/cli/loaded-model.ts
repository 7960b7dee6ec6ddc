import type { Network } from '../network/network.js'
import type { RunOptions } from '../network/run-options.js'

/** A model that is ready to be simulated. */
export interface LoadedModel {
  readonly network: Network
  /** Simulates what is to be simulated; nothing if that was already done. */
  run(options: RunOptions): Promise<void>
  /** The model's own figure of its run, if it has one. */
  readonly picture?: () => string | Promise<string>
}
