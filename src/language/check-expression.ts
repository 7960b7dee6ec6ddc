import { dimensionless, product, quotient, sameDimension, type Dimension } from '../units/dimension.js'
import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import { checkCall } from './check-call.js'
import { checkPower } from './check-power.js'
import {
  refuseComparisons,
  together,
  type CheckedExpression,
  type CheckOperand,
} from './checked-expression.js'
import { comparedSide } from './compared-side.js'
import { arithmeticType } from './number-type.js'
import type { Scope } from './scope.js'
import type { Binary, Comparison, Expression, Logical, Name, NumberType, Unary } from './syntax-tree.js'
import { unknownName } from './unknown-name.js'

export type { CheckedExpression } from './checked-expression.js'

/**
 * Computes dimension and type of an expression and whether it is the same for all elements, in one walk and without evaluating. Every
 * mistake is reported; then the result is `undefined`.
 */
export function checkExpression(
  expression: Expression,
  scope: Scope,
  report: Report,
): CheckedExpression | undefined {
  const check: CheckOperand = operand => {
    switch (operand.kind) {
      case 'number':
        return literal(operand.type)
      case 'boolean':
        return literal('boolean')
      case 'name':
        return checkName(operand, scope, report)
      case 'call':
        return checkCall(operand, check, scope, report)
      case 'unary':
        return checkUnary(operand, check, report)
      case 'logical':
        return checkLogical(operand, check, report)
      case 'comparison':
        return checkComparison(operand, check, scope, report)
      case 'binary':
        return operand.operator === '**'
          ? checkPower(operand, check, scope, report)
          : checkArithmetic(operand, check, scope, report)
      default:
        return operand satisfies never
    }
  }
  return check(expression)
}

function literal(type: NumberType): CheckedExpression {
  return { dimension: dimensionless, type, scalar: true, readsElements: false }
}

function checkName({ name, span }: Name, scope: Scope, report: Report): CheckedExpression | undefined {
  const meaning = scope.lookup(name)
  switch (meaning?.kind) {
    case 'constant':
      return { ...literal(meaning.type), dimension: meaning.dimension }
    case 'variable': {
      const { dimension, type, scalar } = meaning
      return { dimension, type, scalar, readsElements: !scalar }
    }
    case 'function':
      report(diagnostic('function-without-call', span, { name }))
      return undefined
    case undefined:
      report(unknownName(name, span, scope))
      return undefined
    default:
      return meaning satisfies never
  }
}

function checkUnary(
  { operator, operand, span }: Unary,
  check: CheckOperand,
  report: Report,
): CheckedExpression | undefined {
  const checked = check(operand)
  if (checked === undefined) return undefined
  if (operator === 'not') return mustBeBoolean(operator, operand, checked, report)
  if (checked.type !== 'boolean') return checked
  report(diagnostic('sign-of-boolean', span, { operator }))
  return undefined
}

function checkLogical(
  { operator, left, right }: Logical,
  check: CheckOperand,
  report: Report,
): CheckedExpression | undefined {
  const operands = [left, right].map(operand => {
    const checked = check(operand)
    return checked && mustBeBoolean(operator, operand, checked, report)
  })
  const [a, b] = operands
  return a && b && { ...literal('boolean'), ...together(a, b) }
}

function mustBeBoolean(
  operator: string,
  operand: Expression,
  checked: CheckedExpression,
  report: Report,
): CheckedExpression | undefined {
  if (checked.type === 'boolean') return checked
  report(diagnostic('not-boolean', operand.span, { operator, found: checked.type }))
  return undefined
}

function checkComparison(
  comparison: Comparison,
  check: CheckOperand,
  scope: Scope,
  report: Report,
): CheckedExpression | undefined {
  const operands = checkBoth(comparison, check)
  if (operands === undefined) return undefined
  const [a, b] = operands
  if (!checkSame(comparison, a, b, scope, report)) return undefined
  return { ...literal('boolean'), ...together(a, b) }
}

function checkArithmetic(
  binary: Binary,
  check: CheckOperand,
  scope: Scope,
  report: Report,
): CheckedExpression | undefined {
  const operands = checkBoth(binary, check)
  const areNumbers = refuseComparisons(binary, report)
  if (operands === undefined || !areNumbers) return undefined
  const [a, b] = operands
  const dimension = arithmeticDimension(binary, a, b, scope, report)
  if (dimension === undefined) return undefined
  const type = binary.operator === '/' ? 'float' : arithmeticType(a.type, b.type)
  if (type === 'integer' && divides(binary) && binary.right.kind === 'number' && binary.right.value === 0) {
    report(diagnostic('division-by-zero', binary.right.span, { operator: binary.operator }))
    return undefined
  }
  return { dimension, type, ...together(a, b) }
}

const divides = ({ operator }: Binary): boolean => operator === '//' || operator === '%'

function arithmeticDimension(
  binary: Binary,
  a: CheckedExpression,
  b: CheckedExpression,
  scope: Scope,
  report: Report,
): Dimension | undefined {
  switch (binary.operator) {
    case '*':
      return product(a.dimension, b.dimension)
    case '/':
      return quotient(a.dimension, b.dimension)
    case '//':
      if (sameDimension(a.dimension, dimensionless) && sameDimension(b.dimension, dimensionless))
        return dimensionless
      report(diagnostic('floor-division-dimension', binary.span, { left: a.dimension, right: b.dimension }))
      return undefined
    case '+':
    case '-':
    case '%':
    case '**':
      return checkSame(binary, a, b, scope, report) ? a.dimension : undefined
    default:
      return binary.operator satisfies never
  }
}

function checkBoth(
  { left, right }: Binary | Comparison,
  check: CheckOperand,
): readonly [CheckedExpression, CheckedExpression] | undefined {
  const a = check(left)
  const b = check(right)
  return a && b && [a, b]
}

function checkSame(
  { operator, left, right }: Binary | Comparison,
  a: CheckedExpression,
  b: CheckedExpression,
  scope: Scope,
  report: Report,
): boolean {
  if (sameDimension(a.dimension, b.dimension)) return true
  const facts = {
    operator,
    left: comparedSide(left, a.dimension, scope),
    right: comparedSide(right, b.dimension, scope),
  }
  report(diagnostic('dimension-mismatch', right.span, facts, [{ span: left.span, label: 'left side' }]))
  return false
}
