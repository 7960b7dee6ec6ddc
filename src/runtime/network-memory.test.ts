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

test('an array that gets shorter stays where it is, and what it leaves is used again', () => {
  const memory = new NetworkMemory()
  const long = memory.array('a', 'i32', 100)
  memory.view(long).fill(7)
  const offset = memory.offsetOf(long)
  const short = memory.array('a', 'i32', 8)
  expect(memory.offsetOf(short)).toBe(offset)
  expect([...memory.view(short)]).toEqual(Array(8).fill(7))
  expect(() => memory.offsetOf(long)).toThrow(/no longer in memory/)
  const other = memory.array('b', 'i32', 80)
  expect(memory.offsetOf(other)).toBe(offset + 32)
  expect([...memory.view(other)]).toEqual(Array(80).fill(0))
  const again = memory.array('a', 'i32', 12)
  expect([...memory.view(again)]).toEqual([...Array<number>(8).fill(7), 0, 0, 0, 0])
})

test('an array can get another key, which then is its own', () => {
  const memory = new NetworkMemory()
  const old = memory.array('b', 'i32', 4)
  memory.view(memory.array('a', 'i32', 2)).set([5, 6])
  const { version } = memory
  memory.rename('a', 'b')
  expect(memory.version).toBeGreaterThan(version)
  expect(memory.has('a')).toBe(false)
  expect(() => memory.offsetOf(old)).toThrow(/no longer in memory/)
  expect([...memory.view(memory.array('b', 'i32', 2))]).toEqual([5, 6])
})

test('a view that was lent ends when its array moves, gets shorter, is renamed or forgotten; others stay', () => {
  for (const move of ['longer', 'shorter', 'renamed', 'forgotten'] as const) {
    const memory = new NetworkMemory()
    const view = memory.lend(memory.array('a', 'f64', 4))
    memory.array('b', 'f64', 4)
    expect(view).toHaveLength(4)
    if (move === 'longer') memory.array('a', 'f64', 5)
    else if (move === 'shorter') memory.array('a', 'f64', 3)
    else if (move === 'renamed') memory.rename('a', 'c')
    else memory.remove('a')
    expect(view, move).toHaveLength(0)
  }
})

test('what is too much is refused with the number of bytes, and what takes the memory', () => {
  const memory = new NetworkMemory(8 * 2 ** 20)
  memory.array('synapses.w', 'f64', 2 ** 19)
  memory.array('synapses.i', 'i32', 2 ** 18)
  memory.array('neurons.v', 'f64', 2 ** 17)
  memory.array('clock.step', 'f64', 1)
  expect(() => memory.array('synapses.j', 'i32', 2 ** 20)).toThrow(
    /synapses\.j asks for 4 MiB, the limit is 8 MiB\.\nTaken already are 7 MiB, most of them by synapses 5 MiB, neurons 1 MiB\.\n/,
  )
  // What was there is untouched.
  expect(memory.lengthOf('synapses.w')).toBe(2 ** 19)
  expect(memory.has('synapses.j')).toBe(false)
})

test('an array that is put off takes no room until it is asked for, and is filled then', () => {
  const memory = new NetworkMemory()
  const before = memory.bytes
  memory.defer('large', 'i32', 1_000_000, view => {
    // What it follows from makes the memory grow once more.
    const other = memory.array('other', 'f64', 1_000_000, 3)
    view().fill(memory.view(other)[0] ?? 0)
  })
  expect(memory.bytes).toBe(before)
  expect(memory.has('large')).toBe(false)
  const large = memory.integers(memory.array('large', 'i32', 1_000_000))
  expect(large.every(value => value === 3)).toBe(true)
  expect(memory.has('large')).toBe(true)
})

test('an array that is put off can be asked for longer, shorter, or without anything of it, and be forgotten', () => {
  const memory = new NetworkMemory()
  let fillings = 0
  const defer = (): void => {
    memory.defer('a.x', 'i32', 3, view => {
      fillings++
      view().set([4, 5, 6])
    })
  }
  defer()
  expect([...memory.integers(memory.array('a.x', 'i32', 5, 9))]).toEqual([4, 5, 6, 9, 9])
  memory.remove('a.')
  defer()
  expect([...memory.integers(memory.array('a.x', 'i32', 2))]).toEqual([4, 5])
  memory.remove('a.')
  defer()
  expect([...memory.integers(memory.array('a.x', 'i32', 0))]).toEqual([])
  memory.remove('a.')
  defer()
  memory.remove('a.')
  expect([...memory.integers(memory.array('a.x', 'i32', 3))]).toEqual([0, 0, 0])
  expect(fillings).toBe(2)
  memory.remove('a.')
  defer()
  expect([...memory.keys()]).not.toContain('a.x')
  expect([...memory.entries()].map(([key]) => key)).toContain('a.x')
  expect(fillings).toBe(3)
})
