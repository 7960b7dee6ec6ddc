import { RheobaseError } from '../errors/rheobase-error.js'
import { ModelFunction } from './model-function.js'
import type { NamespaceInput } from './namespace.js'
import { TimedArray } from './timed-array.js'
import { valueText } from './value-text.js'

/** Text in which values of the program stand. */
export interface CapturedText {
  readonly text: string
  readonly captured: NamespaceInput
}

/** Puts the values of a template into its text. @throws {RheobaseError} kind `type` or `value` for what has no place in equations */
export function captureValues(
  template: TemplateStringsArray,
  values: readonly unknown[],
  asEquations: (value: unknown) => CapturedText | undefined,
): CapturedText {
  const captured = new Map<string, ModelFunction | TimedArray>()
  const text = template.raw.map((piece, place) => {
    if (place === 0) return piece
    const value = values[place - 1]
    return textOf(value, asEquations(value), captured) + piece
  })
  return { text: text.join(''), captured: Object.fromEntries(captured) }
}

function textOf(
  value: unknown,
  inserted: CapturedText | undefined,
  captured: Map<string, ModelFunction | TimedArray>,
): string {
  if (typeof value === 'string') return value
  if (inserted !== undefined) {
    for (const [name, inner] of Object.entries(inserted.captured)) {
      if (!(inner instanceof ModelFunction || inner instanceof TimedArray)) continue
      if (captured.has(name) && captured.get(name) !== inner)
        throw new RheobaseError(
          'value',
          'captured-twice',
          'two of the equations in this template have functions of their own; add them with plus()',
        )
      captured.set(name, inner)
    }
    return inserted.text
  }
  if (value instanceof ModelFunction || value instanceof TimedArray) return nameOf(value, captured)
  return valueText(value)
}

function nameOf(
  value: ModelFunction | TimedArray,
  captured: Map<string, ModelFunction | TimedArray>,
): string {
  for (const [name, known] of captured) if (known === value) return name
  const name = `captured_${String(captured.size + 1)}`
  captured.set(name, value)
  return name
}
