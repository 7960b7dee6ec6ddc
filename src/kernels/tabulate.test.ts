import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { exp } from './functions/exp.js'
import { Bench, procedure } from './run-procedure.test-support.js'
import { tabulate, type GridArgument, type Table, type TableOf } from './tabulate.js'
import type { ArraySymbol, Procedure } from './value.js'
import { walk } from './walk.js'

const SIZE = 16
const SPACING = 0.25

/** y[i] = exp(rate * x[i]) for all elements, where most x are multiples of the spacing; and z[i] = x[i] + 1. */
function decay(x: ArraySymbol, y: ArraySymbol, z: ArraySymbol, rate: ArraySymbol | number) {
  const b = new Builder()
  const args: GridArgument[] = []
  b.for('i', b.i32(0), b.i32(x.length), i => {
    const given = b.load(x, i)
    const steps = b.op('f64.mul', given, b.f64(1 / SPACING))
    const place = b.op('i32.from_f64', steps)
    const isOnGrid = b.op('f64.eq', b.op('f64.from_i32', place), steps)
    const value = b.op(
      'f64.select',
      isOnGrid,
      b.op('f64.mul', b.op('f64.from_i32', place), b.f64(SPACING)),
      given,
    )
    args.push({
      value,
      offGrid: given,
      isOnGrid,
      place: b.op('i32.and', place, b.i32(SIZE - 1)),
      spacing: SPACING,
      size: SIZE,
    })
    b.store(y, i, exp(b, b.op('f64.mul', typeof rate === 'number' ? b.f64(rate) : b.loadScalar(rate), value)))
    b.store(z, i, b.op('f64.add', value, b.f64(1)))
  })
  return { plain: procedure('decay', b.statements), args }
}

/** Tables by their texts, as a network keeps them. */
class Tables {
  readonly byText = new Map<string, Table>()
  readonly #bench: Bench
  constructor(bench: Bench) {
    this.#bench = bench
  }
  readonly of: TableOf = (text, type, length) => {
    const name = `table ${String(this.byText.size)}`
    const table = this.byText.get(text) ?? {
      values: this.#bench.array(name, type, new Array<number>(length).fill(7)),
      isFilled: this.#bench.array(`${name} is filled`, 'i32', [0]),
    }
    this.byText.set(text, table)
    return table
  }
}

const operationsInLoop = ({ body }: Procedure): number => {
  let count = 0
  walk(body, statement => {
    if (statement.kind === 'define' && statement.value.kind === 'operation') count++
  })
  return count
}

test('what depends on the argument alone is looked up, with the bits of computing it', () => {
  const bench = new Bench()
  const given = [0, 0.25, 1.5, 3.75, 0.3, -0.7, NaN, 2]
  const x = bench.array('x', 'f64', given)
  const y = bench.array('y', 'f64', new Array<number>(8).fill(0))
  const z = bench.array('z', 'f64', new Array<number>(8).fill(0))
  const rate = bench.array('rate', 'f64', [-1.3])
  const { plain, args } = decay(x, y, z, rate)
  const made = tabulate(plain, args, new Tables(bench).of)
  if (made === undefined) throw new Error('nothing was tabulated')
  bench.run(plain)
  const expected = bench.values(y)
  bench.run(made.preparation, made.procedure)
  expect(bench.values(y)).toEqual(expected)
  expect(expected[1]).toBeCloseTo(Math.exp(-0.325), 15)
  expect(bench.values(z)).toEqual(given.map(each => each + 1))
})

test('the table is filled from what the procedure reads, and only exponentials are in it', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [0.5, 0.75])
  const y = bench.array('y', 'f64', [0, 0])
  const z = bench.array('z', 'f64', [0, 0])
  const rate = bench.array('rate', 'f64', [2])
  const { plain, args } = decay(x, y, z, rate)
  const tables = new Tables(bench)
  const made = tabulate(plain, args, tables.of)
  if (made === undefined) throw new Error('nothing was tabulated')
  bench.run(made.preparation)
  const [table, ...others] = [...tables.byText.values()].map(({ values }) => values)
  if (table === undefined) throw new Error('no table')
  expect(others).toEqual([])
  bench.values(table).forEach((value, place) => {
    expect(value / Math.exp(2 * place * SPACING)).toBeCloseTo(1, 14)
  })
  // A table that was tampered with shows that the loop reads it.
  bench.memory.view(table).fill(5)
  bench.run(made.procedure)
  expect(bench.values(y)).toEqual([5, 5])
})

test('what a procedure writes itself is not taken for steady, and cheap code is left alone', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [0.5, 0.75])
  const rate = bench.array('rate', 'f64', [2])
  const tables = new Tables(bench).of
  const { plain, args } = decay(x, bench.array('y', 'f64', [0, 0]), bench.array('z', 'f64', [0, 0]), rate)
  const b = new Builder()
  b.storeScalar(rate, b.f64(3))
  expect(tabulate({ ...plain, body: [...b.statements, ...plain.body] }, args, tables)).toBeUndefined()

  const cheap = new Builder()
  const cheapArgs: GridArgument[] = []
  cheap.for('i', cheap.i32(0), cheap.i32(2), i => {
    const value = cheap.load(x, i)
    cheapArgs.push({ value, offGrid: value, isOnGrid: cheap.bool(true), place: i, spacing: 1, size: 4 })
    cheap.store(x, i, cheap.op('f64.add', value, cheap.f64(1)))
  })
  expect(tabulate(procedure('cheap', cheap.statements), cheapArgs, tables)).toBeUndefined()
  expect(operationsInLoop(plain)).toBeGreaterThan(10)
})

test('the same function of whole steps alone has one table, which is filled once', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [0.5])
  const tables = new Tables(bench)
  const names = ['first', 'second', 'third']
  const preparations = [-1, -1, -2].flatMap((rate, k) => {
    const y = bench.array(`y${String(k)}`, 'f64', [0])
    const z = bench.array(`z${String(k)}`, 'f64', [0])
    const { plain, args } = decay(x, y, z, rate)
    const made = tabulate({ ...plain, name: names[k] ?? '' }, args, tables.of)
    return made === undefined ? [] : [made.preparation]
  })
  expect(preparations.length).toBe(3)
  expect(tables.byText.size).toBe(2)
  bench.run(...preparations)
  const [table] = tables.byText.values()
  if (table === undefined) throw new Error('no table')
  expect(bench.values(table.values)[4]).toBeCloseTo(Math.exp(-4 * SPACING), 15)
  // Whoever filled it, nobody does again.
  bench.memory.view(table.values).fill(5)
  bench.run(...preparations)
  expect(bench.values(table.values)).toEqual(new Array<number>(SIZE).fill(5))
})
