import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { Bench, procedure } from './run-procedure.test-support.js'
import type { ArraySymbol } from './value.js'

const array = (name: string): ArraySymbol => ({ name, type: 'f64', length: 4 })

test('the same operation on the same operands is one value', () => {
  const b = new Builder()
  const x = b.loadScalar(array('x'))
  expect(b.op('f64.add', x, b.f64(1))).toBe(b.op('f64.add', x, b.f64(1)))
  expect(b.op('f64.add', x, b.f64(0))).not.toBe(b.op('f64.add', x, b.f64(-0)))
})

test('constants are folded, and only what keeps every bit is simplified', () => {
  const b = new Builder()
  const x = b.loadScalar(array('x'))
  expect(b.op('f64.mul', b.f64(3), b.f64(0.5))).toBe(b.f64(1.5))
  expect(b.op('f64.mul', x, b.f64(1))).toBe(x)
  expect(b.op('f64.mul', x, b.f64(0)).kind).toBe('operation')
  expect(b.op('f64.sub', x, x).kind).toBe('operation')
  expect(b.op('f64.add', x, b.f64(0)).kind).toBe('operation')
  expect(b.op('f64.add', x, b.f64(-0))).toBe(x)
})

test('a load is shared until its array is written, and gives what was just stored', () => {
  const b = new Builder()
  const x = array('x')
  const index = b.loadScalar({ name: 'k', type: 'i32', length: 1 })
  const first = b.load(x, index)
  expect(b.load(x, index)).toBe(first)
  b.store(x, b.i32(2), b.f64(7))
  expect(b.load(x, index)).not.toBe(first)
  expect(b.load(x, b.i32(2))).toBe(b.f64(7))
})

test('a load from before a loop is not used in it, for the loop may have written the array', () => {
  const bench = new Bench()
  const sum = bench.array('sum', 'f64', [1])
  const b = new Builder()
  const before = b.loadScalar(sum)
  b.for('i', b.i32(0), b.i32(3), () => {
    b.storeScalar(sum, b.op('f64.add', b.loadScalar(sum), before))
  })
  bench.run(procedure('add', b.statements))
  expect(bench.values(sum)).toEqual([4])
})

test('mixing types is a fault that is found at once', () => {
  const b = new Builder()
  expect(() => b.op('f64.add', b.f64(1), b.i32(1))).toThrow(/operand 1 of f64.add has type i32/)
})
