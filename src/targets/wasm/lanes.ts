import type { ValueType } from '../../kernels/value.js'
import type { FunctionBody } from './function-body.js'
import { f32x4, f64x2, i32, i32x4, i64, i64x2, v128, type Opcode } from './instructions.js'

/**
 * How the iterations of a vector loop lie in vectors. Two lanes: doubles as f64x2, conditions as masks of 64 bits, integers as the two lower
 * lanes of an i32x4. Four lanes: singles as f32x4, integers as i32x4, conditions as masks of 32 bits; a double takes two vectors, its
 * halves, each as in a loop of two lanes.
 */
export type VectorLanes = 2 | 4

/** The iteration among those that run at a time. */
export type Lane = 0 | 1 | 2 | 3
/** The lanes 0 and 1, or 2 and 3, of a loop of four. */
export type Half = 0 | 1
export const HALVES: readonly Half[] = [0, 1]

export const lanesOf = (lanes: VectorLanes): readonly Lane[] => (lanes === 2 ? [0, 1] : [0, 1, 2, 3])
export const lanesOfHalf = (half: Half): readonly Lane[] => (half === 0 ? [0, 1] : [2, 3])
export const halfOf = (lane: Lane): Half => (lane < 2 ? 0 : 1)

/** Takes one lane out of the vector on the stack, as a scalar; of a double in four lanes, out of the half that it is in. */
export function emitExtract(
  body: FunctionBody,
  valueType: ValueType,
  lane: Lane,
  lanes: VectorLanes = 2,
): void {
  switch (valueType) {
    case 'f64':
      body.lane(f64x2.extract_lane, lane % 2)
      break
    case 'f32':
      body.lane(f32x4.extract_lane, lane)
      break
    case 'i32':
      body.lane(i32x4.extract_lane, lane)
      break
    case 'bool':
      body.lane(i32x4.extract_lane, lanes === 2 ? 2 * lane : lane)
      body.i32(1)
      body.op(i32.and)
      break
    default:
      valueType satisfies never
  }
}

/** Takes the lower word of a double out of the vector on the stack, in four lanes out of the half that it is in. */
export function emitExtractLowWord(body: FunctionBody, lane: Lane): void {
  body.lane(i32x4.extract_lane, 2 * (lane % 2))
}

/** Puts the scalar on the stack into one lane of the vector below it. */
export function emitReplace(
  body: FunctionBody,
  valueType: ValueType,
  lane: Lane,
  lanes: VectorLanes = 2,
): void {
  switch (valueType) {
    case 'f64':
      body.lane(f64x2.replace_lane, lane % 2)
      break
    case 'f32':
      body.lane(f32x4.replace_lane, lane)
      break
    case 'i32':
      body.lane(i32x4.replace_lane, lane)
      break
    case 'bool':
      emitMaskOfCondition(body)
      if (lanes === 2) body.op(i64.extend_i32_s)
      body.lane(lanes === 2 ? i64x2.replace_lane : i32x4.replace_lane, lane)
      break
    default:
      valueType satisfies never
  }
}

/** Spreads the scalar on the stack over the lanes; a double in four lanes over those of a half. */
export function emitSpread(body: FunctionBody, valueType: ValueType, lanes: VectorLanes): void {
  switch (valueType) {
    case 'f64':
      body.op(f64x2.splat)
      break
    case 'f32':
      body.op(f32x4.splat)
      break
    case 'i32':
      body.op(i32x4.splat)
      break
    case 'bool':
      if (lanes === 2) body.op(i64.extend_i32_u)
      body.op(lanes === 2 ? i64x2.splat : i32x4.splat)
      body.op(lanes === 2 ? i64x2.neg : i32x4.neg)
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

/** From a mask of two lanes to the integers 0 and 1. */
export function emitIntegersOfMask(body: FunctionBody): void {
  emitPickWords(body, 0, 2)
  // All ones are -1.
  body.op(i32x4.neg)
}

/** From the integers 0 and 1 to a mask of two lanes. */
export function emitMaskOfIntegers(body: FunctionBody): void {
  body.op(i32x4.neg)
  body.op(i64x2.extend_low_i32x4_s)
}

/** From a mask to an integer with one bit for each lane. */
export function emitMaskBits(body: FunctionBody, lanes: VectorLanes): void {
  // On x86 one instruction and a comparison; asking whether any bit is set takes longer.
  body.op(lanes === 2 ? i64x2.bitmask : i32x4.bitmask)
}

function emitMaskOfCondition(body: FunctionBody): void {
  const mark = body.openScope()
  const condition = body.scopedLocal('i32')
  body.set(condition)
  body.i32(0)
  body.get(condition)
  body.op(i32.sub)
  body.closeScope(mark)
}

/** The sign bit of a nan differs between machines: as a sign it counts as positive. `equal` compares numbers of the type of the lanes. */
export function emitSignOfNumber(body: FunctionBody, equal: Opcode): void {
  const mark = body.openScope()
  const sign = body.scopedLocal('v128')
  body.tee(sign)
  body.get(sign)
  body.get(sign)
  body.op(equal)
  body.op(v128.and)
  body.closeScope(mark)
}
