import { PART_DIGITS, type Operator } from '../../kernels/value.js'
import type { FunctionBody } from './function-body.js'

export type PartsOperator = Extract<
  Operator,
  | 'f64.pow2_of_parts'
  | 'f64.pow2_lower_half'
  | 'f64.pow2_upper_half'
  | 'f64.times_parts'
  | 'f64.times_upper_half'
>

/** The sign and the exponent of a double. */
export const EXPONENT_BITS = -0x10000000000000n

/** Operations on the bits of doubles, of one on the stack or of all lanes. */
export interface BitArithmetic {
  readonly type: 'i64' | 'v128'
  readonly shiftLeft: (digits: number) => void
  readonly shiftRight: (digits: number) => void
  /** Keeps the `EXPONENT_BITS`. */
  readonly cutExponent: () => void
  readonly add: () => void
  readonly sub: () => void
}

/** Parts of a doubling are brought to the place of the exponent, where whole exponents or half of them are cut out. */
export function emitOfParts(body: FunctionBody, bits: BitArithmetic, operator: PartsOperator): void {
  const emitLowerHalf = (): void => {
    bits.shiftRight(1)
    bits.cutExponent()
  }
  /** What `emit` makes of the parts on the stack, less the lower half. */
  const emitWithoutLowerHalf = (emit: () => void): void => {
    const mark = body.openScope()
    const parts = body.scopedLocal(bits.type)
    body.tee(parts)
    emit()
    body.get(parts)
    emitLowerHalf()
    bits.sub()
    body.closeScope(mark)
  }
  bits.shiftLeft(52 - PART_DIGITS)
  switch (operator) {
    case 'f64.pow2_of_parts':
      bits.cutExponent()
      break
    case 'f64.pow2_lower_half':
      emitLowerHalf()
      break
    case 'f64.pow2_upper_half':
      emitWithoutLowerHalf(bits.cutExponent)
      break
    case 'f64.times_parts':
      bits.add()
      break
    case 'f64.times_upper_half':
      emitWithoutLowerHalf(() => undefined)
      bits.add()
      break
    default:
      operator satisfies never
  }
}
