import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { Uses } from './uses.js'
import type { ArraySymbol, Definition, Value } from './value.js'

const x: ArraySymbol = { name: 'x', type: 'f64', length: 4 }
const asDefinition = (value: Value): Definition => {
  if (value.kind === 'constant' || value.kind === 'element' || value.kind === 'parameter')
    throw new Error('no definition')
  return value
}

test('a value used once in its own block can be written in place, one used in a nested block cannot', () => {
  const b = new Builder()
  const once = b.op('f64.neg', b.load(x, b.i32(0)))
  const nested = b.op('f64.abs', b.load(x, b.i32(1)))
  const twice = b.op('f64.sqrt', b.load(x, b.i32(2)))
  b.store(x, b.i32(0), b.op('f64.add', b.op('f64.mul', twice, twice), once))
  b.for('i', b.i32(0), b.i32(4), i => {
    b.store(x, i, nested)
  })
  const uses = new Uses(b.statements)
  expect([once, nested, twice].map(value => uses.count(value))).toEqual([1, 1, 2])
  expect([once, nested, twice].map(value => uses.isUsedOnceInPlace(asDefinition(value)))).toEqual([
    true,
    false,
    false,
  ])
})

test('what only serves values that nobody uses does not count', () => {
  const b = new Builder()
  const loaded = b.load(x, b.i32(0))
  const idle = b.op('f64.neg', b.op('f64.abs', loaded))
  b.if(b.op('f64.gt', b.load(x, b.i32(1)), b.f64(0)), () => {
    b.store(x, b.i32(2), loaded)
  })
  const uses = new Uses(b.statements)
  expect(uses.isIdle(asDefinition(idle))).toBe(true)
  expect(uses.count(loaded)).toBe(1)
  expect(uses.isUsedOnceInPlace(asDefinition(loaded))).toBe(false)
})

test('the condition of a while belongs to its test, and a result to the outermost block', () => {
  const b = new Builder()
  const local = b.local('k', b.i32(0))
  let condition: Value | undefined
  b.while(
    () => (condition = b.op('i32.lt_s', b.read(local), b.i32(3))),
    () => {
      b.assign(local, b.op('i32.add', b.read(local), b.i32(1)))
    },
  )
  const result = b.read(local)
  const uses = new Uses(b.statements, result)
  expect(condition === undefined ? undefined : uses.isUsedOnceInPlace(asDefinition(condition))).toBe(true)
  expect(uses.isUsedOnceInPlace(asDefinition(result))).toBe(true)
})
