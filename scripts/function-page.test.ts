import { describe, expect, test } from 'vitest'
import { binary, between, ofExponents, unary } from '../src/kernels/functions/accuracy.test-support.js'
import { arctan2 } from '../src/kernels/functions/arctan.js'
import {
  arctan2Reference,
  powerReference,
  references,
  ulpError,
} from '../src/kernels/functions/high-precision.test-support.js'
import { power } from '../src/kernels/functions/power.js'
import { kernelFunctions } from '../src/kernels/functions/registry.js'
import { builtinFunctions } from '../src/language/functions.js'
import { FUNCTIONS, functionPage } from './function-page.js'

test('the page has every function of the language, and no other', () => {
  expect(Object.keys(FUNCTIONS).sort()).toEqual([...builtinFunctions.keys()].sort())
  for (const name of builtinFunctions.keys())
    expect(functionPage()).toContain(`| \`${FUNCTIONS[name]?.call ?? '?'}\``)
})

/** Numbers of all sizes: every binade, dense near 0, 1 and the edges of overflow. */
const POINTS = [
  ...between(-2, 2, 400, 11),
  ...between(-40, 40, 250, 12),
  ...between(-760, 730, 120, 13),
  ...between(-1080, 1025, 60, 14),
  ...between(1 - 1e-6, 1 + 1e-6, 100, 15),
  ...ofExponents(-1074, 60, 250, 16),
  ...ofExponents(60, 1024, 60, 21),
]

/** Beyond 1100 these are 0, 1, -1 or infinite, and other tests hold that. */
const EXPONENTIALS = ['exp', 'expm1', 'exprel', 'exp2', 'sinh', 'cosh', 'tanh']

/** The reference for these gets slow with the square of a huge number; their own tests go that far. */
const SQUARING = ['arcsinh', 'arccosh']

const isUnary = (name: string): name is keyof typeof references => Object.hasOwn(references, name)

describe('the stated error holds over the whole range', () => {
  const stated = Object.entries(FUNCTIONS).flatMap(([name, { ulp }]) =>
    ulp !== undefined && isUnary(name) ? [[name, ulp] as const] : [],
  )

  test('for every elementary function', () => {
    expect(stated.map(([name]) => name).sort()).toEqual(
      Object.keys(references)
        .filter(name => name in FUNCTIONS)
        .sort(),
    )
  })

  test.each(stated)('%s: %d ulp', (name, ulp) => {
    const writer = kernelFunctions.get(name)
    if (writer === undefined) throw new Error(name)
    const f = unary((b, x) => writer.write(b, [x]))
    let worst = 0
    let looked = 0
    for (const x of POINTS) {
      const value = f(x)
      // Outside of the domain, and where the result overflows, there is nothing to measure.
      const largest = EXPONENTIALS.includes(name) ? 1100 : SQUARING.includes(name) ? 1e18 : Infinity
      if (!Number.isFinite(value) || Math.abs(x) > largest) continue
      looked++
      const error = ulpError(value, references[name](x))
      if (error > worst) worst = error
    }
    expect(looked).toBeGreaterThan(200)
    expect(worst).toBeLessThan(ulp)
    // A bound that nothing comes near says too little.
    expect(worst).toBeGreaterThan(ulp / 3)
  })

  test('arctan2, and powers', () => {
    // The reference knows the right half plane; the other quadrants are tested with arctan itself.
    const [y, x] = [ofExponents(-300, 300, 300, 17), ofExponents(-300, 300, 300, 18).map(Math.abs)]
    const angle = binary(arctan2)
    const errors = y.map((value, k) =>
      ulpError(angle(value, x[k] ?? NaN), arctan2Reference(value, x[k] ?? NaN)),
    )
    expect(Math.max(...errors)).toBeLessThan(FUNCTIONS['arctan2']?.ulp ?? 0)
    const raised = binary(power)
    const exponents = between(-30, 30, 400, 19)
    const bases = between(0, 50, 400, 20)
    const found = bases.map((base, k) =>
      ulpError(raised(base, exponents[k] ?? NaN), powerReference(base, exponents[k] ?? NaN)),
    )
    expect(Math.max(...found)).toBeLessThan(0.95)
  })
})
