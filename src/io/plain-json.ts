import { RheobaseError } from '../errors/rheobase-error.js'

/** Deeper than any model is: morphologies nest two levels per section. */
const DEEPEST = 256

/**
 * Refuses what no JSON of a model holds, before anything looks into it: nesting without end (also that of a value that contains itself),
 * fields that would reach a prototype, numbers that are not finite, functions and other things that no file has.
 * @throws {RheobaseError} kind `value` or `type`, with the path of the place
 */
export function checkPlainJson(json: unknown): void {
  const waiting: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value: json, path: '', depth: 0 },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path, depth } = next
    if (typeof value === 'number' && !Number.isFinite(value))
      throw wrong('value', 'number-too-large', path, `${String(value)} is no number that a model can have`)
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
      throw wrong('type', 'not-json', path, `a ${typeof value} is not JSON: a model is data`)
    if (typeof value !== 'object' || value === null) continue
    if (depth >= DEEPEST)
      throw wrong(
        'value',
        'nested-too-deeply',
        path.slice(0, 80),
        `nested more than ${String(DEEPEST)} levels`,
      )
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value
      for (let k = items.length - 1; k >= 0; k--)
        waiting.push({ value: items[k], path: `${path}[${String(k)}]`, depth: depth + 1 })
      continue
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null)
      throw wrong('type', 'not-json', path, 'an object of a class is not JSON: a model is data')
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__')
        throw wrong('value', 'impossible-name', path, 'a field cannot be called "__proto__"')
      waiting.push({ value: inner, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 })
    }
  }
}

const wrong = (kind: 'type' | 'value', code: string, path: string, what: string): RheobaseError =>
  new RheobaseError(kind, code, `this is not a model description\n  ${path || '(top)'}: ${what}`)
