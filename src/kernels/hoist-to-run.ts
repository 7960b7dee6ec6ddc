import { Builder } from './builder.js'
import { costOf } from './cost.js'
import { Rewriter } from './rewrite.js'
import type { ArraySymbol, Definition, For, Procedure, Statement, Value, ValueType } from './value.js'
import { blocksOf, operandsOf, usedBy } from './walk.js'

/** Work per element, in units of an addition, from which on storing a value for the run costs less than computing it in each step. */
const WORTH_STORING = 6

export interface RunInvariants {
  /** The procedure that is left for each step. */
  readonly step: Procedure
  /** Fills the arrays; to be run before the first step, and again after the host wrote an array that it reads. */
  readonly preparation: Procedure
}

/**
 * Takes out of a loop what depends only on the element and on arrays that nothing writes during the run (the propagators of an exact
 * integration with a time constant per neuron, for one): computed once per run and element, loaded in each step.
 */
export function hoistToRun(
  procedure: Procedure,
  isWritten: (array: ArraySymbol) => boolean,
  makeArray: (name: string, type: ValueType, length: number) => ArraySymbol,
): RunInvariants | undefined {
  const position = procedure.body.findLastIndex(({ kind }) => kind === 'for')
  const loop = procedure.body[position]
  if (loop?.kind !== 'for' || loop.from.kind !== 'constant' || loop.to.kind !== 'constant') return undefined
  const chosen = choose(loop, isWritten)
  if (chosen.length === 0) return undefined
  const length = loop.to.value
  const storage = new Map<Value, ArraySymbol>()
  chosen.forEach((value, number) => {
    storage.set(value, makeArray(`${procedure.name}.invariant_${String(number)}`, value.type, length))
  })
  return { preparation: preparation(procedure, loop, storage), step: step(procedure, position, storage) }
}

/** The invariant values that something variable uses and that are worth an array. */
function choose(loop: For, isWritten: (array: ArraySymbol) => boolean): readonly Definition[] {
  const cost = new Map<Value, number>([[loop.element, 0]])
  const candidates = new Set<Definition>()
  // What is the same for all elements needs no array: it is taken out of the loop later.
  const varying = new Set<Value>([loop.element])
  const needed = (value: Value): void => {
    if (!varying.has(value)) return
    if ((value.kind === 'operation' || value.kind === 'call') && (cost.get(value) ?? 0) >= WORTH_STORING)
      candidates.add(value)
  }
  for (const statement of loop.body) {
    const value = statement.kind === 'define' ? statement.value : undefined
    if (value !== undefined && isInvariant(value, cost, isWritten)) {
      cost.set(
        value,
        costOf(value) + operandsOf(value).reduce((sum, operand) => sum + (cost.get(operand) ?? 0), 0),
      )
      if (operandsOf(value).some(operand => varying.has(operand))) varying.add(value)
      continue
    }
    usedBy(statement).forEach(needed)
    forEachNestedUse(statement, needed)
  }
  return [...candidates]
}

function isInvariant(
  value: Definition,
  cost: ReadonlyMap<Value, number>,
  isWritten: (array: ArraySymbol) => boolean,
): boolean {
  const known = (operand: Value): boolean => operand.kind === 'constant' || cost.has(operand)
  switch (value.kind) {
    case 'operation':
      return operandsOf(value).every(known)
    case 'load':
      return known(value.index) && !isWritten(value.array)
    case 'call':
      return value.callee.kind === 'kernel-function' && operandsOf(value).every(known)
    case 'read':
      return false
    default:
      return value satisfies never
  }
}

function forEachNestedUse(statement: Statement, visit: (value: Value) => void): void {
  for (const block of blocksOf(statement)) {
    for (const inner of block) {
      usedBy(inner).forEach(visit)
      forEachNestedUse(inner, visit)
    }
  }
}

function preparation(procedure: Procedure, loop: For, storage: ReadonlyMap<Value, ArraySymbol>): Procedure {
  const builder = new Builder()
  builder.for(
    loop.element.name,
    builder.i32(0),
    builder.constant('i32', loop.to.kind === 'constant' ? loop.to.value : 0),
    element => {
      const rewriter = new Rewriter(builder)
      rewriter.map(loop.element, element)
      const needed = dependencies(loop, [...storage.keys()])
      for (const statement of loop.body) {
        if (statement.kind !== 'define' || !needed.has(statement.value)) continue
        rewriter.statement(statement)
        const array = storage.get(statement.value)
        if (array !== undefined) builder.store(array, element, rewriter.value(statement.value))
      }
    },
    { padded: loop.padded },
  )
  return {
    name: `${procedure.name}.once_per_run`,
    comment: `what does not change during a run in: ${procedure.comment}`,
    parameters: [],
    body: builder.statements,
  }
}

function dependencies(loop: For, roots: readonly Value[]): Set<Value> {
  const needed = new Set<Value>(roots)
  for (let position = loop.body.length - 1; position >= 0; position--) {
    const statement = loop.body[position]
    if (statement?.kind === 'define' && needed.has(statement.value))
      for (const operand of operandsOf(statement.value)) needed.add(operand)
  }
  return needed
}

function step(procedure: Procedure, position: number, storage: ReadonlyMap<Value, ArraySymbol>): Procedure {
  const builder = new Builder()
  const loop = procedure.body[position]
  const element = loop?.kind === 'for' ? loop.element : undefined
  const rewriter = new Rewriter(builder, (statement, copy) => {
    if (statement.kind !== 'define' || element === undefined) return false
    const array = storage.get(statement.value)
    if (array === undefined) return false
    copy.map(statement.value, builder.load(array, copy.value(element)))
    return true
  })
  rewriter.statements(procedure.body)
  return { ...procedure, body: builder.statements }
}
