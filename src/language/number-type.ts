import type { NumberType } from './syntax-tree.js'

const ORDER: Readonly<Record<NumberType, number>> = { boolean: 0, integer: 1, float: 2 }

/** boolean < integer < float. */
export function higherType(a: NumberType, b: NumberType): NumberType {
  return ORDER[a] >= ORDER[b] ? a : b
}

/** Type of a sum, product, remainder or whole quotient. Arithmetic with two booleans is arithmetic with 0 and 1. */
export function arithmeticType(a: NumberType, b: NumberType): NumberType {
  return higherType(higherType(a, b), 'integer')
}
