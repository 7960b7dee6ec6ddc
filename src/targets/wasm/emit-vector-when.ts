import type { Value, When } from '../../kernels/value.js'
import { usedBy, walk } from '../../kernels/walk.js'
import { pushBound, type Bound } from './counted-loop.js'
import { vectorLocal } from './emit-vector.js'
import { SCALAR_TYPE, type EmitBlock, type Frame } from './frame.js'
import type { LocalIndex } from './function-body.js'
import { i32, v128 } from './instructions.js'
import { emitExtract, type Lane } from './lanes.js'
import type { VectorScope } from './vector-scope.js'

/**
 * Scalar code for the lanes in which a mask holds: passed over as a whole if there is none, which is the common case; else a loop over
 * the two lanes that first takes what the code needs out of the vectors.
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
  const mask = vectorLocal(frame, scope, when.mask)
  const lanes = usedLanes(frame, scope, when)
  const holds = body.scopedLocal('i32')
  const element = body.scopedLocal('i32')
  const address = addresses.get(scope.element)
  scalars.set(scope.element, element)
  scalars.set(when.element, element)
  addresses.delete(scope.element)

  body.get(mask)
  body.op(v128.any_true)
  body.if()
  body.get(scope.index)
  body.set(element)
  body.loop()
  body.get(element)
  body.get(scope.index)
  body.op(i32.eq)
  body.if()
  takeLane(frame, mask, holds, lanes, 0)
  body.else()
  takeLane(frame, mask, holds, lanes, 1)
  body.end()
  body.get(holds)
  body.if()
  const inner = body.openScope()
  emitBlock(frame, when.body)
  body.closeScope(inner)
  body.end()
  body.get(element)
  body.i32(1)
  body.op(i32.add)
  body.tee(element)
  body.get(scope.index)
  body.op(i32.sub)
  body.i32(2)
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

  scalars.set(scope.element, scope.index)
  if (address !== undefined) addresses.set(scope.element, address)
  body.closeScope(mark)
}

interface LaneOfValue {
  readonly value: Value
  readonly vector: LocalIndex
  readonly scalar: LocalIndex
}

/** Scalar locals for the values of the vector loop that a block uses. */
function usedLanes({ body, scalars }: Frame, scope: VectorScope, when: When): readonly LaneOfValue[] {
  const used = new Set<Value>()
  walk(when.body, statement => {
    for (const value of usedBy(statement)) if (scope.locals.has(value)) used.add(value)
  })
  return [...used].map(value => {
    const scalar = body.scopedLocal(SCALAR_TYPE[value.type])
    scalars.set(value, scalar)
    return { value, vector: scope.locals.get(value) ?? 0, scalar }
  })
}

function takeLane(
  { body }: Frame,
  mask: LocalIndex,
  holds: LocalIndex,
  lanes: readonly LaneOfValue[],
  lane: Lane,
): void {
  for (const { value, vector, scalar } of lanes) {
    body.get(vector)
    emitExtract(body, value.type, lane)
    body.set(scalar)
  }
  body.get(mask)
  emitExtract(body, 'bool', lane)
  body.set(holds)
}
