import { RheobaseError } from '../../errors/rheobase-error.js'
import type { Diagnostic } from './diagnostic.js'
import { renderBody, renderDiagnostic } from './render-text.js'

/** More than this in one message helps nobody. */
const MOST_SHOWN = 20

/**
 * Mistakes in model text. Kind and code are those of the first; the message shows all, up to 20, each with its text and a line that marks the
 * place. `diagnostics` holds them as data.
 */
export class DiagnosticError extends RheobaseError {
  readonly diagnostics: readonly Diagnostic[]

  /** @param diagnostics errors come before warnings; at least one */
  constructor(diagnostics: readonly Diagnostic[]) {
    const found = worstFirst(withoutRepetitions(diagnostics))
    const [first] = found
    super(first?.kind ?? 'internal', first?.code ?? 'internal', messageOf(found))
    this.diagnostics = found
  }
}

function messageOf([first, ...rest]: readonly Diagnostic[]): string {
  if (first === undefined)
    return 'an error without diagnostics. This is a fault in Rheobase, please report it.'
  const shown = rest.slice(0, MOST_SHOWN - 1).map(renderDiagnostic)
  const hidden = rest.length - shown.length
  const more = hidden > 0 ? [`… and ${String(hidden)} more`] : []
  return [renderBody(first), ...shown, ...more].join('\n\n')
}

function worstFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics.filter(isError), ...diagnostics.filter(found => !isError(found))]
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error'

/** A misspelt name is reported where it occurs first in each text. */
function withoutRepetitions(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map<string, Set<unknown>>()
  return diagnostics.filter(found => {
    if (found.code !== 'unknown-name' && found.code !== 'unknown-function') return true
    const key = `${found.code} ${found.facts.name}`
    const sources = seen.get(key) ?? new Set()
    seen.set(key, sources)
    const isNew = !sources.has(found.span?.source)
    sources.add(found.span?.source)
    return isNew
  })
}
