import { evaluateOperation } from './evaluate-operation.js'
import type { Operator, Value } from './value.js'

/** A comparison of a value with a number. */
export interface SimplerComparison {
  readonly operator: 'f64.ge' | 'f64.le'
  readonly value: Value
  readonly limit: number
}

/** The operations that never decrease when their one variable operand grows, rounding included. */
function monotoneOperand(
  value: Value,
): { readonly operand: Value; readonly apply: (x: number) => number } | undefined {
  if (value.kind !== 'operation') return undefined
  const {
    operator,
    operands: [left, right],
  } = value
  if (left === undefined) return undefined
  if (operator === 'f64.floor' || operator === 'f64.ceil' || operator === 'f64.trunc') {
    return { operand: left, apply: x => evaluateOperation(operator, [x]) }
  }
  if (right === undefined) return undefined
  const rightConstant = right.kind === 'constant' ? right.value : undefined
  const leftConstant = left.kind === 'constant' ? left.value : undefined
  if (rightConstant !== undefined && Number.isFinite(rightConstant)) {
    const grows =
      operator === 'f64.add' ||
      operator === 'f64.sub' ||
      ((operator === 'f64.mul' || operator === 'f64.div') && rightConstant > 0)
    if (grows) return { operand: left, apply: x => evaluateOperation(operator, [x, rightConstant]) }
  }
  if (leftConstant !== undefined && Number.isFinite(leftConstant)) {
    const grows = operator === 'f64.add' || (operator === 'f64.mul' && leftConstant > 0)
    if (grows) return { operand: right, apply: x => evaluateOperation(operator, [leftConstant, x]) }
  }
  return undefined
}

/**
 * Turns `floor((x + a)/b) >= c` and the like into `x >= limit`, where the limit is the smallest (or largest) double for which the
 * comparison holds: exactly the same answer for every x, since each of these operations is monotone with its rounding. Not a number
 * compares false on both sides.
 */
export function simplifyComparison(
  operator: Operator,
  left: Value,
  right: Value,
): SimplerComparison | undefined {
  if (right.kind !== 'constant' || Number.isNaN(right.value)) return undefined
  if (operator !== 'f64.ge' && operator !== 'f64.gt' && operator !== 'f64.le' && operator !== 'f64.lt')
    return undefined
  const limit = right.value
  const inner = monotoneOperand(left)
  if (inner === undefined) return undefined
  const holds = (x: number): boolean => evaluateOperation(operator, [inner.apply(x), limit]) !== 0
  const upward = operator === 'f64.ge' || operator === 'f64.gt'
  const edge = upward ? smallestWhere(holds) : largestWhere(holds)
  if (edge === undefined) return undefined
  const simpler: SimplerComparison = {
    operator: upward ? 'f64.ge' : 'f64.le',
    value: inner.operand,
    limit: edge,
  }
  const next = simplifyComparison(simpler.operator, simpler.value, {
    kind: 'constant',
    type: 'f64',
    value: edge,
  })
  return next ?? simpler
}

const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)
const LOWEST = rank(-Infinity)
const HIGHEST = rank(Infinity)

/** Doubles as integers in the same order; -0 and 0 are neighbours. */
function rank(value: number): bigint {
  double[0] = value
  const pattern = bits[0] ?? 0n
  return pattern >= 0n ? pattern : -(pattern & 0x7fffffffffffffffn) - 1n
}
function fromRank(place: bigint): number {
  bits[0] = place >= 0n ? place : (-place - 1n) | -0x8000000000000000n
  return double[0] ?? 0
}

/** The smallest double for which a test holds that holds for all larger ones, too; nothing if it never or always does. */
function smallestWhere(holds: (x: number) => boolean): number | undefined {
  let [no, yes] = [LOWEST, HIGHEST]
  if (holds(fromRank(no)) || !holds(fromRank(yes))) return undefined
  while (yes - no > 1n) {
    const middle = (no + yes) >> 1n
    if (holds(fromRank(middle))) yes = middle
    else no = middle
  }
  return fromRank(yes)
}
function largestWhere(holds: (x: number) => boolean): number | undefined {
  let [yes, no] = [LOWEST, HIGHEST]
  if (!holds(fromRank(yes)) || holds(fromRank(no))) return undefined
  while (no - yes > 1n) {
    const middle = (no + yes) >> 1n
    if (holds(fromRank(middle))) yes = middle
    else no = middle
  }
  return fromRank(yes)
}
