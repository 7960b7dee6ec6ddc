import { RheobaseError, type ErrorKind } from '../../errors/rheobase-error.js'
import { CATALOGUE } from './catalogue.js'
import type { Diagnostic, DiagnosticOf } from './diagnostic.js'
import type { DiagnosticCode } from './facts.js'
import { snippet } from './snippet.js'

/** `DimensionError [dimension-mismatch]: cannot add a voltage and a current`, the text with the place marked, what was found and expected. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  return `${headingOf(diagnostic)}: ${renderBody(diagnostic)}`
}

/** The same without class and code, as the message of an error, which shows them itself. */
export function renderBody(diagnostic: Diagnostic): string {
  const { code, span, within, related = [] } = diagnostic
  const details = detailsOf(diagnostic).map(line => `  ${line}`)
  const place = span === undefined ? [] : [...snippet(span, related, within), '']
  return [titleOf(diagnostic), '', ...place, ...details, `  Read more: docs/errors/${code}`].join('\n')
}

/** What is wrong, in one line. */
export function titleOf<Code extends DiagnosticCode>({ code, facts }: DiagnosticOf<Code>): string {
  return CATALOGUE[code].title(facts)
}

function detailsOf<Code extends DiagnosticCode>({ code, facts }: DiagnosticOf<Code>): readonly string[] {
  return CATALOGUE[code].details?.(facts) ?? []
}

function headingOf({ kind, code, severity }: Diagnostic): string {
  return `${severity === 'error' ? className(kind) : severity} [${code}]`
}

/** The class under which an error of this kind is thrown. */
function className(kind: ErrorKind): string {
  return new RheobaseError(kind, '', '').name
}
