import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { collectTerms } from './collect-terms.js'
import { printProcedure } from './print-kernel.js'
import type { ArraySymbol, Value } from './value.js'

const x: ArraySymbol = { name: 'x', type: 'f64', length: 4 }

type Write = (b: Builder, x: Value) => Value

/** `x[i] = …` for all elements, printed after the pass. */
function rewritten(write: Write): string {
  const b = new Builder()
  b.for('i', b.i32(0), b.i32(4), i => {
    b.store(x, i, write(b, b.load(x, i)))
  })
  return printProcedure({ name: 'test', comment: '', parameters: [], body: collectTerms(b.statements) })
}

const add = (b: Builder, left: Value, right: Value): Value => b.op('f64.add', left, right)
const sub = (b: Builder, left: Value, right: Value): Value => b.op('f64.sub', left, right)

const CASES: readonly { readonly from: string; readonly to: string; readonly write: Write }[] = [
  { from: '(3 - x) + 2', to: '5 - x', write: (b, x) => add(b, sub(b, b.f64(3), x), b.f64(2)) },
  { from: '(x - 3) - 2', to: 'x + -5', write: (b, x) => sub(b, sub(b, x, b.f64(3)), b.f64(2)) },
  { from: '2 - (x + 3)', to: '-1 - x', write: (b, x) => sub(b, b.f64(2), add(b, x, b.f64(3))) },
  { from: '2 - (3 - x)', to: 'x + -1', write: (b, x) => sub(b, b.f64(2), sub(b, b.f64(3), x)) },
  { from: '(3 - x) - 2', to: '1 - x', write: (b, x) => sub(b, sub(b, b.f64(3), x), b.f64(2)) },
  { from: '2 + (4 + x)', to: 'x + 6', write: (b, x) => add(b, b.f64(2), add(b, b.f64(4), x)) },
]
test.each(CASES)('$from becomes $to', ({ to, write }) => {
  expect(rewritten(write)).toContain(`x[i] = ${to}\n`)
})

test('terms that cancel stay: what they round away is meant', () => {
  const [large, nearly] = [2 ** 52, 2 ** 52 + 1]
  expect(rewritten((b, x) => sub(b, add(b, x, b.f64(large)), b.f64(large)))).toContain(
    ' + 4503599627370496 - ',
  )
  expect(rewritten((b, x) => sub(b, add(b, x, b.f64(nearly)), b.f64(large)))).toContain(' - 4503599627370496')
})
