import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { dropOverwritten } from './drop-overwritten.js'
import { Bench, procedure } from './run-procedure.test-support.js'
import type { ArraySymbol, Statement } from './value.js'
import { walk } from './walk.js'

function storesInto(array: ArraySymbol, statements: readonly Statement[]): number {
  let count = 0
  walk(statements, statement => {
    if (statement.kind === 'store' && statement.array === array) count++
  })
  return count
}

test('a store that the next one covers goes, in loops as well', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [1, 2, 3])
  const b = new Builder()
  b.for('i', b.i32(0), b.i32(3), i => {
    b.store(x, i, b.op('f64.mul', b.load(x, i), b.f64(2)))
    b.store(x, i, b.op('f64.add', b.load(x, i), b.f64(1)))
  })
  const body = dropOverwritten(b.statements)
  expect(storesInto(x, b.statements)).toBe(2)
  expect(storesInto(x, body)).toBe(1)
  bench.run(procedure('both', body))
  expect(bench.values(x)).toEqual([3, 5, 7])
})

test('a store stays if another place is filled, if it is read in between, or if the second one is a choice', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [1, 2, 3])
  const y = bench.array('y', 'f64', [0, 0, 0])
  const places = bench.array('places', 'i32', [0, 1, 0])
  const b = new Builder()
  b.for('i', b.i32(0), b.i32(3), i => {
    b.store(x, i, b.f64(10))
    // Any place of x may be read here, this one included.
    b.store(y, i, b.load(x, b.load(places, i)))
    b.store(x, i, b.f64(20), 0)
    b.store(y, i, b.f64(5), 1)
    b.if(b.op('f64.gt', b.load(y, i), b.f64(0)), () => {
      b.store(x, i, b.f64(30))
    })
  })
  expect(dropOverwritten(b.statements)).toEqual(b.statements)
})

test('a store stays if the host may look in between', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [1])
  const seen: number[] = []
  const b = new Builder()
  b.storeScalar(x, b.f64(2))
  b.call(
    {
      kind: 'host-function',
      name: 'look',
      parameterTypes: [],
      resultType: 'f64',
      call: () => seen.push(...bench.values(x)),
    },
    [],
  )
  b.storeScalar(x, b.f64(3))
  bench.run(procedure('looked', dropOverwritten(b.statements)))
  expect(seen).toEqual([2])
  expect(bench.values(x)).toEqual([3])
})
