import { InternalError } from '../errors/rheobase-error.js'
import type { Value } from '../kernels/value.js'
import type { Binary, Comparison, ComparisonOperator, Expression } from '../language/syntax-tree.js'
import { arithmeticType, convert, floatingType } from './convert.js'
import { lowerCall } from './lower-call.js'
import { lowerPower } from './lower-power.js'
import {
  integerFloorDivide,
  integerRemainder,
  floatFloorDivide,
  floatRemainder,
} from '../kernels/functions/division.js'
import { divideByExprel } from '../kernels/functions/exprel.js'
import type { Lowering } from './lowering.js'

/** Writes the statements that compute a checked expression, in the order of the text, and gives its value. */
export function lowerExpression(lowering: Lowering, expression: Expression): Value {
  const { builder } = lowering
  switch (expression.kind) {
    case 'number':
      return expression.type === 'integer' && Math.abs(expression.value) < 2147483648
        ? builder.i32(expression.value)
        : builder.f64(expression.value)
    case 'boolean':
      return builder.bool(expression.value)
    case 'name':
      return readName(lowering, expression.name)
    case 'call':
      return lowerCall(
        lowering,
        expression.name,
        expression.arguments.map(argument => lowerExpression(lowering, argument)),
      )
    case 'unary': {
      const operand = lowerExpression(lowering, expression.operand)
      if (expression.operator === 'not') return builder.op('bool.not', convert(builder, operand, 'bool'))
      if (expression.operator === '+') return operand
      return operand.type === 'f64' || operand.type === 'f32'
        ? builder.op(`${operand.type}.neg`, operand)
        : builder.op('i32.sub', builder.i32(0), convert(builder, operand, 'i32'))
    }
    case 'logical': {
      const left = convert(builder, lowerExpression(lowering, expression.left), 'bool')
      const right = convert(builder, lowerExpression(lowering, expression.right), 'bool')
      return builder.op(expression.operator === 'and' ? 'bool.and' : 'bool.or', left, right)
    }
    case 'comparison':
      return lowerComparison(lowering, expression)
    case 'binary':
      return lowerBinary(lowering, expression)
    default:
      return expression satisfies never
  }
}

export function readName(lowering: Lowering, name: string): Value {
  const local = lowering.locals.get(name)
  if (local !== undefined) return local
  const read = lowering.context.binding(name)?.read
  if (read === undefined) throw new InternalError(`\`${name}\` passed the checks but has no value`)
  return lowering.asRead(read(lowering))
}

function lowerBinary(lowering: Lowering, expression: Binary): Value {
  const { builder } = lowering
  const left = lowerExpression(lowering, expression.left)
  if (expression.operator === '**')
    return lowerPower(lowering, left, expression.right, () => lowerExpression(lowering, expression.right))
  const exponent = expression.operator === '/' ? argumentOfExprel(lowering, expression.right) : undefined
  if (exponent !== undefined) {
    const x = lowerExpression(lowering, exponent)
    const type = floatingType(left, x)
    return divideByExprel(builder, convert(builder, left, type), convert(builder, x, type))
  }
  const right = lowerExpression(lowering, expression.right)
  const type = expression.operator === '/' ? floatingType(left, right) : arithmeticType(left, right)
  const a = convert(builder, left, type)
  const b = convert(builder, right, type)
  switch (expression.operator) {
    case '+':
      return builder.op(`${type}.add`, a, b)
    case '-':
      return builder.op(`${type}.sub`, a, b)
    case '*':
      return builder.op(`${type}.mul`, a, b)
    case '/':
      return builder.op(type === 'f32' ? 'f32.div' : 'f64.div', a, b)
    case '//':
      return type === 'i32' ? integerFloorDivide(builder, a, b) : floatFloorDivide(builder, a, b)
    case '%':
      return type === 'i32' ? integerRemainder(builder, a, b) : floatRemainder(builder, a, b)
    default:
      return expression.operator satisfies never
  }
}

/** x of `exprel(x)`, unless the model means something else by that name. */
function argumentOfExprel({ context }: Lowering, expression: Expression): Expression | undefined {
  if (expression.kind !== 'call' || expression.name !== 'exprel') return undefined
  return context.binding('exprel')?.call === undefined ? expression.arguments[0] : undefined
}

const FLOAT_COMPARISONS = {
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
} as const satisfies Readonly<Record<ComparisonOperator, string>>
const INTEGER_COMPARISONS = {
  '<': 'i32.lt_s',
  '<=': 'i32.le_s',
  '>': 'i32.gt_s',
  '>=': 'i32.ge_s',
  '==': 'i32.eq',
  '!=': 'i32.ne',
} as const satisfies Readonly<Record<ComparisonOperator, string>>

function lowerComparison(lowering: Lowering, { operator, left, right }: Comparison): Value {
  const { builder } = lowering
  const a = lowerExpression(lowering, left)
  const b = lowerExpression(lowering, right)
  const type = arithmeticType(a, b)
  const name =
    type === 'i32' ? INTEGER_COMPARISONS[operator] : (`${type}.${FLOAT_COMPARISONS[operator]}` as const)
  return builder.op(name, convert(builder, a, type), convert(builder, b, type))
}
