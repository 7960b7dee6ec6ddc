import { expect, test } from 'vitest'
import { Clock, nextStretch } from './clock.js'

const ms = 1e-3

/** Steps that runs of these durations make on one clock. */
function stepsOf(dt: number, durations: readonly number[]): number[] {
  const clock = new Clock('clock', dt)
  let time = 0
  return durations.map(duration => {
    const start = Math.max(clock.step, clock.stepAt(time))
    time += duration
    clock.step = clock.stepAt(time)
    return clock.step - start
  })
}

test.each([
  [0.1 * ms, [1 * ms], [10]],
  [0.1 * ms, [0.25 * ms, 0.25 * ms, 0.25 * ms, 0.25 * ms], [3, 2, 3, 2]],
  [0.1 * ms, [0.04 * ms, 0.04 * ms, 0.04 * ms, 0.04 * ms, 0.04 * ms], [1, 0, 1, 0, 0]],
  [0.1 * ms, [0.10001 * ms, 0.1 * ms], [1, 1]],
  [0.1 * ms, [0.10002 * ms, 0.1 * ms], [2, 1]],
  [0.3 * ms, [1 * ms], [4]],
  [1 * ms, [1 / 3], [334]],
  [0.1 * ms, [10e-9], [0]],
  [0.1 * ms, [11e-9], [1]],
  [2.0000000000020002e-5, [250 * 2.0000000000020002e-5], [250]],
])('with a step of %d s, durations of %j s make %j steps', (dt, durations, steps) => {
  expect(stepsOf(dt, durations)).toEqual(steps)
})

test('the time is one product, not a sum', () => {
  const clock = new Clock('clock', 0.1 * ms)
  clock.step = 6
  expect(clock.time).toBe(0.0006000000000000001)
})

test('a new time step must divide the present time', () => {
  const clock = new Clock('clock', 0.1 * ms)
  clock.step = 10
  expect(() => {
    clock.setDt(0.3 * ms)
  }).toThrow(/not a multiple/)
  expect(clock.dt).toBe(0.1 * ms)
  clock.setDt(0.5 * ms)
  expect(clock.step).toBe(2)
})

test.each([0, -1 * ms, NaN, Infinity])('a time step of %d s is refused', dt => {
  expect(() => new Clock('clock', dt)).toThrow(/positive/)
})

test('clocks are due together when their times agree', () => {
  const fast = new Clock('fast', 0.1 * ms)
  const slow = new Clock('slow', 0.3 * ms)
  const clocks = [fast, slow]
  const due: [number, number][] = []
  for (;;) {
    const stretch = nextStretch(clocks, [6, 2], 100)
    if (stretch.due === 0) break
    due.push([stretch.due, stretch.count])
    clocks.forEach((clock, k) => {
      if ((stretch.due & (1 << k)) !== 0) clock.step += stretch.count
    })
  }
  expect(due).toEqual([
    [3, 1],
    [1, 2],
    [3, 1],
    [1, 2],
  ])
})
