import { InternalError } from '../../errors/rheobase-error.js'
import type { Operator } from '../../kernels/value.js'
import { emitOfParts, EXPONENT_BITS, type BitArithmetic } from './emit-powers-of-parts.js'
import { emitToInt32 } from './emit-scalar-operation.js'
import type { FunctionBody } from './function-body.js'
import { f32x4, f64x2, i32, i32x4, i64x2, v128, type Opcode } from './instructions.js'
import {
  emitExtract,
  emitIntegersOfMask,
  emitPickWords,
  emitReplace,
  emitSignOfNumber,
  lanesOf,
  type Lane,
  type VectorLanes,
} from './lanes.js'
import type { VectorScope } from './vector-scope.js'

/** Operators that are one instruction on their operands in order. */
const SINGLE = {
  'f64.add': f64x2.add,
  'f64.sub': f64x2.sub,
  'f64.mul': f64x2.mul,
  'f64.div': f64x2.div,
  'f64.neg': f64x2.neg,
  'f64.abs': f64x2.abs,
  'f64.sqrt': f64x2.sqrt,
  'f64.floor': f64x2.floor,
  'f64.ceil': f64x2.ceil,
  'f64.trunc': f64x2.trunc,
  'f64.at_most': f64x2.pmin,
  'f64.at_least': f64x2.pmax,
  'f64.lt': f64x2.lt,
  'f64.le': f64x2.le,
  'f64.gt': f64x2.gt,
  'f64.ge': f64x2.ge,
  'f64.eq': f64x2.eq,
  'f64.ne': f64x2.ne,
  'f64.select': v128.bitselect,
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
  'f64.from_i32': f64x2.convert_low_i32x4_s,
  'f64.from_u32': f64x2.convert_low_i32x4_u,
  'f64.from_f32': f64x2.promote_low_f32x4,
  'f32.from_f64': f32x4.demote_f64x2_zero,
} as const satisfies Partial<Record<Operator, Opcode>>

/** Comparisons of integers: their mask is widened to that of doubles. */
const COMPARISON = {
  'i32.eq': i32x4.eq,
  'i32.ne': i32x4.ne,
  'i32.lt_s': i32x4.lt_s,
  'i32.le_s': i32x4.le_s,
  'i32.gt_s': i32x4.gt_s,
  'i32.ge_s': i32x4.ge_s,
  'i32.lt_u': i32x4.lt_u,
} as const satisfies Partial<Record<Operator, Opcode>>

const SHIFT = { 'i32.shl': i32.shl, 'i32.shr_s': i32.shr_s, 'i32.shr_u': i32.shr_u } as const

const isSingle = (operator: Operator): operator is keyof typeof SINGLE => operator in SINGLE
const isComparison = (operator: Operator): operator is keyof typeof COMPARISON => operator in COMPARISON
export const isShift = (operator: Operator): operator is keyof typeof SHIFT => operator in SHIFT

const ALL_BUT_SIGN = 0x7fffffffffffffffn
const BITS_OF_ONE = 0x3ff0000000000000n

/** The operation on the vectors of two lanes that are on the stack. A select has its condition last; a shift has a scalar count. */
export function emitVectorOperation(body: FunctionBody, scope: VectorScope, operator: Operator): void {
  if (isSingle(operator)) {
    body.op(SINGLE[operator])
    return
  }
  if (isComparison(operator)) {
    body.op(COMPARISON[operator])
    body.op(i64x2.extend_low_i32x4_s)
    return
  }
  switch (operator) {
    case 'i32.select':
      emitPickWords(body, 0, 2)
      body.op(v128.bitselect)
      break
    case 'f64.copysign':
      emitSignOfNumber(body, f64x2.eq)
      body.get(scope.bits(ALL_BUT_SIGN))
      body.op(v128.bitselect)
      break
    case 'i32.mulhi_u':
      body.op(i64x2.extmul_low_i32x4_u)
      emitPickWords(body, 1, 3)
      break
    case 'i32.from_f64':
      emitLaneByLane(body, 'f64', 2, () => {
        emitToInt32(body)
      })
      break
    case 'i32.from_bool':
      emitIntegersOfMask(body)
      break
    case 'f64.from_bool':
      body.get(scope.bits(BITS_OF_ONE))
      body.op(v128.and)
      break
    case 'i32.high_word':
      emitPickWords(body, 1, 3)
      break
    case 'i32.low_word':
      emitPickWords(body, 0, 2)
      break
    case 'f64.from_words':
      // High words are 0 and 1, low words 4 and 5.
      body.shuffleWords(4, 0, 5, 1)
      break
    case 'f64.pow2_shifted':
      body.i32(52)
      body.op(i64x2.shl)
      break
    case 'f64.pow2_of_parts':
    case 'f64.pow2_lower_half':
    case 'f64.pow2_upper_half':
    case 'f64.times_parts':
    case 'f64.times_upper_half':
      emitOfParts(body, bitsOfLanes(body, scope), operator)
      break
    default:
      throw new InternalError(`${operator} needs a loop of four lanes`)
  }
}

const bitsOfLanes = (body: FunctionBody, scope: VectorScope): BitArithmetic => ({
  type: 'v128',
  shiftLeft(digits) {
    body.i32(digits)
    body.op(i64x2.shl)
  },
  shiftRight(digits) {
    body.i32(digits)
    body.op(i64x2.shr_u)
  },
  cutExponent() {
    body.get(scope.bits(EXPONENT_BITS))
    body.op(v128.and)
  },
  add() {
    body.op(i64x2.add)
  },
  sub() {
    body.op(i64x2.sub)
  },
})

/** A shift by a count of its own for each lane: there is no instruction for that. */
export function emitShiftByLanes(body: FunctionBody, operator: keyof typeof SHIFT, lanes: VectorLanes): void {
  const mark = body.openScope()
  const counts = body.scopedLocal('v128')
  body.set(counts)
  emitLaneByLane(body, 'i32', lanes, lane => {
    body.get(counts)
    emitExtract(body, 'i32', lane)
    body.op(SHIFT[operator])
  })
  body.closeScope(mark)
}

/** Applies scalar code, from `type` to an integer, to each lane of the vector on the stack. */
function emitLaneByLane(
  body: FunctionBody,
  type: 'f64' | 'i32',
  lanes: VectorLanes,
  emit: (lane: Lane) => void,
): void {
  const mark = body.openScope()
  const operand = body.scopedLocal('v128')
  body.set(operand)
  for (const lane of lanesOf(lanes)) {
    body.get(operand)
    emitExtract(body, type, lane)
    emit(lane)
    if (lane === 0) body.op(i32x4.splat)
    else emitReplace(body, 'i32', lane)
  }
  body.closeScope(mark)
}
