import type { Scope } from './scope.js'
import type { Binary, Expression } from './syntax-tree.js'

/**
 * The number that an expression of literals and constants has, or `undefined` if it depends on anything else: a variable, a function, a
 * comparison. Powers are computed for whole exponents and halves only, which give the same bits on every engine.
 */
export function constantValue(expression: Expression, scope: Scope): number | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'name': {
      const meaning = scope.lookup(expression.name)
      return meaning?.kind === 'constant' ? meaning.value : undefined
    }
    case 'unary': {
      const operand = constantValue(expression.operand, scope)
      if (operand === undefined || expression.operator === 'not') return undefined
      return expression.operator === '-' ? -operand : operand
    }
    case 'binary': {
      const left = constantValue(expression.left, scope)
      const right = constantValue(expression.right, scope)
      return left === undefined || right === undefined
        ? undefined
        : calculate(expression.operator, left, right)
    }
    case 'boolean':
    case 'call':
    case 'comparison':
    case 'logical':
      return undefined
    default:
      return expression satisfies never
  }
}

/** The part of an expression because of which it is no constant. */
export function whyNotConstant(expression: Expression, scope: Scope): Expression | undefined {
  if (constantValue(expression, scope) !== undefined) return undefined
  switch (expression.kind) {
    case 'unary':
      return whyNotConstant(expression.operand, scope) ?? expression
    case 'binary':
      return whyNotConstant(expression.left, scope) ?? whyNotConstant(expression.right, scope) ?? expression
    default:
      return expression
  }
}

function calculate(operator: Binary['operator'], left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '//':
      return Math.round((left - remainder(left, right)) / right)
    case '%':
      return remainder(left, right)
    case '**':
      return raise(left, right)
    default:
      return operator satisfies never
  }
}

/** With the sign of the divisor. */
function remainder(left: number, right: number): number {
  const rest = left % right
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest
}

const LARGEST_EXPONENT = 1024

function raise(base: number, exponent: number): number | undefined {
  if (exponent === 0.5) return Math.sqrt(base)
  if (!Number.isInteger(exponent) || Math.abs(exponent) > LARGEST_EXPONENT) return undefined
  let result = 1
  for (let factor = 0; factor < Math.abs(exponent); factor++) result *= base
  return exponent < 0 ? 1 / result : result
}
