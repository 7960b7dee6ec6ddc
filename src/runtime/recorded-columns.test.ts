import fc from 'fast-check'
import type { TypedValues } from './typed-values.js'
import { expect, test } from 'vitest'
import { RecordedColumns } from './recorded-columns.js'

const numbers = (from: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, k) => from + k)

test('three million values grow in chunks: no chunk is ever replaced or copied', () => {
  const columns = new RecordedColumns()
  let seen: readonly TypedValues[] = []
  for (let k = 0; k < 300; k++) {
    columns.append('v', numbers(k * 10000, 10000), 1)
    const now = columns.chunks('v')
    seen.forEach((chunk, position) => {
      expect(now[position]).toBe(chunk)
    })
    seen = [...now]
  }
  expect(seen.length).toBeLessThan(16)
  const values = columns.values('v')
  expect(values.length).toBe(3_000_000)
  expect([values[0], values[1_234_567], values.at(-1)]).toEqual([0, 1_234_567, 2_999_999])
})

test('with a limit, the memory stays bounded and the last rows are kept', () => {
  const columns = new RecordedColumns(1000)
  for (let k = 0; k < 300; k++) {
    columns.append('v', numbers(k * 777, 777), 1)
    columns.addRows(777)
    const held = columns.chunks('v').reduce((sum, chunk) => sum + chunk.length, 0)
    expect(held).toBeLessThanOrEqual(3000)
  }
  expect(columns.rows).toBe(1000)
  expect(Array.from(columns.values('v'))).toEqual(Array.from(numbers(300 * 777 - 1000, 1000)))
})

test('whatever is appended, saved and restored, a column holds what a plain list would', () => {
  const step = fc.oneof(
    fc.nat(3000).map(count => ({ append: count })),
    fc.constant('save' as const),
    fc.nat(4).map(restore => ({ restore })),
  )
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.option(fc.integer({ min: 1, max: 2500 })),
      (steps, limit) => {
        const columns = new RecordedColumns(limit ?? Infinity)
        const states: { saved: ReturnType<RecordedColumns['save']>; plain: number[] }[] = []
        let plain: number[] = []
        let next = 0
        for (const each of steps) {
          if (each === 'save') states.push({ saved: columns.save(), plain: [...plain] })
          else if ('append' in each) {
            columns.append('v', numbers(next, each.append), 1)
            columns.addRows(each.append)
            plain = [...plain, ...numbers(next, each.append)]
            next += each.append
          } else {
            const state = states[each.restore]
            if (state === undefined) continue
            columns.restore(state.saved)
            plain = [...state.plain]
          }
          const kept = plain.slice(Math.max(0, plain.length - (limit ?? Infinity)))
          expect(Array.from(columns.values('v'))).toEqual(kept)
          expect(columns.rows).toBe(kept.length)
        }
      },
    ),
    { seed: 1, numRuns: 60 },
  )
})
