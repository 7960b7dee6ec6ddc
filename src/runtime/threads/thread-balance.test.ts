import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestStretch, startsOf, type Shares } from '../../compile/threads/thread-plan.js'
import { ThreadBalance } from './thread-balance.js'

const LOOK = 2e-6

/** Threads on processors of some speeds, which make steps until the balance proposes nothing more. */
class Processors {
  readonly #speeds: readonly number[]
  /** Milliseconds that all threads spend in each step whatever their shares are. */
  readonly #common: number

  constructor(speeds: readonly number[], common = 0) {
    this.#speeds = speeds
    this.#common = common
  }

  /** Runs for some stretches of 50 steps of 1 ms of work; gives the shares after each change. */
  run(balance: ThreadBalance, stretches = 200, left = 10_000): readonly Shares[] {
    const seen: Shares[] = []
    let work = { milliseconds: 0, steps: 0, waits: this.#speeds.map(() => 0), left }
    for (let stretch = 0; stretch < stretches; stretch++) {
      const busy = balance.shares.map((share, thread) => (50 * share) / (this.#speeds[thread] ?? 1))
      const slowest = Math.max(...busy)
      work = {
        milliseconds: work.milliseconds + slowest + 50 * this.#common,
        steps: work.steps + 50,
        waits: work.waits.map(
          (looks, thread) => (looks + (slowest - (busy[thread] ?? 0) + 25 * this.#common) / LOOK) | 0,
        ),
        left,
      }
      if (!balance.changes(work)) continue
      seen.push(balance.shares)
      work = { milliseconds: 0, steps: 0, waits: work.waits, left }
    }
    return seen
  }
}

test('shares follow the speeds of processors', () => {
  for (const speeds of [
    [1, 0.6],
    [0.5, 0.8, 1],
    [1, 1, 1, 0.7],
  ]) {
    const balance = new ThreadBalance(speeds.length)
    const total = speeds.reduce((sum, speed) => sum + speed, 0)
    expect(new Processors(speeds).run(balance).length).toBeGreaterThan(0)
    balance.shares.forEach((share, thread) => {
      expect(share * total).toBeCloseTo(speeds[thread] ?? 0, 1)
    })
    expect(balance.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  }
})

test('what all threads wait for, and little differences, change nothing', () => {
  expect(new Processors([1, 1], 0.5).run(new ThreadBalance(2))).toEqual([])
  expect(new Processors([1, 0.97], 0.1).run(new ThreadBalance(2))).toEqual([])
})

test('when little is left of a run, its shares stay', () => {
  expect(new Processors([1, 0.6]).run(new ThreadBalance(2), 200, 100)).toEqual([])
  expect(new Processors([1, 0.6]).run(new ThreadBalance(2), 1)).toEqual([])
})

test('no thread is left without work, whatever it waits for', () => {
  const balance = new ThreadBalance(2)
  new Processors([1, 0.01]).run(balance)
  expect(Math.min(...balance.shares)).toBeGreaterThanOrEqual(0.25)
})

test('shares with which steps take longer are taken back for good', () => {
  const balance = new ThreadBalance(2)
  const step = (milliseconds: number, steps: number, looks: number): boolean =>
    balance.changes({ milliseconds, steps, waits: [0, looks], left: 10_000 })
  // Once may be chance.
  expect([step(20, 10, 0), step(320, 310, 40e6), step(321, 311, 40e6)]).toEqual([false, false, false])
  expect(step(621, 611, 80e6)).toBe(true)
  expect(balance.shares[1]).toBeGreaterThan(0.5)
  expect([step(20, 10, 0), step(420, 310, 20e6)]).toEqual([false, true])
  expect(balance.shares).toEqual([0.5, 0.5])
  expect([step(20, 10, 0), step(420, 310, 90e6), step(820, 610, 190e6)]).toEqual([false, false, false])
})

test('stretches cover an array in order, in whole cache lines', () => {
  const shares = fc
    .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 })
    .map(parts => parts.map(part => part / parts.reduce((sum, each) => sum + each, 0)))
  fc.assert(
    fc.property(shares, fc.nat(5000), (parts, length) => {
      const starts = startsOf(length, parts)
      expect(starts).toHaveLength(parts.length + 1)
      expect([starts[0], starts.at(-1)]).toEqual([0, length])
      for (const [thread, start] of starts.entries()) {
        expect(start).toBeGreaterThanOrEqual(starts[thread - 1] ?? 0)
        if (start !== length) expect(start % 16).toBe(0)
      }
      const longest = longestStretch(length, parts)
      expect(starts.slice(1).every((end, thread) => end - (starts[thread] ?? 0) <= longest)).toBe(true)
    }),
  )
  expect(startsOf(48, [1 / 3, 1 / 3, 1 / 3])).toEqual([0, 16, 32, 48])
  expect(startsOf(4, [0.5, 0.5])).toEqual([0, 4, 4])
})
