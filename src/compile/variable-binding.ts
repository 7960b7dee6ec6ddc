import type { Lowering, Place } from './lowering.js'
import type { Variable } from '../model/variable.js'
import { where } from '../kernels/functions/where.js'
import type { Value } from '../kernels/value.js'
import type { Binding } from './binding.js'
import { convert } from './convert.js'
import { variableArray, type Storage } from './storage.js'

/** Where a variable is found and how code may treat it. */
export interface VariableUse {
  readonly storage: Storage
  /** Number of elements of the object that stores it. */
  readonly size: number
  readonly place: Place
  /** The name in the code, `v` or `v_post`. */
  readonly name: string
  /** Whether code of this kind may write a shared variable. */
  readonly writesShared: boolean
  /** If given, an `unless refractory` variable keeps its value where this holds a false. */
  readonly notRefractory?: (lowering: Lowering) => Value
}

/** A stored variable as code sees it. */
export function variableBinding(variable: Variable, use: VariableUse): Binding {
  const array = variableArray(use.storage, variable, use.size)
  const index = (lowering: Lowering): Value =>
    variable.shared ? lowering.builder.i32(0) : lowering.place(use.place)
  const meaning = {
    kind: 'variable',
    name: use.name,
    dimension: variable.dimension,
    type: variable.type,
    scalar: variable.shared,
    owner: variable.owner,
    ...(variable.access === 'writable' ? {} : { readOnly: variable.access }),
  } as const
  const read = (lowering: Lowering): Value => lowering.builder.load(array, index(lowering))
  const isExact = variable.isExact === true
  if (variable.access !== 'writable' || (variable.shared && !use.writesShared))
    return { meaning, isExact, read }
  const guard = variable.unlessRefractory ? use.notRefractory : undefined
  return {
    meaning,
    isExact,
    read,
    write: (lowering, value) => {
      const { builder } = lowering
      const stored = convert(builder, value, array.type)
      const kept = guard === undefined ? stored : where(builder, guard(lowering), stored, read(lowering))
      builder.store(array, index(lowering), kept)
    },
  }
}
