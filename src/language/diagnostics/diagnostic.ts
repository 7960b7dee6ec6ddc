import type { ErrorKind } from '../../errors/rheobase-error.js'
import type { Span } from '../source.js'
import { CATALOGUE } from './catalogue.js'
import type { DiagnosticCode, FactsOf } from './facts.js'

export type { DiagnosticCode, FactsOf, KnownName, NamedConstant, Side } from './facts.js'

export type Severity = 'error' | 'warning' | 'info'

export interface RelatedSpan {
  readonly span: Span
  readonly label: string
}

/** A finding of one kind: facts without words. */
export interface DiagnosticOf<Code extends DiagnosticCode> {
  readonly code: Code
  readonly kind: ErrorKind
  readonly severity: Severity
  /** The text in question. */
  readonly span?: Span
  /** Other places that belong to it: the second definition, the left side of a sum. */
  readonly related?: readonly RelatedSpan[]
  /** The variable in whose equation it was found. */
  readonly within?: string
  readonly facts: FactsOf[Code]
}

/** What a phase found out about text. Only the printers of this folder turn it into words. */
export type Diagnostic = { [Code in DiagnosticCode]: DiagnosticOf<Code> }[DiagnosticCode]

/** Takes the findings of a phase. */
export type Report = (diagnostic: Diagnostic) => void

/** A diagnostic with the kind and severity that its code always has. */
export function diagnostic<Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  facts: FactsOf[Code],
  related: readonly RelatedSpan[] = [],
): DiagnosticOf<Code> {
  const { kind, severity = 'error' } = CATALOGUE[code]
  return { code, kind, severity, span, facts, ...(related.length === 0 ? {} : { related }) }
}
