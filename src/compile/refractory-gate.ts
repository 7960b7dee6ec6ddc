import { Builder } from '../kernels/builder.js'
import { costOf } from '../kernels/cost.js'
import { Courses, type Course } from '../kernels/course.js'
import { Rewriter } from '../kernels/rewrite.js'
import type {
  ArraySymbol,
  Definition,
  For,
  Procedure,
  Statement,
  Store,
  Value,
  When,
} from '../kernels/value.js'
import { vectorise } from '../kernels/vectorise.js'
import { accessOf, operandsOf, usedBy, walk } from '../kernels/walk.js'
import type { RefractoryArrays } from './refractory-list.js'

/** Neurons from which on a list can save anything. */
const SMALLEST_GROUP = 256
/** Work per neuron, in units of an addition, next to which the choice by refractoriness is nothing. */
const HEAVY = 50

/** A kernel that treats all neurons of a group, and what stands before its loop. */
export interface NeuronKernel {
  readonly before: readonly Statement[]
  readonly loop: For
}

/**
 * The condition by which a kernel lets a neuron move or not. It holds again after a while by time alone, and only a spike makes it fail, so
 * those for which it fails can be kept in a list.
 */
export interface RefractoryGate extends RefractoryArrays {
  readonly condition: Definition
  /** The statement that stores the condition in `notRefractory`. */
  readonly told: Store
  /** The stores of which the value depends on the condition. */
  readonly chosen: readonly Store[]
  /** Code for which the condition must hold. */
  readonly guarded: ReadonlySet<When>
}

export function asNeuronKernel({ body, parameters }: Procedure): NeuronKernel | undefined {
  const loop = body.at(-1)
  if (parameters.length > 0 || loop?.kind !== 'for' || loop.to.kind !== 'constant') return undefined
  if (loop.from.kind !== 'constant' || loop.from.value !== 0 || loop.to.value < SMALLEST_GROUP)
    return undefined
  const before = body.slice(0, -1)
  if (!before.every(({ kind }) => kind === 'define' || kind === 'store')) return undefined
  const [vector] = vectorise([loop])
  const isLight = workOf(loop.body) < HEAVY && vector?.kind === 'for' && vector.lanes > 1
  return isLight && !readsBack(loop.body) ? { before, loop } : undefined
}

/** Every statement counts, a load or a store too. */
const workOf = (body: readonly Statement[]): number =>
  body.reduce(
    (work, statement) => work + Math.max(1, statement.kind === 'define' ? costOf(statement.value) : 0),
    0,
  )

/** Whether an array is read where it has been stored before. */
function readsBack(body: readonly Statement[]): boolean {
  const stored = new Set<ArraySymbol>()
  return body.some(statement => {
    if (statement.kind === 'store') stored.add(statement.array)
    return statement.kind === 'define' && statement.value.kind === 'load' && stored.has(statement.value.array)
  })
}

/** The gate of a kernel for a group; nothing if there is none, or if a list would not do. */
export function findGate(
  { before, loop }: NeuronKernel,
  arrays: RefractoryArrays,
  courseOfArray: (array: ArraySymbol) => Course | undefined,
): RefractoryGate | undefined {
  const { notRefractory, lastSpike } = arrays
  if (loop.to.kind !== 'constant' || loop.to.value !== notRefractory.length) return undefined
  if (accessOf(loop.body).reads.has(notRefractory)) return undefined
  const told = loop.body.find(
    (statement): statement is Store => statement.kind === 'store' && statement.array === notRefractory,
  )
  const condition = told?.value
  if (told === undefined || condition?.kind !== 'operation') return undefined
  const courses = new Courses(array => (array === lastSpike ? 'constant' : courseOfArray(array)))
  for (const statement of [...before, ...loop.body])
    if (statement.kind === 'define') courses.follow(statement.value)
  if (courses.of(condition) !== 'rising') return undefined

  const dependent = dependentsOf(condition, loop.body)
  const chosen = loop.body.filter(
    (statement): statement is Store =>
      statement.kind === 'store' && statement !== told && dependent.has(statement.value),
  )
  const guarded = guardedBy(condition, dependent, { before, loop })
  return guarded === undefined || touches(loop.body, chosen)
    ? undefined
    : { ...arrays, condition, told, chosen, guarded }
}

/** A condition and all that is computed from it. */
function dependentsOf(condition: Value, body: readonly Statement[]): ReadonlySet<Value> {
  const dependent = new Set<Value>([condition])
  for (const statement of body)
    if (statement.kind === 'define' && operandsOf(statement.value).some(operand => dependent.has(operand)))
      dependent.add(statement.value)
  return dependent
}

/** The blocks that depend on the condition; nothing if one of them could run where it fails. */
function guardedBy(
  condition: Value,
  dependent: ReadonlySet<Value>,
  { before, loop }: NeuronKernel,
): ReadonlySet<When> | undefined {
  const copy = new Rewriter(new Builder(), (statement, { builder }) => {
    if (statement.kind === 'define' && statement.value === condition) {
      copy.map(condition, builder.bool(false))
      return true
    }
    return statement.kind !== 'define'
  })
  copy.statements(before)
  const guarded = new Set<When>()
  for (const statement of loop.body) {
    copy.statement(statement)
    if (statement.kind !== 'when' || !dependsOn(statement, dependent)) continue
    const mask = copy.value(statement.mask)
    if (mask.kind !== 'constant' || mask.value !== 0) return undefined
    guarded.add(statement)
  }
  return guarded
}

function dependsOn(when: When, dependent: ReadonlySet<Value>): boolean {
  let depends = false
  walk([when], statement => {
    depends ||= usedBy(statement).some(value => dependent.has(value))
  })
  return depends
}

/** Whether a block of rare code touches what is put back after the loop. */
function touches(body: readonly Statement[], chosen: readonly Store[]): boolean {
  const arrays = new Set(chosen.map(({ array }) => array))
  return body.some(statement => {
    if (statement.kind !== 'when') return false
    const { reads, writes } = accessOf(statement.body)
    return [...reads, ...writes].some(array => arrays.has(array))
  })
}
