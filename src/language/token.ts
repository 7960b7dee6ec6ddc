import type { Diagnostic } from './diagnostics/diagnostic.js'

interface Place {
  readonly text: string
  readonly start: number
  /** Excluded. */
  readonly end: number
  /** Whether it is the first of its line. Line breaks are no tokens: only some parsers care. */
  readonly startsLine: boolean
}
export interface NumberToken extends Place {
  readonly kind: 'number'
  readonly value: number
  readonly type: 'integer' | 'float'
}
/** A name or a keyword. */
export interface NameToken extends Place {
  readonly kind: 'name'
}
export interface OperatorToken extends Place {
  readonly kind: 'operator'
}
/** Text that is no token. It is reported when a parser gets to it, so that each mistake is reported once. */
export interface BadToken extends Place {
  readonly kind: 'bad'
  readonly diagnostic: Diagnostic
}
export interface EndToken extends Place {
  readonly kind: 'end'
}

export type Token = NumberToken | NameToken | OperatorToken | BadToken | EndToken

/** Whether the token is an operator, bracket or separator spelled like this. */
export function isOperator(token: Token, text: string): boolean {
  return token.kind === 'operator' && token.text === text
}
