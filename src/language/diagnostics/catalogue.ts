import type { Entries } from './catalogue-entry.js'
import { cableEntries } from './cable-entries.js'
import { dimensionEntries } from './dimension-entries.js'
import { equationEntries } from './equation-entries.js'
import { expressionEntries } from './expression-entries.js'
import type { DiagnosticCode } from './facts.js'
import { nameEntries } from './name-entries.js'
import { refusedEntries } from './refused-entries.js'
import { statementEntries } from './statement-entries.js'
import { systemEntries } from './system-entries.js'
import { textEntries } from './text-entries.js'
import { typeEntries } from './type-entries.js'

export type { CatalogueEntry, Example } from './catalogue-entry.js'

/** All mistakes in model text, by code. Codes never change their meaning. The pages about errors are made from this. */
export const CATALOGUE: Entries<DiagnosticCode> = {
  ...textEntries,
  ...expressionEntries,
  ...refusedEntries,
  ...statementEntries,
  ...equationEntries,
  ...systemEntries,
  ...cableEntries,
  ...nameEntries,
  ...dimensionEntries,
  ...typeEntries,
}
