import { expect, test } from 'vitest'
import { NetworkMemory } from './network-memory.js'

test('an array is known by its key and starts with its initial value', () => {
  const memory = new NetworkMemory()
  const v = memory.array('neurons.v', 'f64', 3, -1)
  expect(Array.from(memory.view(v))).toEqual([-1, -1, -1])
  expect(memory.array('neurons.v', 'f64', 3)).toBe(v)
  expect(memory.offsetOf(v) % 16).toBe(0)
})

test('a longer array keeps the content and counts as a change', () => {
  const memory = new NetworkMemory()
  memory.view(memory.array('w', 'f64', 2)).set([1, 2])
  const before = memory.version
  const longer = memory.array('w', 'f64', 4, 7)
  expect(Array.from(memory.view(longer))).toEqual([1, 2, 7, 7])
  expect(memory.version).toBeGreaterThan(before)
})

test('an array that was replaced is refused', () => {
  const memory = new NetworkMemory()
  const old = memory.array('w', 'f64', 2)
  memory.array('w', 'f64', 3)
  expect(() => memory.view(old)).toThrow(/no longer in memory/)
})

test('arrays never overlap, whatever comes and goes', () => {
  const memory = new NetworkMemory()
  for (let round = 0; round < 50; round++) {
    for (const key of ['a', 'b', 'c']) memory.array(key, 'f64', 1 + ((round * 7 + key.charCodeAt(0)) % 40))
    if (round % 5 === 0) memory.remove('b')
  }
  const blocks = [...memory.entries()].map(([, array]) => ({
    from: memory.offsetOf(array),
    to: memory.offsetOf(array) + 8 * array.length,
  }))
  for (const a of blocks)
    for (const b of blocks) expect(a === b || a.to <= b.from || b.to <= a.from).toBe(true)
})

test('memory grows', () => {
  const memory = new NetworkMemory()
  const large = memory.array('large', 'f64', 1_000_000, 2)
  expect(memory.view(large)[999_999]).toBe(2)
})
