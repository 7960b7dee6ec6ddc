import type { Dimension } from '../units/dimension.js'
import type { Span } from './source.js'

/** Trees are immutable; every node knows its place in the text. Names are not resolved here. */
export type Expression = NumberLiteral | BooleanLiteral | Name | Call | Unary | Binary | Comparison | Logical

export interface NumberLiteral {
  readonly kind: 'number'
  readonly value: number
  /** By spelling: `3` and `0x10` are integers, `3.` and `1e2` floats. */
  readonly type: 'integer' | 'float'
  readonly span: Span
}
export interface BooleanLiteral {
  readonly kind: 'boolean'
  readonly value: boolean
  readonly span: Span
}
export interface Name {
  readonly kind: 'name'
  readonly name: string
  readonly span: Span
}
export interface Call {
  readonly kind: 'call'
  readonly name: string
  readonly nameSpan: Span
  readonly arguments: readonly Expression[]
  readonly span: Span
}
export interface Unary {
  readonly kind: 'unary'
  readonly operator: '-' | '+' | 'not'
  readonly operand: Expression
  readonly span: Span
}
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**'
export interface Binary {
  readonly kind: 'binary'
  readonly operator: ArithmeticOperator
  readonly left: Expression
  readonly right: Expression
  readonly span: Span
}
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!='
export interface Comparison {
  readonly kind: 'comparison'
  readonly operator: ComparisonOperator
  readonly left: Expression
  readonly right: Expression
  readonly span: Span
}
export interface Logical {
  readonly kind: 'logical'
  readonly operator: 'and' | 'or'
  readonly left: Expression
  readonly right: Expression
  readonly span: Span
}

export type AssignmentOperator = '=' | '+=' | '-=' | '*=' | '/=' | '//=' | '%=' | '**='
/** One statement of abstract code (reset, pathway, regular operation). */
export interface Statement {
  readonly kind: 'assignment'
  readonly target: string
  readonly targetSpan: Span
  readonly operator: AssignmentOperator
  readonly value: Expression
  readonly span: Span
}

export type NumberType = 'float' | 'integer' | 'boolean'

export interface Flag {
  readonly name: string
  readonly span: Span
}

/** One line of a model: `dv/dt = … : volt (flags)`, `x = … : 1`, `p : second (constant)`. */
export interface Equation {
  readonly kind: 'differential' | 'subexpression' | 'parameter'
  readonly name: string
  readonly nameSpan: Span
  /** Absent exactly for parameters. For a differential equation the right side of `dNAME/dt`. */
  readonly expression?: Expression
  /** Dimension of NAME (not of its derivative). */
  readonly dimension: Dimension
  readonly type: NumberType
  readonly unitSpan: Span
  readonly flags: readonly Flag[]
  readonly span: Span
}
