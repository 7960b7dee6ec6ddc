import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import type { Cursor } from './cursor.js'
import { KEYWORDS } from './names.js'
import { unsupportedOperator } from './unsupported-operators.js'

/** What is wrong where a number, a name or an opening parenthesis should stand and something else stands. */
export function explainMissingOperand(cursor: Cursor): Diagnostic {
  const { next } = cursor
  const span = cursor.spanOf(next)
  switch (next.kind) {
    case 'bad':
      return next.diagnostic
    case 'end':
      return diagnostic('expected-operand', span, { found: '', atEnd: true })
    case 'name':
      if (next.text === 'not') return diagnostic('misplaced-not', span, {})
      if (KEYWORDS.has(next.text) && next.text !== 'and' && next.text !== 'or') {
        return diagnostic('keyword-in-expression', span, { keyword: next.text })
      }
      break
    case 'operator': {
      if (next.text === '[') return diagnostic('no-lists', span, { what: 'list' })
      const unsupported = unsupportedOperator(next.text)
      if (unsupported !== undefined) return diagnostic('unsupported-operator', span, unsupported)
      break
    }
    case 'number':
      break
    default:
      next satisfies never
  }
  return diagnostic('expected-operand', span, { found: next.text, atEnd: false })
}
