import { expect, test } from 'vitest'
import { linspace } from './linspace.js'
import { mV, ms, pA } from './units.js'

test('equal steps, both ends among them', () => {
  expect(Array.from(linspace(pA(0), pA(20), 5).in(pA), value => Number(value.toFixed(9)))).toEqual([
    0, 5, 10, 15, 20,
  ])
  expect([...linspace(2, 1, 3).values]).toEqual([2, 1.5, 1])
  const last = mV(0.3)
  expect(linspace(mV(0.1), last, 7).values[6]).toBe(last.value)
})

test('what cannot be is refused', () => {
  expect(() => linspace(ms(0), ms(1), 1)).toThrow('at least 2, not 1')
  expect(() => linspace(ms(1), mV(2), 3)).toThrow('cannot subtract')
  expect(() => linspace(ms([1, 2]) as never, ms(2), 3)).toThrow('from one value to another')
})
