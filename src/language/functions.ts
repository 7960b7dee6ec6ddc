import { dimensionless, power, second, type Dimension } from '../units/dimension.js'
import type { ArgumentRule, FunctionSignature, ResultRule } from './function-signature.js'

export type { ArgumentRule, FunctionSignature, ResultRule } from './function-signature.js'

export interface BuiltinFunction extends FunctionSignature {
  /**
   * Whether nothing else may have the name. Names of functions that came later are free: a variable `mod` is read by `mod`, the function
   * called by `mod(a, b)`.
   */
  readonly reserved: boolean
}

const plain: ArgumentRule = { dimension: dimensionless }
const anything: ArgumentRule = { dimension: 'any' }
const likeFirst: ArgumentRule = { dimension: { sameAs: 0 } }
const plainResult: ResultRule = { dimension: dimensionless }
const resultLike = (position: number): ResultRule => ({
  dimensionOf: dimensions => dimensions[position] ?? dimensionless,
})
const rootOfFirst: ResultRule = {
  dimensionOf: ([first = dimensionless]: readonly Dimension[]) => power(first, 0.5),
}

type Rules = Omit<BuiltinFunction, 'name' | 'reserved'>

/** Exponential and trigonometric functions: numbers in, numbers out. */
const elementary: Rules = { arguments: [plain], result: plainResult, resultType: 'float', stateless: true }
const test: Rules = { arguments: [anything], result: plainResult, resultType: 'boolean', stateless: true }
const rounding: Rules = { arguments: [anything], result: resultLike(0), resultType: 'float', stateless: true }
const choice: Rules = {
  arguments: [anything, likeFirst],
  variadic: true,
  result: resultLike(0),
  resultType: 'highest',
  stateless: true,
}
const draw = (argumentRules: readonly ArgumentRule[], resultType: 'float' | 'integer'): Rules => ({
  arguments: argumentRules,
  result: plainResult,
  resultType,
  stateless: false,
})

const RESERVED: Readonly<Record<string, Rules>> = {
  ...each('exp log log10 expm1 log1p exprel sin cos tan arcsin arccos arctan sinh cosh tanh', elementary),
  sqrt: { ...elementary, arguments: [anything], result: rootOfFirst },
  abs: { ...rounding, resultType: 'highest' },
  sign: { arguments: [anything], result: plainResult, resultType: 'highest', stateless: true },
  ...each('floor ceil', rounding),
  clip: {
    arguments: [anything, likeFirst, likeFirst],
    result: resultLike(0),
    resultType: 'highest',
    stateless: true,
  },
  int: { ...elementary, resultType: 'integer' },
  timestep: {
    arguments: [{ dimension: second }, { dimension: second }],
    result: plainResult,
    resultType: 'integer',
    stateless: true,
  },
  rand: draw([], 'float'),
  randn: draw([], 'float'),
  poisson: draw([plain], 'integer'),
}

const FREE: Readonly<Record<string, Rules>> = {
  ...each('arcsinh arccosh arctanh log2 exp2', elementary),
  arctan2: { ...elementary, arguments: [anything, likeFirst] },
  ...each('min max', choice),
  round: rounding,
  mod: { ...choice, variadic: false },
  heaviside: { ...elementary, arguments: [anything] },
  ...each('isnan isinf', test),
  where: {
    arguments: [{ dimension: dimensionless, type: 'boolean' }, anything, { dimension: { sameAs: 1 } }],
    result: resultLike(1),
    resultType: 'highest',
    stateless: true,
  },
  binomial: draw([plain, plain], 'integer'),
}

/** The functions that text can use without a definition, by name. */
export const builtinFunctions: ReadonlyMap<string, BuiltinFunction> = new Map([
  ...Object.entries(RESERVED).map(([name, rules]) => entry(name, rules, true)),
  ...Object.entries(FREE).map(([name, rules]) => entry(name, rules, false)),
])

/** Whether the name is that of a built-in function that nothing else may be called. */
export function isReservedFunction(name: string): boolean {
  return builtinFunctions.get(name)?.reserved === true
}

function each(names: string, rules: Rules): Record<string, Rules> {
  return Object.fromEntries(names.split(' ').map(name => [name, rules]))
}

function entry(name: string, rules: Rules, reserved: boolean): [string, BuiltinFunction] {
  return [name, { ...rules, name, reserved }]
}
