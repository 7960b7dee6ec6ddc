import type { FunctionSignature } from '../language/functions.js'
import type { Expression, NumberType } from '../language/syntax-tree.js'
import type { Dimension } from '../units/dimension.js'

/** What a name outside of a model can stand for. */
export type External = ExternalConstant | ExternalFunction

export interface ExternalConstant {
  readonly kind: 'constant'
  /** In SI base units; booleans as 0 and 1. */
  readonly value: number
  readonly dimension: Dimension
  readonly type: NumberType
}
export interface ExternalFunction {
  readonly kind: 'function'
  readonly signature: FunctionSignature
  readonly implementation: FunctionImplementation
}
export type FunctionImplementation =
  /** A formula in the equation language over the named arguments. */
  | { readonly kind: 'expression'; readonly parameters: readonly string[]; readonly body: Expression }
  /** Host code, called for each element with plain SI numbers. */
  | { readonly kind: 'host'; readonly call: (...values: number[]) => number }
  /** A table over time; `columns` is 0 for a function of time alone. */
  | {
      readonly kind: 'timed-array'
      readonly values: Float64Array
      readonly dt: number
      readonly rows: number
      readonly columns: number
      /** Whether values lie on straight lines between the rows; else each row holds for `dt`. */
      readonly isLinear: boolean
    }
  /** Values over time that come while the network runs. */
  | { readonly kind: 'timed-stream'; readonly input: StreamedInput }

/** Where the values of a stream come from, in the order of time. */
export interface StreamedInput {
  /** Between two values, in seconds. */
  readonly dt: number
  /** How many values there is room for. */
  readonly room: number
  /** Says who takes the values. @throws {RheobaseError} if it is not the first */
  claim(reader: object): void
  /** Moves values that have come into a list, from its beginning, and tells how many. */
  take(into: Float64Array): number
  /** Whether nothing more will come, and all that came was taken. */
  readonly hasEnded: boolean
  /** Resolves when there is something to take, or nothing more will come. */
  more(): Promise<void>
}

/** Names with their meaning; later layers of a list are searched after earlier ones. */
export interface Namespace {
  /** For messages: "namespace of `neurons`". */
  readonly title: string
  readonly entries: ReadonlyMap<string, External>
}
