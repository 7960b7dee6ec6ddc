import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import type { CheckedExpression } from './checked-expression.js'
import { mentions } from './mentions.js'
import type { Scope } from './scope.js'
import type { Expression, Statement } from './syntax-tree.js'

/** Keeps the order of a block: what has one value for all elements is written once, before anything is written per element. */
export class SharedWrites {
  readonly #scope: Scope
  readonly #allowed: boolean
  readonly #report: Report
  /** What was written per element first. */
  #written: string | undefined

  constructor(scope: Scope, allowed: boolean, report: Report) {
    this.#scope = scope
    this.#allowed = allowed
    this.#report = report
  }

  wroteElements(name: string): void {
    this.#written ??= name
  }

  /** Checks a write to a stored variable; false after a mistake was reported. */
  check(
    { target: name, targetSpan, value }: Statement,
    scalar: boolean,
    { readsElements }: CheckedExpression,
  ): boolean {
    if (!scalar) {
      this.wroteElements(name)
      return true
    }
    if (!this.#allowed) {
      this.#report(diagnostic('write-to-shared', targetSpan, { name }))
      return false
    }
    if (readsElements) {
      const culprit = firstOfElements(value, this.#scope)
      this.#report(
        diagnostic('shared-from-elements', culprit?.span ?? value.span, { name, culprit: culprit?.name }),
      )
      return false
    }
    if (this.#written === undefined) return true
    this.#report(diagnostic('shared-after-elements', targetSpan, { name, earlier: this.#written }))
    return false
  }
}

/** The first variable in an expression that differs between elements. */
export function firstOfElements(
  expression: Expression,
  scope: Scope,
): ReturnType<typeof mentions>[number] | undefined {
  return mentions(expression).find(mention => {
    const meaning = mention.kind === 'name' ? scope.lookup(mention.name) : undefined
    return meaning?.kind === 'variable' && !meaning.scalar
  })
}
