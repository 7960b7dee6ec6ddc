import type { Value, ValueType } from '../../kernels/value.js'
import type { FunctionBody } from './function-body.js'
import { i64x2 } from './instructions.js'
import { emitPickWords, type Half } from './lanes.js'

/** Whether an operation of four lanes is done twice, with the code of two lanes, since it takes or gives doubles. */
export const needsHalves = ({ type, operands }: { type: ValueType; operands: readonly Value[] }): boolean =>
  type === 'f64' || operands.some(operand => operand.type === 'f64')

/** From a vector of four lanes on the stack to one of its halves, as in a loop of two lanes. */
export function emitHalf(body: FunctionBody, type: Exclude<ValueType, 'f64'>, half: Half): void {
  if (type === 'bool') body.op(half === 0 ? i64x2.extend_low_i32x4_s : i64x2.extend_high_i32x4_s)
  else if (half === 1) emitPickWords(body, 2, 3)
}

/** From the two halves on the stack to a vector of four lanes. */
export function emitJoinHalves(body: FunctionBody, type: Exclude<ValueType, 'f64'>): void {
  if (type === 'bool') body.shuffleWords(0, 2, 4, 6)
  else body.shuffleWords(0, 1, 4, 5)
}
