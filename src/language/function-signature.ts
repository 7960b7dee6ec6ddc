import type { Dimension } from '../units/dimension.js'
import type { NumberType } from './syntax-tree.js'

/** What a function wants of one argument. */
export interface ArgumentRule {
  /** A dimension, any dimension, or that of an earlier argument (by position, from 0). */
  readonly dimension: Dimension | 'any' | { readonly sameAs: number }
  /** Type the argument must have: `boolean` takes conditions only, `integer` no floats. Left out: every number. */
  readonly type?: NumberType
}

/** Dimension of the result: fixed, or computed from those of the arguments. */
export type ResultRule =
  | { readonly dimension: Dimension }
  | { readonly dimensionOf: (argumentDimensions: readonly Dimension[]) => Dimension }

/** A function as the checker sees it: built in, given by the user, or a timed array. */
export interface FunctionSignature {
  readonly name: string
  readonly arguments: readonly ArgumentRule[]
  /** Whether the last argument may be repeated any number of times, as in `min(a, b, c)`. */
  readonly variadic?: boolean
  readonly result: ResultRule
  /** `highest`: the highest type among the arguments, boolean < integer < float. */
  readonly resultType: NumberType | 'highest'
  /** Whether equal arguments always give the same result. Random functions are not stateless. */
  readonly stateless: boolean
}

/** The rule for the argument at a position; `undefined` if the function takes fewer. */
export function argumentRule(signature: FunctionSignature, position: number): ArgumentRule | undefined {
  return (
    signature.arguments[position] ?? (signature.variadic === true ? signature.arguments.at(-1) : undefined)
  )
}

/** Whether a call may have this many arguments. */
export function takesArguments({ arguments: rules, variadic }: FunctionSignature, count: number): boolean {
  return variadic === true ? count >= rules.length : count === rules.length
}
