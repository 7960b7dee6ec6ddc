import { levelOf, NOT, OPERAND, POWER, SIGN, COMPARISON } from './binary-operators.js'
import type { Binary, Comparison, Expression, Logical, NumberLiteral, Statement } from './syntax-tree.js'

/** The expression as text, with no more parentheses than it needs: parsing it gives the same tree. */
export function printExpression(expression: Expression): string {
  return print(expression, 0)
}

/** Statements as text, one a line. */
export function printStatements(statements: readonly Statement[]): string {
  return statements.map(printStatement).join('\n')
}

export function printStatement({ target, operator, value }: Statement): string {
  return `${target} ${operator} ${printExpression(value)}`
}

/** Prints for a place that only takes what binds at least as tightly as `level`. */
function print(expression: Expression, level: number): string {
  const [text, own] = printOpen(expression)
  return own < level ? `(${text})` : text
}

/** Text without outer parentheses, and how tightly its outermost operator binds. */
function printOpen(expression: Expression): [text: string, level: number] {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression)
    case 'boolean':
      return [expression.value ? 'True' : 'False', OPERAND]
    case 'name':
      return [expression.name, OPERAND]
    case 'call':
      return [`${expression.name}(${expression.arguments.map(printExpression).join(', ')})`, OPERAND]
    case 'unary': {
      const { operator, operand } = expression
      return operator === 'not'
        ? [`not ${print(operand, NOT)}`, NOT]
        : [`${operator}${print(operand, SIGN)}`, SIGN]
    }
    case 'binary':
    case 'comparison':
    case 'logical':
      return printBinary(expression)
    default:
      return expression satisfies never
  }
}

function printBinary(expression: Binary | Comparison | Logical): [text: string, level: number] {
  const { operator, left, right } = expression
  const level = levelOf(operator)
  if (level === POWER) return [`${print(left, OPERAND)}**${print(right, SIGN)}`, level]
  const leftText = print(left, level === COMPARISON ? level + 1 : level)
  const rightText = print(right, level + 1)
  const isTight = operator === '*' || operator === '/' || operator === '//'
  return [isTight ? `${leftText}${operator}${rightText}` : `${leftText} ${operator} ${rightText}`, level]
}

/** Spelled so that the type can be read off again. Negative numbers, which no text has, bind like a sign. */
function printNumber({ value, type }: NumberLiteral): [text: string, level: number] {
  if (Number.isNaN(value)) return ['inf - inf', 0]
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const magnitude = Math.abs(value)
  const digits = type === 'integer' ? printInteger(magnitude) : printFloat(magnitude)
  return [`${sign}${digits}`, sign === '' ? OPERAND : SIGN]
}

function printInteger(value: number): string {
  return Number.isFinite(value) ? BigInt(value).toString() : 'inf'
}

function printFloat(value: number): string {
  if (value === Infinity) return 'inf'
  const digits = String(value)
  return digits.includes('.') || digits.includes('e') ? digits : `${digits}.`
}
