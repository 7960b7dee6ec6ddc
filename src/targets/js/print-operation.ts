import { InternalError } from '../../errors/rheobase-error.js'
import {
  application,
  atom,
  BINDING,
  choice,
  infix,
  prefix,
  type InfixText,
} from '../../kernels/infix-text.js'
import type { Operator } from '../../kernels/value.js'
import { asNumber, boolean, numeric, type JsExpression } from './js-expression.js'
import type { PreludeName } from './prelude.js'

/** The JavaScript expression of an operation; what it needs of the prelude is added to `prelude`. */
export function printOperation(
  operator: Operator,
  operands: readonly JsExpression[],
  prelude: Set<PreludeName>,
): JsExpression {
  const [a, b, c] = operands
  if (a === undefined) throw new InternalError(`${operator} without operands`)
  const second = (): JsExpression => {
    if (b === undefined) throw new InternalError(`${operator} with one operand`)
    return b
  }
  const arithmetic = (symbol: string, binding: number): JsExpression =>
    numeric(infix(a, symbol, second(), binding))
  const comparison = (symbol: string, binding: number): JsExpression =>
    boolean(infix(a, symbol, second(), binding))
  const wrapped = (symbol: string): JsExpression =>
    numeric(infix(infix(a, symbol, second(), BINDING.sum), '|', atom('0'), BINDING.or))
  const math = (name: string): JsExpression => numeric(application(`Math.${name}`, operands))
  const helper = (name: PreludeName): JsExpression => {
    prelude.add(name)
    return numeric(application(name, operands))
  }
  const single = (expression: JsExpression): JsExpression => {
    prelude.add('fround')
    return numeric(application('fround', [expression]))
  }
  switch (operator) {
    case 'f32.add':
      return single(arithmetic('+', BINDING.sum))
    case 'f32.sub':
      return single(arithmetic('-', BINDING.sum))
    case 'f32.mul':
      return single(arithmetic('*', BINDING.product))
    case 'f32.div':
      return single(arithmetic('/', BINDING.product))
    case 'f32.sqrt':
      return single(math('sqrt'))
    case 'f64.add':
      return arithmetic('+', BINDING.sum)
    case 'f64.sub':
      return arithmetic('-', BINDING.sum)
    case 'f64.mul':
      return arithmetic('*', BINDING.product)
    case 'f64.div':
      return arithmetic('/', BINDING.product)
    case 'f64.neg':
    case 'f32.neg':
      return numeric(prefix('-', a))
    case 'f64.abs':
    case 'f64.sqrt':
    case 'f64.floor':
    case 'f64.ceil':
    case 'f64.trunc':
    case 'f32.abs':
    case 'f32.floor':
    case 'f32.ceil':
    case 'f32.trunc':
      return math(operator.slice('f64.'.length))
    case 'f64.copysign':
    case 'f32.copysign':
      return helper('copysign')
    case 'f64.at_most':
    case 'f32.at_most':
      return helper('atMost')
    case 'f64.at_least':
    case 'f32.at_least':
      return helper('atLeast')
    case 'f64.lt':
    case 'f32.lt':
    case 'i32.lt_s':
      return comparison('<', BINDING.relation)
    case 'f64.le':
    case 'f32.le':
    case 'i32.le_s':
      return comparison('<=', BINDING.relation)
    case 'f64.gt':
    case 'f32.gt':
    case 'i32.gt_s':
      return comparison('>', BINDING.relation)
    case 'f64.ge':
    case 'f32.ge':
    case 'i32.ge_s':
      return comparison('>=', BINDING.relation)
    case 'f64.eq':
    case 'f32.eq':
    case 'i32.eq':
      return comparison('===', BINDING.equality)
    case 'f64.ne':
    case 'f32.ne':
    case 'i32.ne':
      return comparison('!==', BINDING.equality)
    case 'i32.lt_u':
      return boolean(infix(unsigned(a), '<', unsigned(second()), BINDING.relation))
    case 'f64.select':
    case 'f32.select':
    case 'i32.select':
      if (c === undefined) throw new InternalError(`${operator} with two operands`)
      return numeric(choice(a, second(), c))
    case 'bool.and':
    case 'i32.and':
      return arithmetic('&', BINDING.and)
    case 'bool.or':
    case 'i32.or':
      return arithmetic('|', BINDING.or)
    case 'bool.not':
      return boolean(prefix('!', a))
    case 'i32.add':
      return wrapped('+')
    case 'i32.sub':
      return wrapped('-')
    case 'i32.mul':
      return math('imul')
    case 'i32.mulhi_u':
      return helper('mulhi')
    case 'i32.xor':
      return arithmetic('^', BINDING.xor)
    case 'i32.shl':
      return arithmetic('<<', BINDING.shift)
    case 'i32.shr_s':
      return arithmetic('>>', BINDING.shift)
    case 'i32.shr_u':
      return numeric(infix(infix(a, '>>>', second(), BINDING.shift), '|', atom('0'), BINDING.or))
    case 'f64.from_i32':
    case 'f64.from_f32':
      return a
    case 'f32.from_i32':
    case 'f32.from_f64':
      return single(a)
    case 'f64.from_u32':
      return numeric(unsigned(a))
    case 'i32.from_f64':
      return helper('toInt32')
    case 'i32.from_bool':
    case 'f64.from_bool':
    case 'f32.from_bool':
      return asNumber(a)
    case 'i32.high_word':
      return helper('highWord')
    case 'i32.low_word':
      return helper('lowWord')
    case 'f64.from_words':
      return helper('fromWords')
    case 'f64.pow2_shifted':
      return helper('powerOfShifted')
    case 'f64.pow2_of_parts':
      return helper('powerOfParts')
    case 'f64.pow2_lower_half':
      return helper('powerOfLowerHalf')
    case 'f64.pow2_upper_half':
      return helper('powerOfUpperHalf')
    case 'f64.times_parts':
      return helper('timesParts')
    case 'f64.times_upper_half':
      return helper('timesUpperHalf')
    case 'i32.bits_of_f32':
      return helper('bitsOfSingle')
    case 'f32.from_bits':
      return helper('singleFromBits')
    case 'f32.pow2_shifted':
      return helper('powerOfShiftedSingle')
    default:
      return operator satisfies never
  }
}

const unsigned = (operand: InfixText): InfixText => infix(operand, '>>>', atom('0'), BINDING.shift)
