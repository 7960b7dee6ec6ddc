import type { Operator } from '../../kernels/value.js'
import type { FunctionBody } from './function-body.js'
import { control, f64, i32, i64, type Opcode } from './instructions.js'

const TWO_TO_63 = 9223372036854775808
/** Adding 2^52 + 2^51 brings the units of a whole number to the lowest bits of the significand; 1023 is the bias of exponents. */
export const EXPONENT_SHIFTER = 2 ** 52 + 2 ** 51 + 1023

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
  'f64.select': control.select,
  'i32.select': control.select,
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

/** The operation on the operands that are on the stack. A select has its condition last. */
export function emitScalarOperation(body: FunctionBody, operator: Operator): void {
  if (isSingle(operator)) {
    body.op(SINGLE[operator])
    return
  }
  switch (operator) {
    case 'f64.copysign':
      emitSignOfNumber(body)
      body.op(f64.copysign)
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
    case 'f64.pow2':
      body.f64(EXPONENT_SHIFTER)
      body.op(f64.add)
      body.op(i64.reinterpret_f64)
      body.i64(52n)
      body.op(i64.shl)
      body.op(f64.reinterpret_i64)
      break
    case 'i32.from_bool':
      // A condition is already the number 0 or 1.
      break
    default:
      operator satisfies never
  }
}

/** The sign bit of a nan differs between machines: as a sign it counts as positive. */
function emitSignOfNumber(body: FunctionBody): void {
  const mark = body.openScope()
  const sign = body.scopedLocal('f64')
  body.tee(sign)
  body.f64(0)
  body.get(sign)
  body.get(sign)
  body.op(f64.eq)
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
