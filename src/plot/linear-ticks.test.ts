import { expect, test } from 'vitest'
import { linearTicks } from './linear-ticks.js'

test.each([
  [0, 17.4, [0, 5, 10, 15]],
  [-50, 0, [-40, -20, 0]],
  [0, 1, [0, 0.5, 1]],
  [0.1, 0.3, [0.1, 0.15, 0.2, 0.25, 0.3]],
  [-70, -46.5, [-70, -65, -60, -55, -50]],
  [0, 3e-9, [0, 1e-9, 2e-9, 3e-9]],
  [0, 40000, [0, 10000, 20000, 30000, 40000]],
  [5, 5, [5]],
])('from %d to %d', (low, high, ticks) => {
  expect(linearTicks(low, high, 5)).toEqual(ticks)
})

test('there are never more than asked for, and mostly more than one', () => {
  for (let k = 1; k < 400; k++) {
    const [low, high] = [-k * 0.37, (k * k) / 7]
    const ticks = linearTicks(low, high, 4)
    expect(ticks.length).toBeLessThanOrEqual(4)
    expect(ticks.length).toBeGreaterThan(1)
    for (const tick of ticks) expect(tick >= low - 1e-9 && tick <= high * (1 + 1e-9)).toBe(true)
  }
})
