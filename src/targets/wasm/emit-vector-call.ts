import type { Call, Value } from '../../kernels/value.js'
import { emitCall } from './emit-scalar.js'
import type { Frame } from './frame.js'
import {
  emitExtract,
  emitMaskBits,
  emitReplace,
  emitSpread,
  lanesOf,
  lanesOfHalf,
  type Half,
  type Lane,
} from './lanes.js'
import type { Vectors, VectorScope } from './vector-scope.js'

/** How the operands of a call are found. */
export interface VectorValues {
  /** Makes sure that a value is in locals. */
  readonly keep: (value: Value) => Vectors
  /** Leaves a vector on the stack: that of a value, or the half of it. */
  readonly push: (value: Value, half: Half) => void
  /** Leaves one lane on the stack, as a scalar. */
  readonly pushLane: (value: Value, lane: Lane) => void
}

/**
 * A scalar function for each lane, or for those of a half if its results take two vectors; with a mask only for the lanes of the mask, and
 * nothing at all if there is none.
 */
export function emitVectorCall(
  frame: Frame,
  scope: VectorScope,
  call: Call,
  half: Half,
  { keep, push, pushLane }: VectorValues,
): void {
  const { body } = frame
  const mark = body.openScope()
  const keepOperands = (): void => {
    for (const operand of call.operands) if (!scope.isUniform(operand)) keep(operand)
  }
  const lanes = scope.isWide(call.type) ? lanesOfHalf(half) : lanesOf(scope.lanes)
  const { mask } = call
  if (mask === undefined) {
    keepOperands()
    for (const lane of lanes) {
      emitCall(frame, call, operand => {
        pushLane(operand, lane)
      })
      if (lane === lanes[0]) emitSpread(body, call.type, scope.lanes)
      else emitReplace(body, call.type, lane, scope.lanes)
    }
    body.closeScope(mark)
    return
  }
  const [condition] = keep(mask.condition)
  const result = body.scopedLocal('v128')
  push(mask.otherwise, half)
  body.set(result)
  body.get(condition)
  emitMaskBits(body, scope.lanes)
  body.if()
  keepOperands()
  for (const lane of lanes) {
    body.get(condition)
    emitExtract(body, 'bool', lane, scope.lanes)
    body.if()
    body.get(result)
    emitCall(frame, call, operand => {
      pushLane(operand, lane)
    })
    emitReplace(body, call.type, lane, scope.lanes)
    body.set(result)
    body.end()
  }
  body.end()
  body.get(result)
  body.closeScope(mark)
}
