import { expect, test } from 'vitest'
import type { Builder } from '../kernels/builder.js'
import { floatFloorDivide, floatRemainder } from '../kernels/functions/division.js'
import { exp } from '../kernels/functions/exp.js'
import { exp2 } from '../kernels/functions/exp2.js'
import { expm1 } from '../kernels/functions/expm1.js'
import { exprel } from '../kernels/functions/exprel.js'
import { floatTypeOf } from '../kernels/functions/float-arithmetic.js'
import { log } from '../kernels/functions/log.js'
import { log1p } from '../kernels/functions/log1p.js'
import { power } from '../kernels/functions/power.js'
import { kernelFunctions } from '../kernels/functions/registry.js'
import { cosh, sinh } from '../kernels/functions/sinh.js'
import { tanh } from '../kernels/functions/tanh.js'
import type { Value } from '../kernels/value.js'
import { worstOfSingles } from './singles.test-support.js'

type Unary = (b: Builder, x: Value) => Value

/** From the 2^32 singles one of so many is looked at, some million of them. */
const STRIDE = 4099

const written: readonly (readonly [name: string, write: Unary, bound: number])[] = [
  ['exp', exp, 0.9],
  ['exp2', exp2, 1],
  ['expm1', expm1, 1.25],
  ['exprel', exprel, 2.4],
  ['log', log, 0.82],
  ['log1p', log1p, 0.83],
  ['sinh', sinh, 1.9],
  ['cosh', cosh, 1.4],
  ['tanh', tanh, 1.3],
]
test.each(written)('%s of singles is accurate over its whole range', (_, write, bound) => {
  expect(worstOfSingles(write, STRIDE).error).toBeLessThan(bound)
})

test.each([
  ['exp', exp],
  ['exprel', exprel],
] as const)(
  '%s of singles in a step of an integration is that of an argument wrong by a rounding',
  (_, write) => {
    // An error of the argument counts as often as the argument is large; log2(e), a single, has one of its own.
    const allowed = (x: number): number => 3.5 + 1.25 * Math.abs(x)
    expect(worstOfSingles(write, STRIDE, { approximates: true, allowed }).error).toBeLessThan(1)
  },
)

const throughDouble = [
  'log2',
  'log10',
  'sin',
  'cos',
  'tan',
  'arcsin',
  'arccos',
  'arctan',
  'arcsinh',
  'arctanh',
]
test.each(throughDouble)('%s of singles is rounded right but for the rarest cases', name => {
  const write: Unary = (b, x) => {
    const writer = kernelFunctions.get(name)
    if (writer === undefined) throw new Error(`there is no ${name}`)
    return writer.write(b, [x])
  }
  expect(worstOfSingles(write, STRIDE).error).toBeLessThan(0.5001)
})

const ofConstant =
  (write: (b: Builder, x: Value, y: Value) => Value, constant: number): Unary =>
  (b, x) =>
    write(b, x, b.float(floatTypeOf(x), Math.fround(constant)))
test.each([4, 1.5, -2.5, 17, -0.25, 0, 3e9, Infinity])(
  'the power %s of singles is rounded right',
  exponent => {
    expect(worstOfSingles(ofConstant(power, exponent), STRIDE).error).toBeLessThan(0.5001)
  },
)
test.each([1, 0.375, -3, 1e-30, 2 ** 40, Infinity])('the remainder by %s is that of doubles', divisor => {
  expect(worstOfSingles(ofConstant(floatRemainder, divisor), 16 * STRIDE).error).toBeLessThan(0.5001)
  expect(worstOfSingles(ofConstant(floatFloorDivide, divisor), 16 * STRIDE).error).toBeLessThan(0.5001)
})
test('rounding to whole numbers is exact', () => {
  for (const name of ['round', 'floor', 'ceil']) {
    const writer = kernelFunctions.get(name)
    if (writer === undefined) throw new Error(`there is no ${name}`)
    expect(worstOfSingles((b, x) => writer.write(b, [x]), STRIDE).error, name).toBe(0)
  }
})
test('a root is rounded right, whatever the way through double', () => {
  const root: Unary = (b, x) => b.op(`${floatTypeOf(x)}.sqrt`, x)
  expect(worstOfSingles(root, STRIDE).error).toBeLessThanOrEqual(0.5)
})
