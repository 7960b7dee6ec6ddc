import { expect, test } from 'vitest'
import { ProgressReporter, wallTime, type Progress } from './progress.js'

test.each([
  [0, '< 1s'],
  [0.5, '< 1s'],
  [12.5, '12s'],
  [60, '1m 0s'],
  [123, '2m 3s'],
  [3600, '1h 0m 0s'],
  [12345, '3h 25m 45s'],
  [90061, '1d 1h 1m 1s'],
])('%d seconds read %s', (seconds, text) => {
  expect(wallTime(seconds)).toBe(text)
})

test('a report comes at the start and at the end', () => {
  const seen: Progress[] = []
  const reporter = new ProgressReporter(
    progress => {
      seen.push(progress)
    },
    10,
    0.5,
    2,
  )
  reporter.progressed(0.5)
  reporter.ended(1)
  expect(seen.map(({ completed }) => completed)).toEqual([0, 1])
  expect(seen[1]).toMatchObject({ start: 0.5, simulated: 2, duration: 2, remaining: 0 })
})

test('a report to an unknown place is refused', () => {
  expect(() => new ProgressReporter('stdout?' as 'text', 10, 0, 1)).toThrow(/text/)
})
