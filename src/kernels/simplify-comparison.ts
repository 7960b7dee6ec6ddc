import { evaluateOperation } from './evaluate-operation.js'
import { numberAtRank, rankOf } from './float-rank.js'
import type { FloatType, Operator, Value } from './value.js'

/** A comparison of a value with a number of its type. */
export interface SimplerComparison {
  readonly operator: `${FloatType}.${'ge' | 'le'}`
  readonly value: Value
  readonly limit: number
}

type ArithmeticOperator = 'floor' | 'ceil' | 'trunc' | 'add' | 'sub' | 'mul' | 'div'

/** An operation that never decreases when its one variable operand grows, rounding included. */
interface MonotoneOperation {
  readonly operand: Value
  readonly apply: (x: number) => number
  /** About what the operand is where the operation gives y. */
  readonly undo: (y: number) => number
}

function monotoneOperation(value: Value, type: FloatType): MonotoneOperation | undefined {
  if (value.kind !== 'operation' || value.type !== type) return undefined
  const {
    operator,
    operands: [left, right],
  } = value
  if (left === undefined) return undefined
  const is = (...names: readonly ArithmeticOperator[]): boolean =>
    names.some(name => operator === `${type}.${name}`)
  if (is('floor', 'ceil', 'trunc'))
    return { operand: left, apply: x => evaluateOperation(operator, [x]), undo: y => y }
  const undoing = (constant: number) => (y: number) => {
    if (is('add')) return y - constant
    if (is('sub')) return y + constant
    return is('mul') ? y / constant : y * constant
  }
  if (right === undefined) return undefined
  const rightConstant = right.kind === 'constant' ? right.value : undefined
  const leftConstant = left.kind === 'constant' ? left.value : undefined
  if (rightConstant !== undefined && Number.isFinite(rightConstant)) {
    const grows = is('add', 'sub') || (is('mul', 'div') && rightConstant > 0)
    if (grows)
      return {
        operand: left,
        apply: x => evaluateOperation(operator, [x, rightConstant]),
        undo: undoing(rightConstant),
      }
  }
  if (leftConstant !== undefined && Number.isFinite(leftConstant)) {
    const grows = is('add') || (is('mul') && leftConstant > 0)
    if (grows)
      return {
        operand: right,
        apply: x => evaluateOperation(operator, [leftConstant, x]),
        undo: undoing(leftConstant),
      }
  }
  return undefined
}

/**
 * Turns `floor((x + a)/b) >= c` and the like into `x >= limit`, where the limit is the smallest (or largest) number of the type for which
 * the comparison holds: exactly the same answer for every x, since each of these operations is monotone with its rounding. Not a number
 * compares false on both sides.
 */
export function simplifyComparison(
  operator: Operator,
  left: Value,
  right: Value,
): SimplerComparison | undefined {
  const { type } = right
  if (right.kind !== 'constant' || Number.isNaN(right.value) || (type !== 'f64' && type !== 'f32'))
    return undefined
  const upward = operator === `${type}.ge` || operator === `${type}.gt`
  if (!upward && operator !== `${type}.le` && operator !== `${type}.lt`) return undefined
  const limit = right.value
  const inner = monotoneOperation(left, type)
  if (inner === undefined) return undefined
  const holds = (x: number): boolean => evaluateOperation(operator, [inner.apply(x), limit]) !== 0
  const near = inner.undo(limit)
  const edge = upward ? smallestWhere(type, holds, near) : largestWhere(type, holds, near)
  if (edge === undefined) return undefined
  const simpler: SimplerComparison = {
    operator: upward ? `${type}.ge` : `${type}.le`,
    value: inner.operand,
    limit: edge,
  }
  const next = simplifyComparison(simpler.operator, simpler.value, { kind: 'constant', type, value: edge })
  return next ?? simpler
}

/** The smallest number for which a test holds that holds for all larger ones, too; nothing if it never or always does. */
function smallestWhere(type: FloatType, holds: (x: number) => boolean, near: number): number | undefined {
  if (holds(-Infinity) || !holds(Infinity)) return undefined
  return numberAtRank(type, firstRank(type, holds, near))
}
/** The largest number for which a test holds that holds for all smaller ones, too. */
function largestWhere(type: FloatType, holds: (x: number) => boolean, near: number): number | undefined {
  if (!holds(-Infinity) || holds(Infinity)) return undefined
  return numberAtRank(type, firstRank(type, x => !holds(x), near) - 1n)
}

/** The rank from which on a test holds: looked for in growing steps from a number that may be near, then by halving. */
function firstRank(type: FloatType, holds: (x: number) => boolean, near: number): bigint {
  const holdsAt = (rank: bigint): boolean => holds(numberAtRank(type, rank))
  let [no, yes] = [rankOf(type, -Infinity), rankOf(type, Infinity)]
  let middle = rankOf(type, Number.isNaN(near) ? 0 : near)
  let step = 1n
  while (yes - no > 1n) {
    const isAbove = holdsAt(middle)
    if (isAbove) yes = middle
    else no = middle
    const next = isAbove ? yes - step : no + step
    step *= 4n
    // Once both sides are known to be near, or a step leads out of what is left, halves are shorter.
    middle = no < next && next < yes && step < yes - no ? next : (no + yes) >> 1n
  }
  return yes
}
