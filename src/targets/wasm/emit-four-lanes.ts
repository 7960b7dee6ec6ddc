import { InternalError } from '../../errors/rheobase-error.js'
import type { Operator } from '../../kernels/value.js'
import type { FunctionBody } from './function-body.js'
import { f32x4, i32x4, i64x2, v128, type Opcode } from './instructions.js'
import { emitSignOfNumber } from './lanes.js'
import type { VectorScope } from './vector-scope.js'

/** Operators that are one instruction on their operands in order. */
const ONE_INSTRUCTION = {
  'f32.add': f32x4.add,
  'f32.sub': f32x4.sub,
  'f32.mul': f32x4.mul,
  'f32.div': f32x4.div,
  'f32.neg': f32x4.neg,
  'f32.abs': f32x4.abs,
  'f32.sqrt': f32x4.sqrt,
  'f32.floor': f32x4.floor,
  'f32.ceil': f32x4.ceil,
  'f32.trunc': f32x4.trunc,
  'f32.at_most': f32x4.pmin,
  'f32.at_least': f32x4.pmax,
  'f32.lt': f32x4.lt,
  'f32.le': f32x4.le,
  'f32.gt': f32x4.gt,
  'f32.ge': f32x4.ge,
  'f32.eq': f32x4.eq,
  'f32.ne': f32x4.ne,
  'f32.select': v128.bitselect,
  'i32.select': v128.bitselect,
  'bool.and': v128.and,
  'bool.or': v128.or,
  'bool.not': v128.not,
  'i32.add': i32x4.add,
  'i32.sub': i32x4.sub,
  'i32.mul': i32x4.mul,
  'i32.and': v128.and,
  'i32.or': v128.or,
  'i32.xor': v128.xor,
  'i32.shl': i32x4.shl,
  'i32.shr_s': i32x4.shr_s,
  'i32.shr_u': i32x4.shr_u,
  'i32.eq': i32x4.eq,
  'i32.ne': i32x4.ne,
  'i32.lt_s': i32x4.lt_s,
  'i32.le_s': i32x4.le_s,
  'i32.gt_s': i32x4.gt_s,
  'i32.ge_s': i32x4.ge_s,
  'i32.lt_u': i32x4.lt_u,
  // All ones are -1.
  'i32.from_bool': i32x4.neg,
  'f32.from_i32': f32x4.convert_i32x4_s,
} as const satisfies Partial<Record<Operator, Opcode>>

const isOneInstruction = (operator: Operator): operator is keyof typeof ONE_INSTRUCTION =>
  operator in ONE_INSTRUCTION

/** The bits of a number of single precision, twice. */
const twice = (number: number): bigint => {
  const bits = BigInt(new Uint32Array(new Float32Array([number]).buffer)[0] ?? 0)
  return (bits << 32n) | bits
}
const ONE = twice(1)
const ALL_BUT_SIGN = 0x7fffffff7fffffffn

/**
 * An operation without doubles on the vectors of four lanes that are on the stack. A select has its condition last; a shift has a scalar
 * count.
 */
export function emitFourLaneOperation(body: FunctionBody, scope: VectorScope, operator: Operator): void {
  if (isOneInstruction(operator)) {
    body.op(ONE_INSTRUCTION[operator])
    return
  }
  switch (operator) {
    case 'f32.copysign':
      emitSignOfNumber(body, f32x4.eq)
      body.get(scope.bits(ALL_BUT_SIGN))
      body.op(v128.bitselect)
      break
    case 'f32.from_bool':
      body.get(scope.bits(ONE))
      body.op(v128.and)
      break
    case 'f32.pow2_shifted':
      body.i32(23)
      body.op(i32x4.shl)
      break
    case 'i32.bits_of_f32':
    case 'f32.from_bits':
      // The vector has the bits of either.
      break
    case 'i32.mulhi_u':
      emitUpperProduct(body)
      break
    default:
      throw new InternalError(`${operator} in four lanes is done in halves`)
  }
}

/** The upper words of the products of unsigned words. */
function emitUpperProduct(body: FunctionBody): void {
  const mark = body.openScope()
  const [x, y] = [body.scopedLocal('v128'), body.scopedLocal('v128')]
  body.set(y)
  body.tee(x)
  body.get(y)
  body.op(i64x2.extmul_low_i32x4_u)
  body.get(x)
  body.get(y)
  body.op(i64x2.extmul_high_i32x4_u)
  body.shuffleWords(1, 3, 5, 7)
  body.closeScope(mark)
}
