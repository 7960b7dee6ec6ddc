import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import {
  binaryOperator,
  COMPARISON,
  LOOSEST,
  NOT,
  POWER,
  SIGN,
  type BinaryOperator,
} from './binary-operators.js'
import type { Cursor } from './cursor.js'
import { explainLeftover } from './explain-leftover.js'
import { explainMissingOperand } from './explain-missing-operand.js'
import { KEYWORDS } from './names.js'
import type { Span } from './source.js'
import type { Expression } from './syntax-tree.js'
import { isOperator, type Token } from './token.js'

/** Parentheses, signs and powers inside each other; more could exhaust the stack. */
const DEEPEST_NESTING = 400
/** Levels of the tree, which also a long sum has: each phase walks the tree recursively. */
const HIGHEST_TREE = 500

/**
 * Reads expressions by precedence climbing. After the first mistake in an expression it gives up: exactly one diagnostic is reported and
 * `undefined` returned.
 */
export class ExpressionReader {
  readonly #cursor: Cursor
  readonly #report: Report | undefined
  #nesting = 0
  /** Levels of the tree read last. */
  #height = 0

  /** @param report left out to look ahead: then mistakes are not explained, which may take looking ahead itself */
  constructor(cursor: Cursor, report?: Report) {
    this.#cursor = cursor
    this.#report = report
  }

  /** Reads an expression that must be followed by a token of the given sort, which stays. */
  readUpTo(isEnd: (token: Token) => boolean): Expression | undefined {
    const start = this.#cursor.next.start
    const expression = this.read()
    if (expression === undefined || isEnd(this.#cursor.next)) return expression
    return this.#fail(() => this.#explainLeftover(expression, start))
  }

  /** Reads an expression of operators that bind at least as tightly as `level`, whatever follows. */
  read(level = LOOSEST): Expression | undefined {
    if (this.#nesting >= DEEPEST_NESTING) {
      const span = this.#cursor.spanOf(this.#cursor.next)
      return this.#fail(() => diagnostic('nested-too-deeply', span, { limit: DEEPEST_NESTING }))
    }
    this.#nesting++
    const expression = this.#readChain(level)
    this.#nesting--
    return expression
  }

  #readChain(level: number): Expression | undefined {
    const cursor = this.#cursor
    const { start } = cursor.next
    let left = this.#readPrefix(level)
    let height = this.#height
    while (left !== undefined) {
      const operator = binaryOperator(cursor.next)
      if (operator === undefined || operator.level < level) break
      const token = cursor.advance()
      // `**` is right-associative, and a sign may stand in its exponent.
      const right = this.read(operator.level === POWER ? SIGN : operator.level + 1)
      if (right === undefined) return undefined
      height = Math.max(height, this.#height) + 1
      if (height > HIGHEST_TREE) {
        return this.#fail(() =>
          diagnostic('nested-too-deeply', cursor.spanOf(token), { limit: HIGHEST_TREE }),
        )
      }
      if (operator.level === COMPARISON && binaryOperator(cursor.next)?.level === COMPARISON) {
        return this.#fail(() => this.#chainedComparison(start, token))
      }
      left = combine(operator, left, right, cursor.span(start))
    }
    this.#height = height
    return left
  }

  #readPrefix(level: number): Expression | undefined {
    const cursor = this.#cursor
    const { next } = cursor
    if (next.kind === 'name' && next.text === 'not' && level <= NOT) {
      cursor.advance()
      return this.#unary('not', this.read(NOT), next.start)
    }
    if (isOperator(next, '-') || isOperator(next, '+')) {
      cursor.advance()
      return this.#unary(next.text === '-' ? '-' : '+', this.read(SIGN), next.start)
    }
    this.#height = 1
    return this.#readOperand()
  }

  #unary(
    operator: '-' | '+' | 'not',
    operand: Expression | undefined,
    start: number,
  ): Expression | undefined {
    this.#height++
    return operand && { kind: 'unary', operator, operand, span: this.#cursor.span(start) }
  }

  #readOperand(): Expression | undefined {
    const cursor = this.#cursor
    const { next } = cursor
    if (next.kind === 'number') {
      cursor.advance()
      return { kind: 'number', value: next.value, type: next.type, span: cursor.spanOf(next) }
    }
    if (isOperator(next, '(')) return this.#readParenthesised(next)
    if (next.kind !== 'name') return this.#fail(() => explainMissingOperand(cursor))
    if (next.text === 'True' || next.text === 'False') {
      cursor.advance()
      return { kind: 'boolean', value: next.text === 'True', span: cursor.spanOf(next) }
    }
    if (KEYWORDS.has(next.text)) return this.#fail(() => explainMissingOperand(cursor))
    cursor.advance()
    if (isOperator(cursor.next, '(')) return this.#readCall(next)
    return { kind: 'name', name: next.text, span: cursor.spanOf(next) }
  }

  #readParenthesised(opening: Token): Expression | undefined {
    const cursor = this.#cursor
    cursor.advance()
    const { start } = cursor.next
    const inner = this.read()
    if (inner === undefined || cursor.take(')') !== undefined) return inner
    return this.#fail(() => this.#explainInParentheses(opening, undefined, inner, start))
  }

  #readCall(name: Token): Expression | undefined {
    const cursor = this.#cursor
    const opening = cursor.advance()
    const given: Expression[] = []
    let height = 0
    while (cursor.take(')') === undefined) {
      const refused = explainRefusedArgument(cursor, name.text)
      if (refused !== undefined) return this.#fail(() => refused)
      const { start } = cursor.next
      const argument = this.read()
      if (argument === undefined) return undefined
      given.push(argument)
      height = Math.max(height, this.#height)
      if (!isOperator(cursor.next, ')') && cursor.take(',') === undefined) {
        return this.#fail(() => this.#explainInParentheses(opening, name.text, argument, start))
      }
    }
    this.#height = height + 1
    return {
      kind: 'call',
      name: name.text,
      nameSpan: cursor.spanOf(name),
      arguments: given,
      span: cursor.span(name.start),
    }
  }

  /** What is wrong if neither a comma nor the closing parenthesis follows. */
  #explainInParentheses(
    opening: Token,
    name: string | undefined,
    before: Expression,
    start: number,
  ): Diagnostic {
    const { next } = this.#cursor
    if (isOperator(next, ',')) return diagnostic('no-lists', this.#cursor.spanOf(next), { what: 'tuple' })
    // A new line that does not go on with the expression is most likely the next equation.
    const isOver = next.kind === 'end' || isOperator(next, ':') || (next.startsLine && next.kind === 'name')
    if (!isOver) return this.#explainLeftover(before, start)
    return diagnostic('unclosed-parenthesis', this.#cursor.spanOf(opening), { function: name })
  }

  #explainLeftover(before: Expression, start: number): Diagnostic {
    return explainLeftover(this.#cursor, before, start, cursor => new ExpressionReader(cursor).read())
  }

  /** Reads on to show how all comparisons of a chain are written. The cursor is behind the first. */
  #chainedComparison(start: number, first: Token): Diagnostic {
    const cursor = this.#cursor
    const { text } = cursor.source
    const quiet = new ExpressionReader(cursor)
    let previous = text.slice(first.end, cursor.lastEnd).trim()
    const parts = [`${text.slice(start, first.start).trim()} ${first.text} ${previous}`]
    let end = cursor.lastEnd
    while (binaryOperator(cursor.next)?.level === COMPARISON) {
      const operator = cursor.advance()
      if (quiet.read(COMPARISON + 1) === undefined) break
      end = cursor.lastEnd
      const next = text.slice(operator.end, end).trim()
      parts.push(`${previous} ${operator.text} ${next}`)
      previous = next
    }
    return diagnostic('chained-comparison', cursor.span(start, end), { rewritten: parts.join(' and ') })
  }

  #fail(explain: () => Diagnostic): Expression | undefined {
    this.#report?.(explain())
    return undefined
  }
}

function explainRefusedArgument(cursor: Cursor, name: string): Diagnostic | undefined {
  const { next } = cursor
  if (isOperator(next, '*') || isOperator(next, '**')) {
    return diagnostic('starred-argument', cursor.spanOf(next), { function: name })
  }
  if (next.kind !== 'name' || !isOperator(cursor.ahead(1), '=')) return undefined
  return diagnostic('named-argument', cursor.spanOf(next), { function: name, name: next.text })
}

function combine(operator: BinaryOperator, left: Expression, right: Expression, span: Span): Expression {
  switch (operator.kind) {
    case 'logical':
      return { kind: 'logical', operator: operator.text, left, right, span }
    case 'comparison':
      return { kind: 'comparison', operator: operator.text, left, right, span }
    case 'binary':
      return { kind: 'binary', operator: operator.text, left, right, span }
    default:
      return operator satisfies never
  }
}
