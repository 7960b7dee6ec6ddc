import type { ArraySymbol, Statement, Value } from './value.js'
import { accessOf, areSeen, withBlocks } from './walk.js'

/** Removes stores into places that a later store of the same block fills again before anything can have read them. */
export function dropOverwritten(statements: readonly Statement[]): readonly Statement[] {
  const kept: Statement[] = []
  const pending = new Pending()
  for (const statement of statements.toReversed()) {
    if (statement.kind === 'store') {
      if (pending.has(statement.array, statement.index, statement.displacement)) continue
      pending.add(statement.array, statement.index, statement.displacement)
    } else if (!pending.isEmpty) forgetWhatShows(statement, pending)
    kept.push(withBlocks(statement, dropOverwritten))
  }
  return kept.reverse()
}

/** Places that are filled later on, whatever comes before. */
class Pending {
  readonly #places = new Map<ArraySymbol, Map<Value, Set<number>>>()

  has(array: ArraySymbol, index: Value, displacement: number): boolean {
    return this.#places.get(array)?.get(index)?.has(displacement) === true
  }
  add(array: ArraySymbol, index: Value, displacement: number): void {
    const ofArray = this.#places.get(array) ?? new Map<Value, Set<number>>()
    this.#places.set(array, ofArray)
    ofArray.set(index, (ofArray.get(index) ?? new Set()).add(displacement))
  }
  forget(array: ArraySymbol): void {
    this.#places.delete(array)
  }
  get isEmpty(): boolean {
    return this.#places.size === 0
  }
  clear(): void {
    this.#places.clear()
  }
}

/** What a statement can read, or somebody else who looks at memory while it runs, has to be there. */
function forgetWhatShows(statement: Statement, pending: Pending): void {
  if (statement.kind === 'define' && statement.value.kind !== 'call') {
    if (statement.value.kind === 'load') pending.forget(statement.value.array)
  } else if (areSeen([statement])) pending.clear()
  else for (const array of accessOf([statement]).reads) pending.forget(array)
}
