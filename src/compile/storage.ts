import type { Table } from '../kernels/tabulate.js'
import type { ArraySymbol, FloatType, ValueType } from '../kernels/value.js'
import type { StreamedInput } from '../model/namespace.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { Variable } from '../model/variable.js'

/**
 * Hands out the arrays of a network. An array is known by its key ("neurons.v", "synapses.pre.queue"): asking again gives the same
 * array, with its content; with another length, a longer or shorter one with the old content copied and the rest set to `initial`.
 */
export interface Storage {
  /** What float variables are stored in, and steps compute in: the precision of the network. */
  readonly float: FloatType
  array(key: string, type: ValueType, length: number, initial?: number): ArraySymbol
  /** The table of a timed array, with its values in place. */
  table(name: string, values: Float64Array): ArraySymbol
  /** The room of a stream, which is filled while the network runs. */
  stream(input: StreamedInput): ArraySymbol
  /** An array by its key, with these values in place. */
  filled(key: string, type: 'f64' | 'i32', values: ArrayLike<number>): ArraySymbol
  /** A list of whole numbers of the model, with its values in place; the same list is the same array. */
  list(values: Int32Array): ArraySymbol
  /** A table of what a text of code says; the same text is the same table, with the numbers that it was filled with. */
  tabulated(text: string, type: ValueType, length: number): Table
  /** Two words that key the random numbers of a purpose; the run loop fills them in before they are used. */
  randomKey(stream: string, purpose: string): ArraySymbol
}

/** How the keys of tables begin that follow from code: no state, and nothing that a snapshot needs. */
export const TABULATED = 'tabulated '

/** How the keys of places begin that are written and never read. */
export const IGNORED = 'ignored '
export const ignoredPlace = (storage: Storage, type: ValueType): ArraySymbol =>
  storage.array(`${IGNORED}${type}`, type, 1)

/** The type of values of the language; floats are `float`, double if left out. */
export const valueTypeOf = (type: NumberType, float: FloatType = 'f64'): ValueType =>
  type === 'float' ? float : type === 'integer' ? 'i32' : 'bool'

/** How a variable is stored. */
export const storedType = (
  { float }: Storage,
  { type, isExact }: Pick<Variable, 'type' | 'isExact'>,
): ValueType => valueTypeOf(type, isExact === true ? 'f64' : float)

/** The array of a state variable of an object with `size` elements. */
export const variableArray = (storage: Storage, variable: Variable, size: number): ArraySymbol =>
  storage.array(
    `${variable.owner}.${variable.name}`,
    storedType(storage, variable),
    variable.shared ? 1 : size,
    variable.initial,
  )
