import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { collectFactors } from './collect-factors.js'
import { printProcedure } from './print-kernel.js'
import type { ArraySymbol, Value } from './value.js'

const array = (name: string): ArraySymbol => ({ name, type: 'f64', length: 4 })
const [x, y, result] = [array('x'), array('y'), array('result')]

type Write = (b: Builder, x: Value, y: Value) => Value

/** `result[i] = …` for all elements, printed after the pass. */
function rewritten(write: Write): string {
  const b = new Builder()
  b.for('i', b.i32(0), b.i32(4), i => {
    b.store(result, i, write(b, b.load(x, i), b.load(y, i)))
  })
  const body = collectFactors(b.statements)
  return printProcedure({ name: 'test', comment: '', parameters: [], body })
}

const mul = (b: Builder, left: Value, right: Value): Value => b.op('f64.mul', left, right)
const div = (b: Builder, left: Value, right: Value): Value => b.op('f64.div', left, right)

const collected: readonly { readonly from: string; readonly to: string; readonly write: Write }[] = [
  { from: '(x*2)*3', to: 'x * 6', write: (b, x) => mul(b, mul(b, x, b.f64(2)), b.f64(3)) },
  {
    from: '5*((x*2)*3)',
    to: 'x * 30',
    write: (b, x) => mul(b, b.f64(5), mul(b, mul(b, x, b.f64(2)), b.f64(3))),
  },
  { from: '(4/x)*1000', to: '4000 / x', write: (b, x) => mul(b, div(b, b.f64(4), x), b.f64(1000)) },
  {
    from: '(2*x/y)*3',
    to: 'x * 6 / y',
    write: (b, x, y) => mul(b, div(b, mul(b, b.f64(2), x), y), b.f64(3)),
  },
  {
    from: '(x/(2*y))*8',
    to: 'x / (y * 0.25)',
    write: (b, x, y) => mul(b, div(b, x, mul(b, b.f64(2), y)), b.f64(8)),
  },
  {
    from: '(2*x)*(3/y)',
    to: 'x * (6 / y)',
    write: (b, x, y) => mul(b, mul(b, b.f64(2), x), div(b, b.f64(3), y)),
  },
  {
    from: '(x < y ? 2 : 3*y)*4',
    to: 'x < y ? 8 : y * 12',
    write: (b, x, y) =>
      mul(b, b.op('f64.select', b.op('f64.lt', x, y), b.f64(2), mul(b, b.f64(3), y)), b.f64(4)),
  },
]

test.each(collected)('$from becomes $to', ({ to, write }) => {
  expect(rewritten(write)).toContain(`result[i] = ${to}\n`)
})

const kept: readonly { readonly text: string; readonly write: Write }[] = [
  { text: '(x + 2) * 3', write: (b, x) => mul(b, b.op('f64.add', x, b.f64(2)), b.f64(3)) },
  { text: 'x / y * 3', write: (b, x, y) => mul(b, div(b, x, y), b.f64(3)) },
  { text: 'x * 1e+200 * 1e+200', write: (b, x) => mul(b, mul(b, x, b.f64(1e200)), b.f64(1e200)) },
  { text: 'x * 1e-200 * 1e-200', write: (b, x) => mul(b, mul(b, x, b.f64(1e-200)), b.f64(1e-200)) },
]

test.each(kept)('$text stays', ({ text, write }) => {
  expect(rewritten(write)).toContain(`result[i] = ${text}\n`)
})

test('a quotient that something else needs is not computed twice', () => {
  const text = rewritten((b, x, y) => {
    const quotient = div(b, mul(b, b.f64(2), x), y)
    return b.op('f64.add', mul(b, quotient, b.f64(3)), b.op('f64.abs', quotient))
  })
  expect(text.match(/ \/ /g)).toHaveLength(1)
})

test.each([1, 2])('nor is one below %i factors that something else needs', factors => {
  const text = rewritten((b, x, y) => {
    let product = div(b, mul(b, b.f64(2), x), y)
    for (let k = 0; k < factors; k++) product = mul(b, product, b.f64(5))
    return b.op('f64.add', mul(b, product, b.f64(3)), b.op('f64.abs', product))
  })
  expect(text.match(/ \/ /g)).toHaveLength(1)
})
