import type { Builder } from '../builder.js'
import type { Value, ValueType } from '../value.js'
import { arccos, arcsin } from './arcsin.js'
import { arccosh, arcsinh, arctanh } from './arcsinh.js'
import { arctan, arctan2 } from './arctan.js'
import { floatRemainder, integerRemainder } from './division.js'
import { exp } from './exp.js'
import { exp2 } from './exp2.js'
import { expm1 } from './expm1.js'
import { exprel } from './exprel.js'
import { floatArithmetic, floatTypeOf, isFloat } from './float-arithmetic.js'
import { log } from './log.js'
import { log1p } from './log1p.js'
import { log10, log2 } from './log2.js'
import { clip, maximum, minimum } from './minimum.js'
import { roundHalfEven } from './rounding.js'
import { absolute, heaviside, sign } from './sign.js'
import { cos, sin, tan } from './sin.js'
import { cosh, sinh } from './sinh.js'
import { tanh } from './tanh.js'
import { throughDouble } from './through-double.js'
import { timestep } from './timestep.js'
import { where } from './where.js'

/** A function of the equation language as kernel code. */
export interface FunctionWriter {
  /** The types that arguments must be converted to, for arguments of given types. */
  parameters(argumentTypes: readonly ValueType[]): readonly ValueType[]
  write(builder: Builder, operands: readonly Value[]): Value
}

type Unary = (builder: Builder, x: Value) => Value

/** Singles if any argument is one, else doubles. */
const floats = (types: readonly ValueType[]): readonly ValueType[] =>
  types.map(() => (types.includes('f32') ? 'f32' : 'f64'))
/** Floats if any argument is one, else integers: what keeps the type of its arguments. */
const highest = (types: readonly ValueType[]): readonly ValueType[] =>
  types.some(type => type === 'f32' || type === 'f64') ? floats(types) : types.map(() => 'i32')
const doubles = (types: readonly ValueType[]): readonly ValueType[] => types.map(() => 'f64')

const of = (
  write: (builder: Builder, ...operands: Value[]) => Value,
  parameters = floats,
): FunctionWriter => ({
  parameters,
  write: (builder, operands) => write(builder, ...operands),
})
/** A function of two arguments, applied from left to right to any number of them. */
const ofAll =
  (write: (builder: Builder, x: Value, y: Value) => Value) =>
  (builder: Builder, ...values: Value[]): Value =>
    values.reduce((result, value) => write(builder, result, value))

const operation = (name: 'sqrt' | 'floor' | 'ceil'): FunctionWriter =>
  of((builder, x) => builder.op(`${floatTypeOf(x)}.${name}`, x))

const ELEMENTARY: Readonly<Record<string, Unary>> = {
  exp,
  expm1,
  exprel,
  log,
  log1p,
  log10: throughDouble(log10),
  log2: throughDouble(log2),
  exp2,
  sin: throughDouble(sin),
  cos: throughDouble(cos),
  tan: throughDouble(tan),
  arcsin: throughDouble(arcsin),
  arccos: throughDouble(arccos),
  arctan: throughDouble(arctan),
  sinh,
  cosh,
  tanh,
  arcsinh: throughDouble(arcsinh),
  arccosh: throughDouble(arccosh),
  arctanh: throughDouble(arctanh),
}

/** All functions of the language that are not random, by name. */
export const kernelFunctions: ReadonlyMap<string, FunctionWriter> = new Map([
  ...Object.entries(ELEMENTARY).map(([name, write]) => [name, of(write)] as const),
  ['sqrt', operation('sqrt')],
  ['floor', operation('floor')],
  ['ceil', operation('ceil')],
  ['round', of(roundHalfEven)],
  ['abs', of(absolute, highest)],
  ['sign', of(sign, highest)],
  ['clip', of(clip, highest)],
  ['min', of(ofAll(minimum), highest)],
  ['max', of(ofAll(maximum), highest)],
  [
    'mod',
    of(
      (builder, x, y) => (isFloat(x) ? floatRemainder(builder, x, y) : integerRemainder(builder, x, y)),
      highest,
    ),
  ],
  ['heaviside', of(heaviside)],
  ['isnan', of((builder, x) => builder.op(`${floatTypeOf(x)}.ne`, x, x))],
  [
    'isinf',
    of((builder, x) => {
      const { abs, equal } = floatArithmetic(builder, floatTypeOf(x))
      return equal(abs(x), Infinity)
    }),
  ],
  ['arctan2', of(throughDouble(arctan2))],
  ['timestep', of(timestep, doubles)],
  ['where', of(where, types => ['bool', ...branches(types.slice(1))])],
  // The conversion of the argument does all of the work.
  [
    'int',
    of(
      (_, x) => x,
      () => ['i32'],
    ),
  ],
])

/** The branches of a choice have one type, which may be boolean. */
const branches = (types: readonly ValueType[]): readonly ValueType[] =>
  types.every(type => type === 'bool') ? types : highest(types)
