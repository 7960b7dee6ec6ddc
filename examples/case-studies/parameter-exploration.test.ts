import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Hz, cm2, mS, mV, ms, pA, quantity, second, um2 } from 'rheobase'
import { sweep } from 'rheobase/sweep'
import exploration, { model, neuronsAt } from './parameter-exploration.js'

/** Spikes in 10 s of Brian 2.5.1, exponential Euler, steps of 0.1 ms: a row for each of a hundred currents, a column for each of as many densities. */
const TABLE = readFileSync(new URL('../data/parameter-exploration.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .filter(line => !line.startsWith('#'))
  .map(line => line.split(',').map(Number))
const current = (row: number): number => (20 * row) / 99
const density = (column: number): number => 10 + (90 * column) / 99
const conductance = (densities: readonly number[]) => mS.per(cm2)(densities).times(um2(20_000))

test('neurons of the grid fire as often as in Brian 2', async () => {
  expect([TABLE.length, TABLE[0]?.length]).toEqual([100, 100])
  const rows = [0, 10, 20, 33, 50, 71, 90, 99]
  const columns = [0, 3, 5, 9, 10, 14, 20, 37, 49, 66, 80, 99]
  const table = await sweep({
    model,
    parameters: { I: pA(rows.map(current)), g_na: conductance(columns.map(density)), time: second(10) },
    together: 100,
  })
  const counts = Array.from(table.column('rate').in(Hz), rate => Math.round(10 * rate))
  const wrong = counts.flatMap((count, point) => {
    const [row, column] = [
      rows[Math.floor(point / columns.length)] ?? 0,
      columns[point % columns.length] ?? 0,
    ]
    const wanted = TABLE[row]?.[column] ?? NaN
    return Math.abs(count - wanted) <= (wanted < 60 ? 2 : 1) ? [] : [{ row, column, count, wanted }]
  })
  expect(wrong).toEqual([])
  expect(counts.filter(count => count === 0).length).toBeGreaterThan(10)
})

test('spikes and potentials of some points are those of Brian 2', async () => {
  const points = [
    { at: [0, 50], spikes: [27.9, 121.7, 215.5, 309.3, 403.2, 497.0], v: [-59.98733, -59.29363] },
    { at: [20, 50], spikes: [25.0, 110.8, 196.7, 282.5, 368.3, 454.2], v: [-59.96756, -59.08108] },
    { at: [50, 80], spikes: [15.6, 83.6, 151.5, 219.5, 287.5, 355.4], v: [-59.93151, -58.01414] },
    { at: [99, 99], spikes: [12.2, 69.9, 127.6, 185.3, 243.0, 300.8], v: [-59.87887, -56.11681] },
  ] as const
  const { network, neurons } = neuronsAt({
    ...{ size: points.length, first: 0, seed: 1 },
    values: {
      I: pA(points.map(({ at }) => current(at[0]))),
      g_na: conductance(points.map(({ at }) => density(at[1]))),
    },
  })
  const spikes = network.spikeMonitor(neurons)
  const traces = network.stateMonitor(neurons, 'v', { record: true })
  await network.run(ms(500))
  points.forEach((point, k) => {
    const found = Array.from(spikes.trains()[k]?.in(ms) ?? [])
    point.spikes.forEach((time, n) => {
      expect(Math.abs((found[n] ?? NaN) - time)).toBeLessThanOrEqual(0.1 + 1e-9)
    })
    const trace = traces.trace('v', k).in(mV)
    expect(trace[10]).toBeCloseTo(point.v[0], 4)
    expect(trace[100]).toBeCloseTo(point.v[1], 4)
  })
})

test('neurons off the grid fire as often as in Brian 2, in one batch or in several', async () => {
  // Brian 2.5.1, ../peers/case_studies.py: spikes in 3 s, a row for each current.
  const [currents, densities] = [
    [-2, 5, 13.6, 25, 37.5, 60],
    [7.3, 18.3, 54.6, 110, 150],
  ]
  const wanted = [
    [0, 0, 30, 40, 44],
    [0, 0, 36, 45, 48],
    [0, 20, 41, 50, 53],
    [0, 30, 48, 56, 59],
    [0, 39, 55, 62, 65],
    [0, 52, 66, 73, 76],
  ]
  const parameters = { I: pA(currents), g_na: conductance(densities), time: second(3) }
  for (const together of [30, 7]) {
    const table = await sweep({ model, parameters, together })
    const counts = Array.from(table.column('rate').in(Hz), rate => Math.round(3 * rate))
    expect(counts).toEqual(wanted.flat())
  }
})

test('a coarse grid is drawn', async () => {
  const values = { size: quantity`10`, time: second(1), workers: quantity`1` }
  const { run, table, picture } = await exploration({ values })
  await run()
  expect(table.shape).toEqual([10, 10, 1])
  // Silent in the lower left corner, fastest in the upper right one.
  const rates = Array.from(table.column('rate').in(Hz))
  expect(rates[0]).toBe(0)
  expect(Math.max(...rates)).toBe(rates.at(-1))
  const svg = await picture()
  for (const text of ['Sodium conductance (mS/cm²)', 'Current (pA)', 'Rate (Hz)']) expect(svg).toContain(text)
})
