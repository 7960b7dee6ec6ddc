import { RheobaseError } from '../errors/rheobase-error.js'
import { dimensionless } from './dimension.js'
import { Quantity } from './quantity.js'
import { isUnit, type Unit } from './unit.js'

/** A part of the text of a template: what was written, or how a value shows that was put in. */
export interface TemplateStretch {
  readonly start: number
  readonly end: number
  readonly value?: Quantity | Unit
}

/** The text of a template with what was put in, in parentheses, for messages; and which part of it is which. */
export function templateText(
  strings: TemplateStringsArray,
  inserted: readonly unknown[],
): { readonly text: string; readonly stretches: readonly TemplateStretch[] } {
  let text = ''
  const stretches: TemplateStretch[] = []
  strings.forEach((string, k) => {
    stretches.push({ start: text.length, end: text.length + string.length })
    text += string
    if (k >= inserted.length) return
    const value = insertedTerm(inserted[k])
    const shown = `(${String(value)})`
    stretches.push({ start: text.length, end: text.length + shown.length, value })
    text += shown
  })
  return { text, stretches }
}

function insertedTerm(value: unknown): Quantity | Unit {
  if (typeof value === 'number') return new Quantity(value, dimensionless)
  if (value instanceof Quantity || isUnit(value)) return value
  throw new RheobaseError(
    'type',
    'not-a-quantity',
    `a quantity, unit or number is needed in \${…}, not ${typeof value}`,
  )
}
