import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortIntoRows } from './synapse-rows.js'

test('synapses made row by row need no order of their own', () => {
  expect(sortIntoRows(Int32Array.of(0, 0, 2), 3, undefined)).toEqual({
    starts: Int32Array.of(0, 2, 2, 3),
    order: undefined,
  })
})

test('rows stand by delay, then by number', () => {
  const { starts, order } = sortIntoRows(Int32Array.of(1, 0, 0, 1, 0), 2, Int32Array.of(0, 3, 1, 0, 1))
  expect(starts).toEqual(Int32Array.of(0, 3, 5))
  expect(order).toEqual(Int32Array.of(2, 4, 1, 0, 3))
})

const synapse = fc.record({ emitting: fc.nat(6), delay: fc.nat(9) })

test('the order is that of a stable sort by emitting neuron and delay', () => {
  fc.assert(
    fc.property(fc.array(synapse), synapses => {
      const { order } = sortIntoRows(
        Int32Array.from(synapses, s => s.emitting),
        7,
        Int32Array.from(synapses, s => s.delay),
      )
      const expected = synapses
        .map((s, number) => ({ ...s, number }))
        .sort((a, b) => a.emitting - b.emitting || a.delay - b.delay || a.number - b.number)
        .map(s => s.number)
      expect(Array.from(order ?? synapses.keys())).toEqual(expected)
    }),
  )
})
