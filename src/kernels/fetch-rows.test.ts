import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { fetchRows } from './fetch-rows.js'
import { Bench, procedure } from './run-procedure.test-support.js'
import type { ArraySymbol, Value } from './value.js'
import { accessOf } from './walk.js'

const LARGE = 2 ** 18
const ROWS = 2000

/** Rows of a list of places, in which 1 is added to what each place names; the last rows are empty. */
function rowsOf(length: number, { chosen = [0, 3, 3, 1999, 7] } = {}) {
  const bench = new Bench()
  const inRow = Math.floor(length / (ROWS - 4))
  const starts = Array.from({ length: ROWS + 1 }, (_, row) => Math.min(length, row * inRow))
  const arrays = {
    events: bench.array('events', 'i32', chosen),
    count: bench.array('count', 'i32', [chosen.length]),
    starts: bench.array('starts', 'i32', starts),
    targets: bench.array(
      'targets',
      'i32',
      Array.from({ length }, (_, place) => (7 * place) % 100),
    ),
    weights: bench.array(
      'weights',
      'f64',
      Array.from({ length }, (_, place) => place / 3),
    ),
    sums: bench.array('sums', 'f64', new Array<number>(100).fill(0)),
  }
  const b = new Builder()
  const eachRow = (body: (place: Value) => void): void => {
    b.for('k', b.i32(0), b.loadScalar(arrays.count), k => {
      const row = b.load(arrays.events, k)
      b.if(b.op('i32.lt_u', row, b.i32(ROWS)), () => {
        const to = b.load(arrays.starts, b.op('i32.add', row, b.i32(1)))
        b.for('place', b.load(arrays.starts, row), to, body)
      })
    })
  }
  const add = (place: Value): void => {
    const target = b.load(arrays.targets, place)
    const weight = b.load(arrays.weights, place)
    b.store(arrays.sums, target, b.op('f64.add', b.load(arrays.sums, target), weight))
  }
  const places = new Map<string, ArraySymbol>()
  const ignored = (type: 'f64' | 'f32' | 'i32' | 'bool'): ArraySymbol => {
    const place = places.get(type) ?? bench.array(`ignored ${type}`, type, [0])
    places.set(type, place)
    return place
  }
  return { bench, arrays, b, eachRow, add, ignored, ignoredTypes: () => [...places.keys()] }
}

test('what rows of large arrays begin with is loaded before, and nothing else changes', () => {
  const plain = rowsOf(LARGE)
  plain.eachRow(plain.add)
  plain.bench.run(procedure('rows', plain.b.statements))
  const chosen = Array.from({ length: 1000 }, (_, k) => (17 * k) % 2001)
  for (const given of [undefined, { chosen }, { chosen: [] }]) {
    const [expected, fetched] = [rowsOf(LARGE, given), rowsOf(LARGE, given)]
    expected.eachRow(expected.add)
    expected.bench.run(procedure('rows', expected.b.statements))
    fetched.eachRow(fetched.add)
    fetched.bench.run(fetchRows(procedure('rows', fetched.b.statements), fetched.ignored))
    expect(fetched.bench.values(fetched.arrays.sums)).toEqual(expected.bench.values(expected.arrays.sums))
    expect(fetched.ignoredTypes()).toEqual(['i32', 'f64'])
  }
  expect(plain.bench.values(plain.arrays.sums).some(sum => sum > 0)).toBe(true)
})

test('rows of small arrays are left as they are', () => {
  const { b, eachRow, add, ignored } = rowsOf(ROWS * 10)
  eachRow(add)
  const rows = procedure('rows', b.statements)
  expect(fetchRows(rows, ignored)).toEqual(rows)
})

test('nothing is loaded before if rows change which rows come next', () => {
  const { arrays, b, eachRow, add, ignored } = rowsOf(LARGE)
  eachRow(place => {
    add(place)
    b.store(arrays.events, b.i32(4), b.i32(9))
  })
  const fetched = fetchRows(procedure('rows', b.statements), ignored)
  expect(accessOf(fetched.body)).toEqual(accessOf(b.statements))
  expect(fetched.body).toHaveLength(b.statements.length)
})
