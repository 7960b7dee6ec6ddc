import { RheobaseError, type ErrorKind } from '../errors/rheobase-error.js'
import { celsius } from './celsius.js'
import { DimensionError } from './dimension-error.js'
import { unknownUnitMessage } from './named-units.js'
import { quantityTextError, underlined, type QuantityToken } from './quantity-tokens.js'

/** Deeper nesting is refused before it could exhaust the stack. */
const DEEPEST_NESTING = 200

const TRUTH_VALUES: readonly string[] = ['true', 'false', 'True', 'False']

/** A place among the words of a quantity text, from which its readers take words and report errors. */
export class QuantityCursor {
  readonly #text: string
  readonly #tokens: readonly QuantityToken[]
  #depth = 0
  /** Index of the next word; readers set it back to try another form. */
  position = 0

  constructor(text: string, tokens: readonly QuantityToken[]) {
    this.#text = text
    this.#tokens = tokens
  }

  get next(): QuantityToken {
    return this.ahead(0)
  }
  /** The word `count` places after the next one; after the last there is one of the kind `end`. */
  ahead(count: number): QuantityToken {
    const end = this.#text.length
    return this.#tokens[this.position + count] ?? { kind: 'end', text: '', start: end, end }
  }
  is(operator: string): boolean {
    return this.next.kind === 'operator' && this.next.text === operator
  }
  /** Takes the next word if it is one of these operators. */
  take(...operators: readonly string[]): QuantityToken | undefined {
    return operators.some(operator => this.is(operator)) ? this.step() : undefined
  }
  step(): QuantityToken {
    const token = this.next
    this.position++
    return token
  }
  /** Takes the operator that closes what `open` opened. */
  expect(operator: string, open: QuantityToken): void {
    if (this.take(operator) !== undefined) return
    const { kind } = this.next
    if (kind === 'end') this.fail(`\`${open.text}\` is never closed`, open)
    this.fail(kind === 'operator' ? `here \`${operator}\` is needed` : this.whyNotTheEnd())
  }

  fail(message: string, token = this.next): never {
    this.#refuse('syntax', 'quantity-syntax', message, token)
  }
  failUnknown(token: QuantityToken): never {
    const { text } = token
    if (text === 'celsius') this.#refuse('type', 'celsius', celsius.advice, token)
    if (TRUTH_VALUES.includes(text)) {
      this.#refuse('type', 'not-a-quantity', `\`${text}\` is a truth value, not a quantity`, token)
    }
    this.#refuse('name', 'unknown-unit', unknownUnitMessage(text), token)
  }
  #refuse(kind: ErrorKind, code: string, message: string, token: QuantityToken): never {
    throw quantityTextError(this.#text, token, kind, code, message)
  }

  /** Why the text cannot go on with the next word. */
  whyNotTheEnd(): string {
    const { kind, text } = this.next
    switch (text) {
      case '^':
        return 'a power is written `**`, not `^`'
      case ')':
      case ']':
        return `\`${text}\` closes nothing`
      case '%':
      case '//':
        return `\`${text}\` is not part of a quantity; there are + - * / **`
    }
    return kind === 'operator'
      ? `\`${text}\` has no place here`
      : `an operator is missing before \`${text}\`, such as \`*\``
  }

  /** Reads something inside of something else that begins at `token`. */
  nested<Result>(token: QuantityToken, read: () => Result): Result {
    this.#depth++
    if (this.#depth > DEEPEST_NESTING) {
      this.fail(`this quantity is nested more than ${String(DEEPEST_NESTING)} levels deep`, token)
    }
    const result = read()
    this.#depth--
    return result
  }

  /** Lets errors of arithmetic show where in the text they come from. */
  located<Result>(token: QuantityToken, calculate: () => Result): Result {
    try {
      return calculate()
    } catch (error) {
      const where = underlined(this.#text, token)
      if (error instanceof DimensionError) {
        throw new DimensionError(error.code, `${error.summary}\n${where}`, error.compared)
      }
      if (error instanceof RheobaseError) {
        throw new RheobaseError(error.kind, error.code, `${error.message}\n${where}`)
      }
      throw error
    }
  }
}
