import type { Expression } from '../language/syntax-tree.js'

const LONGEST_QUOTE = 60

/** A piece of the user's own text for a message: on one line, a long one cut at its end. */
export function quote({ span }: Expression): string {
  const text = span.source.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim()
  if (text === '') return 'a term'
  return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text}\``
}

/** `a`, `b` and `c`. */
export function quoteNames(names: readonly string[]): string {
  const quoted = names.map(name => `\`${name}\``)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`
}
