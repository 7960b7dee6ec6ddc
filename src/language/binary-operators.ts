import type { ArithmeticOperator, ComparisonOperator } from './syntax-tree.js'
import type { Token } from './token.js'

// How tightly operators bind, loosest first. All are left-associative except `**`; comparisons do not associate at all.
export const LOOSEST = 1
export const OR = 1
export const AND = 2
export const NOT = 3
export const COMPARISON = 4
export const SUM = 5
export const PRODUCT = 6
export const SIGN = 7
export const POWER = 8
export const OPERAND = 9

/** An operator between two operands, and the kind of tree it makes. */
export type BinaryOperator =
  | { readonly kind: 'logical'; readonly text: 'and' | 'or'; readonly level: number }
  | { readonly kind: 'comparison'; readonly text: ComparisonOperator; readonly level: number }
  | { readonly kind: 'binary'; readonly text: ArithmeticOperator; readonly level: number }

const comparison = (text: ComparisonOperator): BinaryOperator => ({
  kind: 'comparison',
  text,
  level: COMPARISON,
})
const arithmetic = (text: ArithmeticOperator, level: number): BinaryOperator => ({
  kind: 'binary',
  text,
  level,
})

const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map(
  [
    { kind: 'logical', text: 'or', level: OR } as const,
    { kind: 'logical', text: 'and', level: AND } as const,
    ...(['<', '<=', '>', '>=', '==', '!='] as const).map(comparison),
    ...(['+', '-'] as const).map(text => arithmetic(text, SUM)),
    ...(['*', '/', '//', '%'] as const).map(text => arithmetic(text, PRODUCT)),
    arithmetic('**', POWER),
  ].map(operator => [operator.text, operator]),
)

/** The operator that a token is, if it stands between two operands. */
export function binaryOperator(token: Token): BinaryOperator | undefined {
  return token.kind === 'operator' || token.kind === 'name' ? OPERATORS.get(token.text) : undefined
}

/** How tightly an operator between two operands binds. */
export function levelOf(operator: BinaryOperator['text']): number {
  return OPERATORS.get(operator)?.level ?? OPERAND
}
