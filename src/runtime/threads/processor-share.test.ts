import { afterEach, expect, test, vi } from 'vitest'
import { ProcessorShare } from './processor-share.js'

afterEach(() => {
  vi.restoreAllMocks()
})

/** What the process has used, in milliseconds, whenever it is asked, at such times. */
function hostTells(readings: readonly { readonly time: number; readonly used: number }[]): () => number {
  let asked = 0
  vi.spyOn(performance, 'now').mockImplementation(() => readings[asked - 1]?.time ?? NaN)
  vi.spyOn(process, 'cpuUsage').mockImplementation(() => ({
    user: 900 * (readings[asked++]?.used ?? NaN),
    system: 100 * (readings[asked - 1]?.used ?? NaN),
  }))
  return () => asked
}

test('the share of the time since it was first wanted; none at first', () => {
  hostTells([
    { time: 1000, used: 300 },
    { time: 1010, used: 310 },
    { time: 1020, used: 315 },
  ])
  const share = new ProcessorShare()
  expect([share.present, share.present, share.present]).toEqual([0, 1, 0.75])
})

test('nothing is asked of the host before somebody wants to know', () => {
  const timesAsked = hostTells([{ time: 1, used: 1 }])
  const share = new ProcessorShare()
  expect(timesAsked()).toBe(0)
  expect(share.present).toBe(0)
  expect(timesAsked()).toBe(1)
})
