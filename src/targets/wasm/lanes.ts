import type { ValueType } from '../../kernels/value.js'
import type { FunctionBody } from './function-body.js'
import { f64x2, i32, i32x4, i64, i64x2 } from './instructions.js'

export type Lane = 0 | 1
export const LANES: readonly Lane[] = [0, 1]

/** Takes one lane out of the vector on the stack, as a scalar. */
export function emitExtract(body: FunctionBody, valueType: ValueType, lane: Lane): void {
  switch (valueType) {
    case 'f64':
      body.lane(f64x2.extract_lane, lane)
      break
    case 'i32':
      body.lane(i32x4.extract_lane, lane)
      break
    case 'bool':
      body.lane(i32x4.extract_lane, 2 * lane)
      body.i32(1)
      body.op(i32.and)
      break
    default:
      valueType satisfies never
  }
}

/** Puts the scalar on the stack into one lane of the vector below it. */
export function emitReplace(body: FunctionBody, valueType: ValueType, lane: Lane): void {
  switch (valueType) {
    case 'f64':
      body.lane(f64x2.replace_lane, lane)
      break
    case 'i32':
      body.lane(i32x4.replace_lane, lane)
      break
    case 'bool':
      emitMaskOfCondition(body)
      body.lane(i64x2.replace_lane, lane)
      break
    default:
      valueType satisfies never
  }
}

/** Keeps the words `a` and `b` of the vector on the stack, as the two lower lanes. */
export function emitPickWords(body: FunctionBody, a: number, b: number): void {
  const mark = body.openScope()
  const words = body.scopedLocal('v128')
  body.tee(words)
  body.get(words)
  body.shuffleWords(a, b, a, b)
  body.closeScope(mark)
}

/** From a mask to the integers 0 and 1. */
export function emitIntegersOfMask(body: FunctionBody): void {
  emitPickWords(body, 0, 2)
  // All ones are -1.
  body.op(i32x4.neg)
}

/** From the integers 0 and 1 to a mask. */
export function emitMaskOfIntegers(body: FunctionBody): void {
  body.op(i32x4.neg)
  body.op(i64x2.extend_low_i32x4_s)
}

function emitMaskOfCondition(body: FunctionBody): void {
  const mark = body.openScope()
  const condition = body.scopedLocal('i32')
  body.set(condition)
  body.i32(0)
  body.get(condition)
  body.op(i32.sub)
  body.op(i64.extend_i32_s)
  body.closeScope(mark)
}
