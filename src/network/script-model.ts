import type { Quantity } from '../units/quantity.js'
import type { Network } from './network.js'
import type { RunOptions } from './run-options.js'

/** What a script gives to `rheobase run` if it has more to say than its network. */
export interface ScriptModel {
  readonly network: Network
  /** How long the command simulates the network unless `--duration` says otherwise; one second if left out. */
  readonly duration?: Quantity
  /**
   * The figure of `--plot` and of reports as the text of an SVG file, asked for after the run, for a light or a dark ground: hand the theme to
   * `figure`. Spikes, rates and traces of the monitors if left out.
   */
  readonly picture?: (theme?: 'light' | 'dark') => string | Promise<string>
}

/** What a script gives to `rheobase run` if it runs its network several times, and changes it in between. */
export interface ScriptProtocol extends Omit<ScriptModel, 'duration'> {
  /**
   * Simulates the network. Hand the options to each `network.run`: `--profile` is in them.
   *
   *     run: async options => {
   *       await network.run(ms(100), options)
   *       neurons.I.set(nA(1))
   *       await network.run(ms(400), options)
   *     }
   */
  readonly run: (options?: RunOptions) => Promise<void>
}
