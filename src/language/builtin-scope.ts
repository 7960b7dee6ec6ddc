import { dimensionless } from '../units/dimension.js'
import { unitByName } from '../units/named-units.js'
import { builtinFunctions } from './functions.js'
import { CONSTANTS } from './names.js'
import type { Scope } from './scope.js'

/** What every text can name: constants, built-in functions and units. */
export const builtinScope: Scope = {
  lookup: name => {
    const constant = CONSTANTS.get(name)
    if (constant !== undefined)
      return { kind: 'constant', value: constant, dimension: dimensionless, type: 'float' }
    const signature = builtinFunctions.get(name)
    if (signature !== undefined) return { kind: 'function', signature }
    const unit = unitByName(name)
    return unit === undefined
      ? undefined
      : { kind: 'constant', value: unit.value, dimension: unit.dimension, type: 'float' }
  },
  *names() {
    yield* CONSTANTS.keys()
    yield* builtinFunctions.keys()
  },
}
