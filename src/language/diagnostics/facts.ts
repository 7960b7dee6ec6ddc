import type { Dimension } from '../../units/dimension.js'
import type { IllegalName } from '../names.js'
import type { NameMeaning } from '../scope.js'
import type { Equation, NumberType } from '../syntax-tree.js'

/** A known name, with its meaning where there is one to tell. */
export interface KnownName {
  readonly name: string
  readonly meaning: NameMeaning | undefined
}

/** A constant that a reader may want to see, because its dimension is in question. */
export interface NamedConstant {
  readonly name: string
  /** In SI base units. */
  readonly value: number
  readonly dimension: Dimension
  /** "namespace of `neurons`", if known. */
  readonly where: string | undefined
}

/** One side of a comparison of dimensions. */
export interface Side {
  readonly dimension: Dimension
  readonly constant: NamedConstant | undefined
  /** Whether it is a literal zero, which has no dimension in text. */
  readonly zero: boolean
}

/** The place says it all. */
type NoFacts = Readonly<Record<string, never>>

/** What each diagnostic knows. Phases fill this in; only this folder makes sentences of it. */
export interface FactsOf {
  // The text
  'strange-character': { readonly found: string; readonly instead: string | undefined }
  'template-placeholder': { readonly found: string }
  'malformed-number': {
    readonly found: string
    readonly reason: 'leading zeros' | 'no digits' | 'underscore'
  }
  'number-too-large': { readonly found: string }
  'imaginary-number': { readonly found: string }
  'text-literal': { readonly found: string }

  // Expressions
  'expected-operand': { readonly found: string; readonly atEnd: boolean }
  'missing-operator': { readonly left: string; readonly right: string; readonly unit: boolean }
  'unexpected-token': { readonly found: string; readonly expected: string }
  'unclosed-parenthesis': { readonly function: string | undefined }
  'unopened-parenthesis': { readonly found: string }
  'chained-comparison': { readonly rewritten: string }
  'unsupported-operator': { readonly found: string; readonly instead: string | undefined }
  'no-indexing': { readonly name: string }
  'no-attributes': { readonly found: string; readonly instead: string }
  'no-lists': { readonly what: 'list' | 'tuple' }
  'conditional-expression': { readonly rewritten: string | undefined }
  'keyword-in-expression': { readonly keyword: string }
  'named-argument': { readonly function: string; readonly name: string }
  'starred-argument': { readonly function: string }
  'assignment-in-expression': { readonly operator: string }
  'misplaced-not': NoFacts
  'nested-too-deeply': { readonly limit: number }
  'empty-expression': NoFacts
  'line-break-in-expression': NoFacts

  // Statements
  'not-a-statement': { readonly found: string; readonly comparison: boolean }
  'statement-keyword': { readonly keyword: string }
  'chained-assignment': NoFacts
  'several-targets': NoFacts
  'increment-operator': { readonly found: string; readonly instead: string }
  'unsupported-assignment': { readonly operator: string; readonly instead: string | undefined }
  'assignment-to-part': { readonly found: string }

  // Structure of equations
  'not-an-equation': { readonly found: string; readonly expected: string }
  'derivative-spelling': { readonly found: string; readonly instead: string }
  'missing-unit': { readonly name: string }
  'not-a-unit': { readonly found: string; readonly advice: string; readonly exists: boolean }
  'number-as-unit': { readonly found: string }
  'unit-syntax': { readonly found: string; readonly expected: string }
  'type-name': { readonly found: string; readonly instead: string }
  'after-unit': { readonly found: string; readonly flag: boolean }
  'malformed-flag': { readonly found: string }

  // Systems of equations
  'duplicate-variable': { readonly name: string }
  'illegal-name': { readonly name: string; readonly reason: IllegalName }
  'reserved-by-synapses': { readonly name: string; readonly suffix: string | undefined }
  'reserved-by-cable': { readonly name: string }
  'membrane-current-form': { readonly kind: Equation['kind']; readonly flag: string | undefined }
  'current-dimension': {
    readonly name: string
    readonly expected: Dimension
    readonly found: Dimension
  }
  /** `isKnown`: whether it is a function that the model knows. */
  'no-derivative': { readonly culprit: string; readonly isKnown: boolean }
  'derivative-not-float': { readonly name: string; readonly type: NumberType }
  'noise-outside-derivative': { readonly noise: string; readonly name: string | undefined }
  'noise-in-several-equations': { readonly noise: string; readonly names: readonly string[] }
  'circular-subexpressions': { readonly cycle: readonly string[] }
  'unknown-flag': {
    readonly flag: string
    readonly nearest: readonly string[]
    readonly owner: string
    readonly on: Equation['kind']
    readonly allowed: readonly string[]
  }
  'flag-not-allowed': {
    readonly flag: string
    readonly owner: string
    readonly on: Equation['kind']
    readonly allowed: readonly string[]
    readonly elsewhere: string | undefined
  }
  'flags-exclude-each-other': { readonly flag: string; readonly other: string }
  'flag-needs-another': { readonly flag: string; readonly other: string }
  'repeated-flag': { readonly flag: string }
  'summed-without-side': { readonly name: string }
  'event-driven-dependency': {
    readonly course: string
    readonly other: string
    /** From the equation over subexpressions to what it must not read. */
    readonly way: readonly string[]
  }

  // Names
  'unknown-name': {
    readonly name: string
    readonly nearest: readonly KnownName[]
    /** Some of the names that would do, for orientation. */
    readonly known: readonly string[]
  }
  'unknown-function': {
    readonly name: string
    readonly nearest: readonly string[]
    readonly argument: string
  }
  'function-without-call': { readonly name: string }
  'not-a-function': { readonly name: string; readonly what: 'variable' | 'constant' }
  'read-before-assignment': { readonly name: string }
  'update-of-unknown': {
    readonly name: string
    readonly operator: string
    readonly nearest: readonly KnownName[]
  }

  // Dimensions
  'dimension-mismatch': { readonly operator: string; readonly left: Side; readonly right: Side }
  'argument-dimension': {
    readonly function: string
    readonly position: number
    readonly count: number
    readonly expected: Dimension
    readonly found: Side
  }
  'arguments-differ': {
    readonly function: string
    readonly position: number
    readonly other: number
    readonly expected: Side
    readonly found: Side
  }
  'exponent-dimension': { readonly found: Dimension }
  'exponent-not-constant': { readonly base: Dimension; readonly culprit: string }
  'floor-division-dimension': { readonly left: Dimension; readonly right: Dimension }
  'assigned-dimension': {
    readonly name: string
    readonly operator: string
    readonly expected: Dimension
    readonly found: Side
  }
  'derivative-dimension': { readonly name: string; readonly expected: Dimension; readonly found: Dimension }
  'subexpression-dimension': { readonly name: string; readonly expected: Dimension; readonly found: Side }

  // Types
  'wrong-number-of-arguments': {
    readonly function: string
    readonly expected: string
    readonly found: number
  }
  'argument-type': {
    readonly function: string
    readonly position: number
    readonly expected: NumberType
    readonly found: NumberType
  }
  'not-boolean': { readonly operator: string; readonly found: NumberType }
  'sign-of-boolean': { readonly operator: string }
  'comparison-as-number': { readonly operator: string; readonly text: string }
  'division-by-zero': { readonly operator: string }
  'not-a-condition': { readonly found: NumberType }
  'not-a-refractory-period': { readonly found: Dimension; readonly expected: Dimension }
  'float-into-integer': { readonly name: string; readonly operator: string }
  'outside-integer-range': { readonly name: string; readonly value: number }

  // Writing
  'write-to-reserved': { readonly name: string; readonly reason: IllegalName }
  'write-to-constant': { readonly name: string; readonly where: string | undefined }
  'write-to-read-only': {
    readonly name: string
    readonly access: 'read-only' | 'constant'
    readonly owner: string
  }
  'write-to-subexpression': { readonly name: string; readonly owner: string }
  'write-to-unknown-side': { readonly name: string; readonly nearest: readonly KnownName[] }
  'write-to-shared': { readonly name: string }
  'shared-from-elements': { readonly name: string; readonly culprit: string | undefined }
  'shared-after-elements': { readonly name: string; readonly earlier: string }
  'shared-needs-shared': { readonly name: string; readonly culprit: string }
  'random-subexpression': { readonly name: string; readonly function: string }

  // Warnings
  'unread-local': { readonly name: string; readonly nearest: readonly KnownName[] }
  'order-dependent': { readonly variable: string; readonly pathway: string }
  'shadowed-name': { readonly name: string; readonly where: string | undefined }
}

export type DiagnosticCode = keyof FactsOf
