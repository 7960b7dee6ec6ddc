import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { lockedOneToOne, run } from './phase-locking.js'

const { means, spikes, spikesPerPeriod, picture } = await run({ scale: 0.5 })
const ratios = spikesPerPeriod()

test('one spike in each period exactly where the closed form says so', () => {
  const [least, greatest] = lockedOneToOne()
  expect(greatest - least).toBeGreaterThan(0.1)
  means.forEach((mean, k) => {
    // Near the ends of the step, a hundred periods are too few to see that one of them is missed.
    if (Math.min(Math.abs(mean - least), Math.abs(mean - greatest)) < 0.004) return
    expect(ratios[k] === 1, `mean ${mean.toFixed(3)}`).toBe(mean > least && mean < greatest)
  })
})

test('on the step spikes come at one phase of the current', () => {
  const [least, greatest] = lockedOneToOne()
  const locked = means.findIndex(mean => mean > (least + greatest) / 2)
  const late = Array.from(spikes.trains()[locked]?.in(ms) as Float64Array).slice(-20)
  for (const time of late)
    expect(Math.abs(time - (late[0] ?? NaN) - 25 * Math.round((time - (late[0] ?? NaN)) / 25))).toBeLessThan(
      0.06,
    )
})

test('the staircase never goes down, and has a step at one half', () => {
  ratios.slice(1).forEach((ratio, k) => {
    // A hundred periods tell a ratio to a spike.
    expect(ratio).toBeGreaterThan((ratios[k] ?? NaN) - 0.011)
  })
  expect(ratios.filter(ratio => ratio === 0.5).length).toBeGreaterThan(15)
})

test('draws the staircase', async () => {
  const svg = await picture()
  for (const text of ['Spikes per period', 'Phase of spikes', 'Mean current']) expect(svg).toContain(text)
})
