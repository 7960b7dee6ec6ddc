import type { ErrorKind } from '../../errors/rheobase-error.js'
import type { DiagnosticCode, FactsOf } from './facts.js'

/** A piece of model text that shows a mistake, or how it is put right. */
export interface Example {
  /** How the text is read; `condition` is an expression such as a threshold. */
  readonly as: 'equations' | 'synaptic equations' | 'cable equations' | 'code' | 'condition'
  readonly text: string
}

/** Everything that is said about a mistake. The page of its code is made from this, too. */
export interface CatalogueEntry<Code extends DiagnosticCode = DiagnosticCode> {
  readonly kind: ErrorKind
  /** `error` unless given. */
  readonly severity?: 'warning'
  /** What is wrong, in one line without a full stop. */
  title(facts: FactsOf[Code]): string
  /** Lines under the text: both sides, the nearest names, what to write instead. */
  details?(facts: FactsOf[Code]): readonly string[]
  /** Why the rule exists, for the page about it. */
  readonly explanation: string
  readonly bad: Example
  readonly good: Example
}

/** Entries for some of the codes. */
export type Entries<Codes extends DiagnosticCode> = { readonly [Code in Codes]: CatalogueEntry<Code> }

export const equations = (text: string): Example => ({ as: 'equations', text })
export const synapticEquations = (text: string): Example => ({ as: 'synaptic equations', text })
export const cableEquations = (text: string): Example => ({ as: 'cable equations', text })
export const code = (text: string): Example => ({ as: 'code', text })
export const condition = (text: string): Example => ({ as: 'condition', text })
