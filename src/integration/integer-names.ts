import type { IntegerNames } from '../symbolic/may-be-integer.js'
import type { DifferentialSystem } from './method.js'

const SPECIAL_NAMES: ReadonlySet<string> = new Set(['i', 'j', 'N', 't_in_timesteps'])

/** Names in the equations of a system that hold integers or booleans. */
export const integerNames =
  (system: DifferentialSystem): IntegerNames =>
  name =>
    SPECIAL_NAMES.has(name) || system.integer?.(name) === true
