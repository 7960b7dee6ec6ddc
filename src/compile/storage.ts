import type { ArraySymbol, ValueType } from '../kernels/value.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { Variable } from '../model/variable.js'

/**
 * Hands out the arrays of a network. An array is known by its key ("neurons.v", "synapses.pre.queue"): asking again gives the same
 * array, with its content; with another length, a longer or shorter one with the old content copied and the rest set to `initial`.
 */
export interface Storage {
  array(key: string, type: ValueType, length: number, initial?: number): ArraySymbol
  /** The table of a timed array, with its values in place. */
  table(name: string, values: Float64Array): ArraySymbol
  /** A list of whole numbers of the model, with its values in place; the same list is the same array. */
  list(values: Int32Array): ArraySymbol
  /** Two words that key the random numbers of a purpose; the run loop fills them in before they are used. */
  randomKey(stream: string, purpose: string): ArraySymbol
}

export const valueTypeOf = (type: NumberType): ValueType =>
  type === 'float' ? 'f64' : type === 'integer' ? 'i32' : 'bool'

/** The array of a state variable of an object with `size` elements. */
export const variableArray = (storage: Storage, variable: Variable, size: number): ArraySymbol =>
  storage.array(
    `${variable.owner}.${variable.name}`,
    valueTypeOf(variable.type),
    variable.shared ? 1 : size,
    variable.initial,
  )
