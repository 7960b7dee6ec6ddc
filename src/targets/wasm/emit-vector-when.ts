import type { Value, When } from '../../kernels/value.js'
import { usedBy, walk } from '../../kernels/walk.js'
import { pushBound, type Bound } from './counted-loop.js'
import { pushLane, vectorsOf } from './emit-vector.js'
import { SCALAR_TYPE, type EmitBlock, type Frame } from './frame.js'
import type { LocalIndex } from './function-body.js'
import { i32, v128 } from './instructions.js'
import { lanesOf, type Lane } from './lanes.js'
import type { VectorScope } from './vector-scope.js'

/**
 * Scalar code for the lanes in which a mask holds: passed over as a whole if there is none, which is the common case; else a loop over
 * the lanes that first takes what the code needs out of the vectors.
 */
export function emitVectorWhen(
  frame: Frame,
  scope: VectorScope,
  when: When,
  limit: Bound | undefined,
  emitBlock: EmitBlock,
): void {
  const { body, scalars, addresses } = frame
  const mark = body.openScope()
  const [mask] = vectorsOf(frame, scope, when.mask)
  const taken = valuesTaken(frame, scope, when)
  const holds = body.scopedLocal('i32')
  const element = body.scopedLocal('i32')
  const address = addresses.get(scope.element)

  body.get(mask)
  body.op(v128.any_true)
  body.if()
  body.get(scope.index)
  body.set(element)
  body.loop()
  emitForPresentLane(frame, scope, element, lanesOf(scope.lanes), lane => {
    for (const { value, scalar } of taken) {
      pushLane(frame, scope, value, lane)
      body.set(scalar)
    }
    pushLane(frame, scope, when.mask, lane)
    body.set(holds)
  })
  body.get(holds)
  body.if()
  const inner = body.openScope()
  for (const { value, scalar } of taken) scalars.set(value, scalar)
  scalars.set(scope.element, element)
  scalars.set(when.element, element)
  addresses.delete(scope.element)
  emitBlock(frame, when.body)
  scalars.set(scope.element, scope.index)
  if (address !== undefined) addresses.set(scope.element, address)
  body.closeScope(inner)
  body.end()
  body.get(element)
  body.i32(1)
  body.op(i32.add)
  body.tee(element)
  body.get(scope.index)
  body.op(i32.sub)
  body.i32(scope.lanes)
  body.op(i32.lt_s)
  if (limit !== undefined) {
    body.get(element)
    pushBound(body, limit)
    body.op(i32.lt_s)
    body.op(i32.and)
  }
  body.brIf(0)
  body.end()
  body.end()
  body.closeScope(mark)
}

interface ValueTaken {
  readonly value: Value
  readonly scalar: LocalIndex
}

/** Scalar locals for the values of the vector loop that a block uses. */
function valuesTaken({ body }: Frame, scope: VectorScope, when: When): readonly ValueTaken[] {
  const used = new Set<Value>()
  walk(when.body, statement => {
    for (const value of usedBy(statement)) if (scope.locals.has(value)) used.add(value)
  })
  return [...used].map(value => ({ value, scalar: body.scopedLocal(SCALAR_TYPE[value.type]) }))
}

/** Code for each lane, of which the one of the present element runs: instructions name their lane as a number. */
function emitForPresentLane(
  frame: Frame,
  scope: VectorScope,
  element: LocalIndex,
  lanes: readonly Lane[],
  emit: (lane: Lane) => void,
): void {
  const { body } = frame
  const [first] = lanes
  if (first === undefined) return
  if (lanes.length === 1) {
    emit(first)
    return
  }
  const half = lanes.length / 2
  body.get(element)
  body.get(scope.index)
  body.op(i32.sub)
  body.i32(first + half)
  body.op(i32.lt_s)
  body.if()
  emitForPresentLane(frame, scope, element, lanes.slice(0, half), emit)
  body.else()
  emitForPresentLane(frame, scope, element, lanes.slice(half), emit)
  body.end()
}
