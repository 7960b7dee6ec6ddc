import type { Expression } from '../language/syntax-tree.js'

export type Functions = Readonly<Record<string, (...values: number[]) => number>>
export type Values = Readonly<Record<string, number>>

/** The functions of the equation language by means of the host's: good enough for tests with a tolerance. */
// prettier-ignore
export const hostFunctions: Functions = {
  exp: Math.exp, expm1: Math.expm1, log: Math.log, log10: Math.log10, log2: Math.log2, log1p: Math.log1p, sqrt: Math.sqrt,
  exp2: x => 2 ** x, exprel: x => (Math.abs(x) < 1e-16 ? 1 : Math.expm1(x) / x),
  sin: Math.sin, cos: Math.cos, tan: Math.tan, arcsin: Math.asin, arccos: Math.acos, arctan: Math.atan, arctan2: Math.atan2,
  sinh: Math.sinh, cosh: Math.cosh, tanh: Math.tanh, arcsinh: Math.asinh, arccosh: Math.acosh, arctanh: Math.atanh,
  abs: Math.abs, sign: Math.sign, floor: Math.floor, ceil: Math.ceil, int: Math.trunc, min: Math.min, max: Math.max,
  clip: (a, low, high) => Math.min(Math.max(a, low), high), mod: (a, b) => a - b * Math.floor(a / b),
  heaviside: x => (x > 0 ? 1 : 0), where: (condition, a, b) => (condition !== 0 ? a : b),
}

/** The value of an expression on plain numbers; true is 1. An unknown name throws. */
export function evaluate(node: Expression, values: Values, functions: Functions = hostFunctions): number {
  const at = (inner: Expression): number => evaluate(inner, values, functions)
  switch (node.kind) {
    case 'number':
      return node.value
    case 'boolean':
      return Number(node.value)
    case 'name': {
      const value = values[node.name]
      if (value === undefined) throw new Error(`no value for ${node.name}`)
      return value
    }
    case 'call': {
      const called = functions[node.name]
      if (called === undefined) throw new Error(`no function ${node.name}`)
      return called(...node.arguments.map(at))
    }
    case 'unary': {
      const operand = at(node.operand)
      return node.operator === '-' ? -operand : node.operator === '+' ? operand : Number(operand === 0)
    }
    case 'logical':
      return node.operator === 'and'
        ? Math.min(at(node.left), at(node.right))
        : Math.max(at(node.left), at(node.right))
    case 'comparison':
      return Number(COMPARE[node.operator](at(node.left), at(node.right)))
    case 'binary':
      return ARITHMETIC[node.operator](at(node.left), at(node.right))
    default:
      return node satisfies never
  }
}

const ARITHMETIC = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '//': (a: number, b: number) => Math.floor(a / b),
  '%': (a: number, b: number) => a - b * Math.floor(a / b),
  '**': (a: number, b: number) => a ** b,
} as const
const COMPARE = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '==': (a: number, b: number) => a === b,
  '!=': (a: number, b: number) => a !== b,
} as const
