import type { Value, When } from '../../kernels/value.js'
import { usedBy, walk } from '../../kernels/walk.js'
import { pushBound, type Bound } from './counted-loop.js'
import { pushLane, vectorsOf } from './emit-vector.js'
import { SCALAR_TYPE, type EmitBlock, type Frame } from './frame.js'
import type { FunctionBody, LocalIndex } from './function-body.js'
import { i32, v128 } from './instructions.js'
import { lanesOf, type Lane } from './lanes.js'
import type { VectorScope } from './vector-scope.js'

/** Of one round or several: that there is nothing to do in any of them, the common case, is asked once. */
export function emitVectorWhens(
  frame: Frame,
  scopes: readonly VectorScope[],
  when: When,
  limit: Bound | undefined,
  emitBlock: EmitBlock,
): void {
  const { body } = frame
  const [only, second] = scopes
  if (only !== undefined && second === undefined) {
    emitVectorWhen(frame, only, when, limit, emitBlock)
    return
  }
  const mark = body.openScope()
  const masks = scopes.map(scope => vectorsOf(frame, scope, when.mask)[0])
  masks.forEach((mask, round) => {
    body.get(mask)
    if (round > 0) body.op(v128.or)
  })
  body.op(v128.any_true)
  body.if()
  for (const scope of scopes) emitVectorWhen(frame, scope, when, limit, emitBlock)
  body.end()
  body.closeScope(mark)
}

/**
 * Scalar code for the lanes in which a mask holds: passed over as a whole if there is none, which is the common case; else a loop over
 * the lanes that first takes what the code needs out of the vectors.
 */
function emitVectorWhen(
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
  const first = scope.offset === 0 ? scope.index : body.scopedLocal('i32')
  scope.pushFirst()
  body.tee(element)
  body.set(first)
  body.loop()
  emitForPresentLane(body, first, element, lanesOf(scope.lanes), lane => {
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
  body.get(first)
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
  body: FunctionBody,
  firstElement: LocalIndex,
  element: LocalIndex,
  lanes: readonly Lane[],
  emit: (lane: Lane) => void,
): void {
  const [first] = lanes
  if (first === undefined) return
  if (lanes.length === 1) {
    emit(first)
    return
  }
  const half = lanes.length / 2
  body.get(element)
  body.get(firstElement)
  body.op(i32.sub)
  body.i32(first + half)
  body.op(i32.lt_s)
  body.if()
  emitForPresentLane(body, firstElement, element, lanes.slice(0, half), emit)
  body.else()
  emitForPresentLane(body, firstElement, element, lanes.slice(half), emit)
  body.end()
}
