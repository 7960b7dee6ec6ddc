import { expect, test } from 'vitest'
import { mV, ms, second } from 'rheobase'
import pyloric from './pyloric-detailed.js'

// Brian 2.5.1, rk2, steps of 0.01 ms. The variant is not chaotic: half the step moves no spike by more than 0.4 ms in 30 s.
const near = (found: ArrayLike<number>, wanted: readonly number[], tolerance: number): void => {
  wanted.forEach((value, k) => {
    expect(Math.abs((found[k] ?? NaN) - value), `${String(value)}: ${String(found[k])}`).toBeLessThanOrEqual(
      tolerance,
    )
  })
}

test('LP fires first, when Brian 2 has it', async () => {
  const { network, cells, spikes } = await pyloric()
  await network.run(second(0.5))
  near(cells.v.in(mV), [-66.8294, -51.9769, -69.3352], 1e-3)
  near(cells.z.values(), [0.03287, -0.03868, 0.043758], 1e-5)
  await network.run(second(1.5))
  const [first, , third] = cells.v.in(mV)
  near([first ?? NaN, third ?? NaN], [-66.0041, -68.1793], 1e-3)
  near(cells.v.at([1]).in(mV), [-56.2687], 0.2)
  await network.run(second(1.5))
  near(cells.z.values(), [0.21518, -0.079124, 0.300975], 1e-4)
  const [abpd = [], lp = [], py = []] = spikes.trains().map(train => Array.from(train.in(ms)))
  near(
    lp,
    [72.87, 99.17, 123.28, 147.43, 171.84, 196.69, 222.14, 248.38, 275.52, 303.65, 332.74, 362.77],
    0.05,
  )
  expect([abpd.length, lp.filter(time => time >= 500).length, py.length]).toEqual([0, 88, 0])
})

test('after 30 s the three burst one after the other', async () => {
  const { run, network, spikes, regulation, picture } = await pyloric()
  await run()
  const trains = spikes.trains().map(train => Array.from(train.in(second)))
  const counts = trains.map(train => train.length)
  near(counts, [273, 543, 290], 1)
  const [abpd = [], , py = []] = trains
  near([py[0] ?? NaN, abpd[0] ?? NaN], [5.40997, 5.86745], 0.0002)
  const begins = abpd.filter((time, k) => time - (abpd[k - 1] ?? 0) > 0.12)
  near(begins, [5.867, 7.175, 8.457, 9.713, 10.951, 12.18, 13.396, 14.609, 15.817, 17.017], 0.001)
  near(begins.slice(-4), [26.794, 28.004, 29.213, 30.421], 0.001)
  const times = Array.from(regulation.t.in(ms), Math.round)
  for (const [time, wanted] of [
    [10_000, [0.3277, -0.1247, 0.5365]],
    [20_000, [0.3448, -0.1554, 0.7193]],
    [27_500, [0.3549, -0.1739, 0.8221]],
    [30_400, [0.379, -0.195, 0.85]],
  ] as const)
    near(
      wanted.map((_, cell) => regulation.trace('z', cell).values[times.indexOf(time)] ?? NaN),
      wanted,
      0.005,
    )
  expect(network.t.in(second)).toBeCloseTo(30.5, 9)
  const svg = await picture()
  for (const text of ['AB/PD', 'At first', 'Adapted', 'Time (s)', 'Soma (mV)']) expect(svg).toContain(text)
})
