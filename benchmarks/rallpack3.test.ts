import { Network, ms } from 'rheobase'
import { expect, test } from 'vitest'
import { addCable } from './models/rallpack3.js'

/**
 * When the ends of the cable cross 0 mV upwards, in ms, by NEURON 8.2 with steps of 1 us and of second order
 * (`peers/rallpack3_fine.py`); steps of 2 us move the last of them by 2.2e-4 ms.
 */
const NEURON = {
  first: [
    ...[1.30627, 16.00412, 30.54547, 45.07784, 59.60943, 74.14096, 88.67249, 103.20401, 117.73554],
    ...[132.26707, 146.79859, 161.33012, 175.86164, 190.39317, 204.9247, 219.45622, 233.98775, 248.51927],
  ],
  last: [
    ...[4.07082, 18.68695, 33.23525, 47.76774, 62.29933, 76.83086, 91.36238, 105.89391, 120.42544],
    ...[134.95696, 149.48849, 164.02001, 178.55154, 193.08307, 207.61459, 222.14612, 236.67764],
  ],
}

/** The same of ours, between the steps, of all 250 ms. */
async function crossings(dt: number): Promise<typeof NEURON> {
  const net = new Network({ dt: ms(dt), threads: 1 })
  const cable = addCable(net, { size: 1000 })
  const ends = { first: cable.at(0), last: cable.at(-1) }
  const traces = Object.entries(ends).map(
    ([name, end]) => [name, net.stateMonitor(end, 'v', { record: true })] as const,
  )
  await net.run(ms(250))
  const found = traces.map(([name, monitor]) => {
    const values = monitor.trace('v', 0).values
    const times: number[] = []
    values.forEach((after, k) => {
      const before = values[k - 1] ?? after
      if (before <= 0 && after > 0) times.push(dt * (k - after / (after - before)))
    })
    return [name, times]
  })
  return Object.fromEntries(found) as typeof NEURON
}

test('Rallpack 3 goes to what NEURON gives at a fine step, by an error of the first order', async () => {
  const [coarse, middle, fine] = [await crossings(0.025), await crossings(0.0125), await crossings(0.00625)]
  for (const end of ['first', 'last'] as const) {
    for (const ours of [coarse, middle, fine]) expect(ours[end]).toHaveLength(NEURON[end].length)
    NEURON[end].forEach((time, k) => {
      // The first time lies within the first steps, whose error is not that of the many that follow.
      if (time < 2) return
      const error = ({ [end]: times }: typeof NEURON): number => (times[k] ?? NaN) - time
      // What is not of the first order halves with the step, too.
      expect(Math.abs(error(coarse) / error(middle) - 2)).toBeLessThan(0.06)
      expect(Math.abs(error(middle) / error(fine) - 2)).toBeLessThan(0.03)
      // Without the error of the first order, and without that of the second, no more is left than NEURON's own, 2e-4 ms.
      const [first, second] = [2 * error(middle) - error(coarse), 2 * error(fine) - error(middle)]
      expect(Math.abs((4 * second - first) / 3)).toBeLessThan(3e-4)
    })
  }
})
