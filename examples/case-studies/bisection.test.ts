import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cm2, mS, mV, ms, quantity, type Quantity } from 'rheobase'
import bisection from './bisection.js'

/** Of Brian 2.5.1: a row for each density, the estimate after ten repetitions and the threshold after thirty. */
const TABLE = readFileSync(new URL('../data/bisection-thresholds.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(',').map(Number))
const column = (k: number): readonly number[] => TABLE.map(row => row[k] ?? NaN)

/** What exceeds a tolerance, with its place. */
const beyond = (found: ArrayLike<number>, wanted: readonly number[], tolerance: number): unknown[] =>
  wanted.flatMap((value, k) =>
    Math.abs((found[k] ?? NaN) - value) <= tolerance ? [] : [{ place: k, found: found[k], wanted: value }],
  )

const inChannels = (densities: readonly number[]): Quantity<Float64Array> => mS.per(cm2)(densities)

test('initial gates are those of the rest', async () => {
  const { neurons } = await bisection({ densities: inChannels([120]) })
  const gates = [neurons.m, neurons.n, neurons.h].map(gate => gate.values()[0] ?? NaN)
  expect(beyond(gates, [0.052932485257, 0.317676914061, 0.596120753508], 1e-12)).toEqual([])
})

test('ten repetitions go where those of Brian 2 go, to the last bit', async () => {
  const { run, found, picture } = await bisection()
  await run()
  const paths = {
    10: [25, 0, 12.5, 18.75, 21.875, 23.4375, 24.21875, 24.609375, 24.4140625, 24.51171875, 24.462890625],
    50: [25, 0, 12.5, 18.75, 15.625, 14.0625, 13.28125, 12.890625, 13.0859375, 12.98828125, 13.037109375],
    90: [25, 0, 12.5, 6.25, 9.375, 7.8125, 8.59375, 8.984375, 8.7890625, 8.88671875, 8.837890625],
  }
  for (const [neuron, path] of Object.entries(paths))
    expect(found.potentials.map(each => each[Number(neuron)])).toEqual(path)
  // The file has six digits of them.
  expect(beyond(found.potentials.at(-1) ?? [], column(2), 5.1e-7)).toEqual([])
  // The denser the channels, the less it takes; the last step was 1/16 µA/cm².
  const currents = found.currents.at(-1) ?? []
  expect(currents.every((each, k) => k === 0 || each <= (currents[k - 1] ?? NaN) + 0.07)).toBe(true)
  const svg = await picture()
  for (const text of ['57.5 mS/cm²', 'Repetition', 'Threshold potential (mV)', 'Threshold current (µA/cm²)'])
    expect(svg).toContain(text)
})

const DENSITIES = inChannels([60, 75, 90, 100, 110])
const repetitions = quantity`30`

test.each([
  [0.01, 3],
  [0.005, 4],
] as const)('thirty repetitions find all thresholds of Brian 2, with a time step of %d ms', async (dt, k) => {
  const values = { repetitions, dt: ms(dt), pulse: ms(1) }
  const { run, found } = await bisection({ densities: inChannels(column(1)), values })
  await run()
  expect(beyond(found.potentials.at(-1) ?? [], column(k), 2e-6)).toEqual([])
})

test.each([
  [50, [5.985372, 4.677477, 3.686205, 3.140346, 2.661848]],
  [1, [14.15712, 11.782721, 9.892177, 8.806663, 7.821556]],
] as const)('the same search finds threshold currents of %d ms', async (pulse, wanted) => {
  const { run, found } = await bisection({ densities: DENSITIES, values: { repetitions, pulse: ms(pulse) } })
  await run()
  expect(beyond(found.currents.at(-1) ?? [], wanted, 1e-5)).toEqual([])
})

test('other densities and a pulse of 4 ms have the thresholds of Brian 2', async () => {
  // Brian 2.5.1 fires with 2e-6 mV and 1e-5 µA/cm² more than these, and not with as much less.
  const densities = [17.3, 28.4, 46.1, 66.6, 83.1, 118.9]
  const potentials = [34.43286078, 20.8561724, 15.1005712, 11.6660812, 9.71440422, 6.58422358]
  const currents = [24.19622247, 12.48054094, 7.91557523, 5.62200398, 4.39976422, 2.57278329]
  const { run, found } = await bisection({
    densities: inChannels(densities),
    values: { repetitions, pulse: ms(4) },
  })
  await run()
  expect(beyond(found.potentials.at(-1) ?? [], potentials, 2e-6)).toEqual([])
  expect(beyond(found.currents.at(-1) ?? [], currents, 1e-5)).toEqual([])
})

test('single trials are those of Brian 2, step by step', async () => {
  const { network, neurons } = await bisection({ densities: inChannels([40, 91.5, 120, 57.5]) })
  neurons.v.set(mV([30, 20, 20, 8]))
  const first = network.spikeMonitor(neurons)
  const v = network.stateMonitor(neurons, 'v', { record: true })
  await network.run(ms(20))
  const begins = first.trains().map(train => train.in(ms)[0])
  expect(beyond(begins.slice(0, 3) as number[], [0.66, 0.71, 0.6], 1e-9)).toEqual([])
  expect(begins[3]).toBe(undefined)
  const traces = v.in('v', mV)
  const peaks = traces.slice(0, 3).map(trace => trace.reduce((a, b) => Math.max(a, b)))
  expect(beyond(peaks, [84.33441, 102.20521, 105.85145], 1e-4)).toEqual([])
  expect(
    beyond(
      traces.slice(0, 3).map((trace, k) => trace.indexOf(peaks[k] ?? NaN)),
      [103, 103, 90],
      0,
    ),
  ).toEqual([])
  const samples = [10, 50, 100, 200, 500, 1000, 1990]
  const wanted = [
    [28.10893, 35.65853, 84.02183, 32.42579, -9.62544, -4.36883, -0.51852],
    [18.8587, 26.11918, 101.9599, 55.60678, -10.49698, -5.59265, 0.04037],
    [18.95865, 32.5587, 104.37785, 57.88306, -10.65878, -5.88108, 0.47833],
    [7.44566, 6.02778, 4.79307, 1.9467, -1.82336, -0.82131, -0.47715],
  ]
  traces.forEach((trace, k) => {
    expect(
      beyond(
        samples.map(sample => trace[sample] ?? NaN),
        wanted[k] ?? [],
        1e-4,
      ),
    ).toEqual([])
  })
})
