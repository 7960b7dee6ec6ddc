import { application, atom, BINDING, choice, infix, type InfixText } from '../../kernels/infix-text.js'
import type { Constant, ValueType } from '../../kernels/value.js'

/**
 * JavaScript text of a value. A condition is either what a comparison gives (true, false) or the number 0 or 1 of memory, parameters
 * and `&`; both serve as conditions and as operands of `&` and `|`, and only where a number is wanted the difference matters.
 */
export interface JsExpression extends InfixText {
  readonly isBoolean: boolean
}

export const numeric = (text: InfixText): JsExpression => ({
  text: text.text,
  binding: text.binding,
  isBoolean: false,
})
export const boolean = (text: InfixText): JsExpression => ({
  text: text.text,
  binding: text.binding,
  isBoolean: true,
})

/** The expression as the number 0 or 1 if it is a condition, else as it is. */
export function asNumber(expression: JsExpression): JsExpression {
  if (!expression.isBoolean) return expression
  if (expression.text === 'true' || expression.text === 'false')
    return numeric(atom(expression.text === 'true' ? '1' : '0'))
  return numeric(choice(expression, atom('1'), atom('0')))
}

export function literal({ type, value }: Constant): JsExpression {
  if (type === 'bool') return boolean(atom(value === 0 ? 'false' : 'true'))
  const text = Object.is(value, -0) ? '-0' : String(value)
  return { text, binding: text.startsWith('-') ? BINDING.sign : BINDING.atom, isBoolean: false }
}

/** What a host function gave, converted to its type as WebAssembly converts it. */
export function fromHost(resultType: ValueType, called: InfixText): JsExpression {
  const integer = infix(called, '|', atom('0'), BINDING.or)
  switch (resultType) {
    case 'f64':
      return { text: `+${called.text}`, binding: BINDING.sign, isBoolean: false }
    case 'f32':
      return numeric(application('Math.fround', [called]))
    case 'i32':
      return numeric(integer)
    case 'bool':
      return boolean(infix(integer, '!==', atom('0'), BINDING.equality))
    default:
      return resultType satisfies never
  }
}

export const negated = (condition: JsExpression): string =>
  condition.binding < BINDING.sign ? `!(${condition.text})` : `!${condition.text}`
