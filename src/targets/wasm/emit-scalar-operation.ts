import type { FloatType, Operator } from '../../kernels/value.js'
import { emitOfParts, EXPONENT_BITS, type BitArithmetic, type PartsOperator } from './emit-powers-of-parts.js'
import type { FunctionBody } from './function-body.js'
import { control, f32, f32x4, f64, f64x2, i32, i64, type Opcode } from './instructions.js'

const TWO_TO_63 = 9223372036854775808

/** Operators that are one instruction on their operands in order. */
const SINGLE = {
  'f64.add': f64.add,
  'f64.sub': f64.sub,
  'f64.mul': f64.mul,
  'f64.div': f64.div,
  'f64.neg': f64.neg,
  'f64.abs': f64.abs,
  'f64.sqrt': f64.sqrt,
  'f64.floor': f64.floor,
  'f64.ceil': f64.ceil,
  'f64.trunc': f64.trunc,
  'f64.lt': f64.lt,
  'f64.le': f64.le,
  'f64.gt': f64.gt,
  'f64.ge': f64.ge,
  'f64.eq': f64.eq,
  'f64.ne': f64.ne,
  'f32.add': f32.add,
  'f32.sub': f32.sub,
  'f32.mul': f32.mul,
  'f32.div': f32.div,
  'f32.neg': f32.neg,
  'f32.abs': f32.abs,
  'f32.sqrt': f32.sqrt,
  'f32.floor': f32.floor,
  'f32.ceil': f32.ceil,
  'f32.trunc': f32.trunc,
  'f32.lt': f32.lt,
  'f32.le': f32.le,
  'f32.gt': f32.gt,
  'f32.ge': f32.ge,
  'f32.eq': f32.eq,
  'f32.ne': f32.ne,
  'bool.and': i32.and,
  'bool.or': i32.or,
  'bool.not': i32.eqz,
  'i32.add': i32.add,
  'i32.sub': i32.sub,
  'i32.mul': i32.mul,
  'i32.and': i32.and,
  'i32.or': i32.or,
  'i32.xor': i32.xor,
  'i32.shl': i32.shl,
  'i32.shr_s': i32.shr_s,
  'i32.shr_u': i32.shr_u,
  'i32.eq': i32.eq,
  'i32.ne': i32.ne,
  'i32.lt_s': i32.lt_s,
  'i32.le_s': i32.le_s,
  'i32.gt_s': i32.gt_s,
  'i32.ge_s': i32.ge_s,
  'i32.lt_u': i32.lt_u,
  'f64.from_i32': f64.convert_i32_s,
  'f64.from_u32': f64.convert_i32_u,
  'f64.from_bool': f64.convert_i32_u,
  'f64.from_f32': f64.promote_f32,
  'f32.from_f64': f32.demote_f64,
  'f32.from_i32': f32.convert_i32_s,
  'f32.from_bool': f32.convert_i32_u,
  'i32.bits_of_f32': i32.reinterpret_f32,
  'f32.from_bits': f32.reinterpret_i32,
} as const satisfies Partial<Record<Operator, Opcode>>

const isSingle = (operator: Operator): operator is keyof typeof SINGLE => operator in SINGLE

/** Operations that go through 64-bit integers widen their first operand before the second is put on the stack. */
export function emitAfterFirstOperand(body: FunctionBody, operator: Operator): void {
  if (operator === 'i32.mulhi_u') {
    body.op(i64.extend_i32_u)
  } else if (operator === 'f64.from_words') {
    body.op(i64.extend_i32_u)
    body.i64(32n)
    body.op(i64.shl)
  }
}

/** A choice between two values, which is not done by operands on the stack alone. */
export type Select = Extract<Operator, `${string}.select`>

/** The operation on the operands that are on the stack. */
export function emitScalarOperation(body: FunctionBody, operator: Exclude<Operator, Select>): void {
  if (isSingle(operator)) {
    body.op(SINGLE[operator])
    return
  }
  switch (operator) {
    case 'f64.at_most':
      emitLimit(body, 'f64', f64x2.pmin)
      break
    case 'f64.at_least':
      emitLimit(body, 'f64', f64x2.pmax)
      break
    case 'f32.at_most':
      emitLimit(body, 'f32', f32x4.pmin)
      break
    case 'f32.at_least':
      emitLimit(body, 'f32', f32x4.pmax)
      break
    case 'f64.copysign':
      emitSignOfNumber(body, 'f64')
      body.op(f64.copysign)
      break
    case 'f32.copysign':
      emitSignOfNumber(body, 'f32')
      body.op(f32.copysign)
      break
    case 'i32.mulhi_u':
      body.op(i64.extend_i32_u)
      body.op(i64.mul)
      body.i64(32n)
      body.op(i64.shr_u)
      body.op(i32.wrap_i64)
      break
    case 'i32.from_f64':
      emitToInt32(body)
      break
    case 'i32.high_word':
      body.op(i64.reinterpret_f64)
      body.i64(32n)
      body.op(i64.shr_u)
      body.op(i32.wrap_i64)
      break
    case 'i32.low_word':
      body.op(i64.reinterpret_f64)
      body.op(i32.wrap_i64)
      break
    case 'f64.from_words':
      body.op(i64.extend_i32_u)
      body.op(i64.or)
      body.op(f64.reinterpret_i64)
      break
    case 'f64.pow2_shifted':
      body.op(i64.reinterpret_f64)
      body.i64(52n)
      body.op(i64.shl)
      body.op(f64.reinterpret_i64)
      break
    case 'f64.pow2_of_parts':
    case 'f64.pow2_lower_half':
    case 'f64.pow2_upper_half':
    case 'f64.times_parts':
    case 'f64.times_upper_half':
      emitScalarOfParts(body, operator)
      break
    case 'f32.pow2_shifted':
      body.op(i32.reinterpret_f32)
      body.i32(23)
      body.op(i32.shl)
      body.op(f32.reinterpret_i32)
      break
    case 'i32.from_bool':
      // A condition is already the number 0 or 1.
      break
    default:
      operator satisfies never
  }
}

/** The parts come last, on top of the stack. */
function emitScalarOfParts(body: FunctionBody, operator: PartsOperator): void {
  const isFactor = operator === 'f64.times_parts' || operator === 'f64.times_upper_half'
  const mark = body.openScope()
  if (isFactor) {
    // Both are bits before either is used.
    const parts = body.scopedLocal('f64')
    body.set(parts)
    body.op(i64.reinterpret_f64)
    body.get(parts)
  }
  body.op(i64.reinterpret_f64)
  emitOfParts(body, bitsOnStack(body), operator)
  body.op(f64.reinterpret_i64)
  body.closeScope(mark)
}

const bitsOnStack = (body: FunctionBody): BitArithmetic => {
  const withNumber = (opcode: Opcode) => (digits: number) => {
    body.i64(BigInt(digits))
    body.op(opcode)
  }
  return {
    type: 'i64',
    shiftLeft: withNumber(i64.shl),
    shiftRight: withNumber(i64.shr_u),
    cutExponent() {
      body.i64(EXPONENT_BITS)
      body.op(i64.and)
    },
    add() {
      body.op(i64.add)
    },
    sub() {
      body.op(i64.sub)
    },
  }
}

/**
 * The first number on the stack, or the second, its limit, where that is less or greater. In a lane of vectors this takes no branch, which a
 * processor would often guess wrong.
 */
function emitLimit(body: FunctionBody, type: FloatType, operator: Opcode): void {
  const lanes = type === 'f64' ? f64x2 : f32x4
  const mark = body.openScope()
  const limit = body.scopedLocal(type)
  body.set(limit)
  body.op(lanes.splat)
  body.get(limit)
  body.op(lanes.splat)
  body.op(operator)
  body.lane(lanes.extract_lane, 0)
  body.closeScope(mark)
}

/** The sign bit of a nan differs between machines: as a sign it counts as positive. */
function emitSignOfNumber(body: FunctionBody, type: FloatType): void {
  const mark = body.openScope()
  const sign = body.scopedLocal(type)
  body.tee(sign)
  if (type === 'f64') body.f64(0)
  else body.f32(0)
  body.get(sign)
  body.get(sign)
  body.op(type === 'f64' ? f64.eq : f32.eq)
  body.op(control.select)
  body.closeScope(mark)
}

/** Saturation gives the right low words for every double but those from 2^63 on; those of -2^63 and below are 0, as of nan. */
export function emitToInt32(body: FunctionBody): void {
  const mark = body.openScope()
  const number = body.scopedLocal('f64')
  body.tee(number)
  body.op(i64.trunc_sat_f64_s)
  body.op(i32.wrap_i64)
  body.i32(0)
  body.get(number)
  body.f64(TWO_TO_63)
  body.op(f64.lt)
  body.op(control.select)
  body.closeScope(mark)
}
