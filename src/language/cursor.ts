import type { Source, Span } from './source.js'
import { tokenize } from './tokenize.js'
import { isOperator, type EndToken, type Token } from './token.js'

/** A place in a list of tokens. Behind the last token, or behind a limit, it gives `end` for ever. */
export class Cursor {
  readonly source: Source
  readonly #tokens: readonly Token[]
  readonly #limit: number
  readonly #end: EndToken
  #position: number

  /** @param limit index of the first token that this cursor does not see */
  constructor(source: Source, tokens = tokenize(source), from = 0, limit = tokens.length) {
    this.source = source
    this.#tokens = tokens
    this.#position = from
    this.#limit = limit
    const end = tokens[limit - 1]?.end ?? 0
    this.#end = { kind: 'end', text: '', start: end, end, startsLine: true }
  }

  get position(): number {
    return this.#position
  }
  get next(): Token {
    return this.ahead(0)
  }
  /** Offset behind the token taken last. */
  get lastEnd(): number {
    return this.#position === 0 ? this.next.start : (this.#tokens[this.#position - 1]?.end ?? this.#end.end)
  }

  ahead(count: number): Token {
    const index = this.#position + count
    return (index < this.#limit ? this.#tokens[index] : undefined) ?? this.#end
  }

  advance(): Token {
    const token = this.next
    if (this.#position < this.#limit) this.#position++
    return token
  }

  /** Takes the next token if it is this operator. */
  take(operator: string): Token | undefined {
    return isOperator(this.next, operator) ? this.advance() : undefined
  }

  /** A cursor at the same place, to look further ahead with. */
  copy(): Cursor {
    return new Cursor(this.source, this.#tokens, this.#position, this.#limit)
  }

  span(start: number, end = this.lastEnd): Span {
    return { source: this.source, start, end }
  }

  spanOf({ start, end }: Token): Span {
    return { source: this.source, start, end }
  }
}
