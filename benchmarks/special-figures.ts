import type { Named, Options } from './command-line.js'

/** A measurement that is no comparison of simulations and prints figures of its own. */
export interface SpecialFigures extends Named {
  print(root: string, options: Options): Promise<void> | void
}
