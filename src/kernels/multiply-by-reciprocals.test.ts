import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { multiplyByReciprocals } from './multiply-by-reciprocals.js'
import { printProcedure } from './print-kernel.js'
import type { ArraySymbol } from './value.js'

const x: ArraySymbol = { name: 'x', type: 'f64', length: 4 }

/** `x[i] = …` for all elements, printed after the pass. */
function rewritten(
  write: (b: Builder, value: ReturnType<Builder['load']>) => ReturnType<Builder['op']>,
): string {
  const b = new Builder()
  b.for('i', b.i32(0), b.i32(4), i => {
    b.store(x, i, write(b, b.load(x, i)))
  })
  return printProcedure({
    name: 'test',
    comment: '',
    parameters: [],
    body: multiplyByReciprocals(b.statements),
  })
}

test('a quotient by a constant becomes a product', () => {
  expect(rewritten((b, value) => b.op('f64.div', value, b.f64(0.005)))).toContain('x[i] = x * 200')
})

test('a quotient by a variable, or of a constant, stays', () => {
  expect(rewritten((b, value) => b.op('f64.div', b.f64(3), value))).toContain('3 / x')
})

test.each([0, Infinity, 2 ** -1030, -(2 ** 1023), NaN])(
  'a divisor whose reciprocal is no normal number stays: %f',
  divisor => {
    expect(rewritten((b, value) => b.op('f64.div', value, b.f64(divisor)))).toContain(' / ')
  },
)
