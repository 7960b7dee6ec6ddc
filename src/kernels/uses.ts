import type { Definition, Statement, Value } from './value.js'
import { usedBy } from './walk.js'

type Block = readonly Statement[]

/**
 * How often, and where, the values of a body are used; what only serves definitions that nobody uses does not count. A printer writes
 * a value that is used once, in the block that defines it, in the place of its use: that is how formulas come to look like formulas. Into
 * a nested block it must not move, for that may be a loop.
 */
export class Uses {
  readonly #counts = new Map<Value, number>()
  readonly #usedIn = new Map<Value, Block>()
  readonly #definedIn = new Map<Value, Block>()

  constructor(body: Block, result?: Value) {
    if (result !== undefined) this.#use(result, body)
    this.#block(body)
  }

  count(value: Value): number {
    return this.#counts.get(value) ?? 0
  }

  /** Used exactly once, and in the block in which it is defined. */
  isUsedOnceInPlace(value: Definition): boolean {
    return this.count(value) === 1 && this.#usedIn.get(value) === this.#definedIn.get(value)
  }

  /** Something other than a call that nobody uses: it can be left out. */
  isIdle(value: Definition): boolean {
    return value.kind !== 'call' && this.count(value) === 0
  }

  #use(value: Value, block: Block): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1)
    this.#usedIn.set(value, block)
  }

  /** Backwards: all uses of a value are met before its definition. */
  #block(block: Block): void {
    for (let position = block.length - 1; position >= 0; position--) {
      const statement = block[position]
      if (statement !== undefined) this.#statement(statement, block)
    }
  }

  #statement(statement: Statement, block: Block): void {
    switch (statement.kind) {
      case 'define':
        this.#definedIn.set(statement.value, block)
        if (this.isIdle(statement.value)) return
        break
      case 'for':
      case 'when':
        this.#block(statement.body)
        break
      case 'while':
        // The condition belongs to the test, which runs again and again.
        this.#block(statement.body)
        this.#use(statement.condition, statement.test)
        this.#block(statement.test)
        return
      case 'if':
        this.#block(statement.otherwise)
        this.#block(statement.then)
        break
      case 'store':
      case 'assign':
      case 'perform':
      case 'barrier':
        break
      default:
        statement satisfies never
    }
    for (const value of usedBy(statement)) this.#use(value, block)
  }
}
