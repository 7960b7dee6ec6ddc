import { Courses, type Course } from '../kernels/course.js'
import type { ArraySymbol, Definition, Procedure, Store, Value } from '../kernels/value.js'
import { operandsOf, walk } from '../kernels/walk.js'
import type { NeuronKernel, RefractoryGate } from './refractory-gate.js'

/**
 * Whether neurons are free again in the order in which they spiked: all have the same period, and the time that a spike stores is that of its
 * step.
 */
export function leaveInOrder(
  procedures: readonly Procedure[],
  { before, loop }: NeuronKernel,
  { condition, lastSpike }: RefractoryGate,
  courseOfArray: (array: ArraySymbol) => Course | undefined,
): boolean {
  // From the latest spike to the earliest the time of the last one falls, and nothing else differs.
  const ofEarlier = new Courses(array =>
    array === lastSpike ? 'falling' : courseOfArray(array) && 'constant',
  )
  for (const statement of [...before, ...loop.body])
    if (statement.kind === 'define') ofEarlier.follow(statement.value)
  return (
    ofEarlier.of(condition) === 'rising' &&
    isSameForAll(condition, lastSpike) &&
    storesItsStep(procedures, lastSpike, courseOfArray)
  )
}

/** Whether one statement alone stores times, and later ones at later steps. */
function storesItsStep(
  procedures: readonly Procedure[],
  lastSpike: ArraySymbol,
  courseOfArray: (array: ArraySymbol) => Course | undefined,
): boolean {
  const stores: Store[] = []
  const courses = new Courses(courseOfArray)
  for (const { body } of procedures)
    walk(body, statement => {
      if (statement.kind === 'define') courses.follow(statement.value)
      if (statement.kind === 'store' && statement.array === lastSpike) stores.push(statement)
    })
  const [only, another] = stores
  return (
    only !== undefined &&
    another === undefined &&
    courses.of(only.value) === 'rising' &&
    isSameForAll(only.value, lastSpike)
  )
}

/** Whether a value does not depend on the neuron, but for what is loaded from `own`. */
function isSameForAll(value: Value, own: ArraySymbol): boolean {
  if (value.kind === 'element') return false
  if (value.kind === 'constant' || value.kind === 'parameter') return true
  return (
    isShared(value, own) ||
    (value.kind !== 'load' && operandsOf(value).every(each => isSameForAll(each, own)))
  )
}

const isShared = (value: Definition, own: ArraySymbol): boolean =>
  value.kind === 'load' && (value.array === own || value.index.kind === 'constant')
