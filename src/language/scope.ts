import type { Dimension } from '../units/dimension.js'
import type { FunctionSignature } from './function-signature.js'
import type { NumberType } from './syntax-tree.js'

/** Something with a value for each element, or one for the whole object. */
export interface VariableMeaning {
  readonly kind: 'variable'
  readonly name: string
  readonly dimension: Dimension
  readonly type: NumberType
  /** Whether all elements have the same value: shared variables, `t`, `dt`, `N`. */
  readonly scalar: boolean
  /** Absent if code may write it; `read-only`: never, `constant`: not during a run. */
  readonly readOnly?: 'read-only' | 'constant'
  /** Present if it is computed where it is read, and not stored. */
  readonly subexpression?: true
  /** Name of the object it belongs to. */
  readonly owner: string
}

/** A fixed number: `pi`, a unit, an entry of a namespace. */
export interface ConstantMeaning {
  readonly kind: 'constant'
  /** In SI base units; booleans as 0 and 1. */
  readonly value: number
  readonly dimension: Dimension
  readonly type: NumberType
}

export interface FunctionMeaning {
  readonly kind: 'function'
  readonly signature: FunctionSignature
}

/** What a name in text stands for. */
export type NameMeaning = VariableMeaning | ConstantMeaning | FunctionMeaning

/** The names that a piece of text can use. */
export interface Scope {
  lookup(name: string): NameMeaning | undefined
  /** All names worth proposing for a misspelt one; units need not be among them. */
  names(): Iterable<string>
  /** Where a name comes from, for messages: "namespace of `neurons`". */
  where?(name: string): string | undefined
}
