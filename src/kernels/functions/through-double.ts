import type { Builder } from '../builder.js'
import type { Value } from '../value.js'

/**
 * A function that is written for doubles, of singles too: their values are widened, and the result is rounded. What is lost beyond that
 * rounding is the error of the double, a thousandth of a millionth of a digit.
 */
export function throughDouble<Operands extends Value[]>(
  write: (b: Builder, ...operands: Operands) => Value,
): (b: Builder, ...operands: Operands) => Value {
  return (b, ...operands) => {
    if (!operands.some(isSingle)) return write(b, ...operands)
    const widened = operands.map(operand =>
      isSingle(operand) ? b.op('f64.from_f32', operand) : operand,
    ) as Operands
    return b.op('f32.from_f64', write(b, ...widened))
  }
}

const isSingle = ({ type }: Value): boolean => type === 'f32'
