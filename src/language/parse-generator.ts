import { Cursor } from './cursor.js'
import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import { ExpressionReader } from './expression-reader.js'
import type { Source } from './source.js'
import type { Expression } from './syntax-tree.js'
import { isOperator, type Token } from './token.js'
import { tokenize } from './tokenize.js'

/**
 * Which neurons each neuron is connected to: `EXPR for VAR in range(…) if COND`. Without `for` there is at most one partner, EXPR.
 */
export interface Generator {
  readonly element: Expression
  readonly iteration?: Iteration
  readonly condition?: Expression
}
export interface Iteration {
  readonly variable: string
  readonly iterator: 'range' | 'sample'
  /** One to three: stop; start and stop; start, stop and step. */
  readonly bounds: readonly Expression[]
  /** Of `sample`: the probability of each number, or how many of them. */
  readonly choice?: { readonly kind: 'p' | 'size'; readonly value: Expression }
}

export interface ParsedGenerator {
  /** Absent if the text has a mistake. */
  readonly generator?: Generator
  readonly diagnostics: readonly Diagnostic[]
}

/** Parses the generator text of a connection. Never throws. */
export function parseGenerator(source: Source): ParsedGenerator {
  const diagnostics: Diagnostic[] = []
  const reader = new GeneratorReader(source, found => {
    diagnostics.push(found)
  })
  const generator = reader.read()
  return generator === undefined || diagnostics.length > 0 ? { diagnostics } : { generator, diagnostics }
}

class GeneratorReader {
  readonly #source: Source
  readonly #tokens: readonly Token[]
  readonly #report: Report

  constructor(source: Source, report: Report) {
    this.#source = source
    this.#tokens = tokenize(source)
    this.#report = report
  }

  read(): Generator | undefined {
    const end = this.#tokens.length - 1
    const forAt = this.#keyword('for', 0, end)
    const ifAt = this.#keyword('if', forAt ?? 0, end)
    const again = this.#keyword('for', (forAt ?? end) + 1, end) ?? this.#keyword('if', (ifAt ?? end) + 1, end)
    if (again !== undefined)
      return this.#unexpected(again, 'the end of the text: one `for` and one `if` are allowed')
    const element = this.#expression(0, Math.min(forAt ?? end, ifAt ?? end))
    const condition = ifAt === undefined ? undefined : this.#expression(ifAt + 1, end)
    const iteration = forAt === undefined ? undefined : this.#iteration(forAt, ifAt ?? end)
    if (
      element === undefined ||
      (ifAt !== undefined && condition === undefined) ||
      (forAt !== undefined && iteration === undefined)
    )
      return undefined
    return {
      element,
      ...(iteration === undefined ? {} : { iteration }),
      ...(condition === undefined ? {} : { condition }),
    }
  }

  /** `for VAR in range(…)` or `sample(…)`. */
  #iteration(forAt: number, end: number): Iteration | undefined {
    const [variable, keyword, iterator, open] = [1, 2, 3, 4].map(offset => this.#tokens[forAt + offset])
    if (variable?.kind !== 'name') return this.#unexpected(forAt + 1, 'a name that counts')
    if (keyword?.text !== 'in') return this.#unexpected(forAt + 2, '`in`')
    if (iterator?.text !== 'range' && iterator?.text !== 'sample')
      return this.#unexpected(forAt + 3, '`range(…)` or `sample(…)`')
    if (open === undefined || !isOperator(open, '(')) return this.#unexpected(forAt + 4, '`(`')
    const close = this.#closing(forAt + 4, end)
    if (close === undefined) {
      this.#report(diagnostic('unclosed-parenthesis', this.#span(forAt + 4), { function: iterator.text }))
      return undefined
    }
    if (close !== end - 1) return this.#unexpected(close + 1, '`if` or the end of the text')
    return this.#arguments(variable.text, iterator.text, forAt + 5, close)
  }

  #arguments(
    variable: string,
    iterator: 'range' | 'sample',
    from: number,
    end: number,
  ): Iteration | undefined {
    const bounds: Expression[] = []
    let choice: Iteration['choice']
    for (const { start, stop } of this.#parts(from, end)) {
      const [name, equals] = [this.#tokens[start], this.#tokens[start + 1]]
      if (name?.kind === 'name' && equals !== undefined && isOperator(equals, '=')) {
        if (iterator === 'range' || (name.text !== 'p' && name.text !== 'size') || choice !== undefined) {
          return this.#unexpected(
            start,
            iterator === 'range' ? 'a number: range has no named arguments' : 'one of p= and size=',
          )
        }
        const value = this.#expression(start + 2, stop)
        if (value === undefined) return undefined
        choice = { kind: name.text, value }
        continue
      }
      const bound = this.#expression(start, stop)
      if (bound === undefined) return undefined
      bounds.push(bound)
    }
    if (bounds.length < 1 || bounds.length > 3)
      return this.#unexpected(end, `one to three numbers in ${iterator}`)
    if (iterator === 'sample' && choice === undefined) return this.#unexpected(end, 'p= or size= in sample')
    return { variable, iterator, bounds, ...(choice === undefined ? {} : { choice }) }
  }

  /** The pieces between commas. */
  #parts(from: number, end: number): { start: number; stop: number }[] {
    const parts: { start: number; stop: number }[] = []
    let depth = 0
    let start = from
    for (let at = from; at < end; at++) {
      const token = this.#tokens[at]
      if (token === undefined) continue
      if (isOperator(token, '(')) depth++
      if (isOperator(token, ')')) depth--
      if (depth === 0 && isOperator(token, ',')) {
        parts.push({ start, stop: at })
        start = at + 1
      }
    }
    if (start < end || parts.length > 0) parts.push({ start, stop: end })
    return parts
  }

  #expression(from: number, end: number): Expression | undefined {
    return new ExpressionReader(new Cursor(this.#source, this.#tokens, from, end), this.#report).readUpTo(
      ({ kind }) => kind === 'end',
    )
  }

  /** Place of a keyword outside of parentheses. */
  #keyword(word: string, from: number, end: number): number | undefined {
    let depth = 0
    for (let at = from; at < end; at++) {
      const token = this.#tokens[at]
      if (token === undefined) return undefined
      if (isOperator(token, '(')) depth++
      if (isOperator(token, ')')) depth--
      if (depth === 0 && token.kind === 'name' && token.text === word) return at
    }
    return undefined
  }

  #closing(open: number, end: number): number | undefined {
    let depth = 0
    for (let at = open; at < end; at++) {
      const token = this.#tokens[at]
      if (token === undefined) return undefined
      if (isOperator(token, '(')) depth++
      if (isOperator(token, ')') && --depth === 0) return at
    }
    return undefined
  }

  #span(at: number) {
    const token = this.#tokens[at]
    const length = this.#source.text.length
    return { source: this.#source, start: token?.start ?? length, end: token?.end ?? length }
  }
  /** Reports what stands at a place; gives nothing, as whoever calls it does then. */
  #unexpected(at: number, expected: string): (Generator & Iteration) | undefined {
    this.#report(
      diagnostic('unexpected-token', this.#span(at), { found: this.#tokens[at]?.text ?? '', expected }),
    )
    return undefined
  }
}
