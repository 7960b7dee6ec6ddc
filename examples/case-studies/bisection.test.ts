import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cm2, mV, ms, uA } from 'rheobase'
import { bisect, membrane, run } from './bisection.js'

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

test('initial gates are those of the rest', () => {
  const { neurons } = membrane([120])
  const gates = [neurons.m, neurons.n, neurons.h].map(gate => gate.values()[0] ?? NaN)
  expect(beyond(gates, [0.052932485257, 0.317676914061, 0.596120753508], 1e-12)).toEqual([])
})

test('ten repetitions go where those of Brian 2 go, to the last bit', async () => {
  const { estimates, picture } = await run()
  const paths = {
    10: [25, 0, 12.5, 18.75, 21.875, 23.4375, 24.21875, 24.609375, 24.4140625, 24.51171875, 24.462890625],
    50: [25, 0, 12.5, 18.75, 15.625, 14.0625, 13.28125, 12.890625, 13.0859375, 12.98828125, 13.037109375],
    90: [25, 0, 12.5, 6.25, 9.375, 7.8125, 8.59375, 8.984375, 8.7890625, 8.88671875, 8.837890625],
  }
  for (const [neuron, path] of Object.entries(paths))
    expect(estimates.map(each => each[Number(neuron)])).toEqual(path)
  // The file has six digits of them.
  expect(beyond(estimates.at(-1) ?? [], column(2), 5.1e-7)).toEqual([])
  const svg = await picture()
  for (const text of ['57.5 mS/cm²', 'Repetition', 'Threshold (mV)', 'Sodium conductance (mS/cm²)'])
    expect(svg).toContain(text)
})

test.each([
  [1, 3],
  [0.5, 4],
] as const)(
  'thirty repetitions find all thresholds of Brian 2, with %d of the time step',
  async (part, k) => {
    const model = membrane(column(1))
    model.network.setTimeStep(ms(0.01 * part))
    model.network.store()
    const estimates = await bisect(model, 25, 30, potentials => {
      model.neurons.v.set(mV(potentials))
      return model.network.run(ms(20))
    })
    expect(beyond(estimates.at(-1) ?? [], column(k), 2e-6)).toEqual([])
  },
)

test('the same search finds threshold currents', async () => {
  const model = membrane([60, 75, 90, 100, 110])
  const { network, neurons } = model
  const density = uA.per(cm2)
  const step = await bisect(model, 32, 32, currents => {
    neurons.I.set(density(currents))
    return network.run(ms(50))
  })
  expect(beyond(step.at(-1) ?? [], [5.985372, 4.677477, 3.686205, 3.140346, 2.661848], 1e-5)).toEqual([])
  const pulse = await bisect(model, 32, 32, async currents => {
    neurons.I.set(density(currents))
    await network.run(ms(1))
    neurons.I.set(density(0))
    await network.run(ms(49))
  })
  expect(beyond(pulse.at(-1) ?? [], [14.15712, 11.782721, 9.892177, 8.806663, 7.821556], 1e-5)).toEqual([])
})

test('single trials are those of Brian 2, step by step', async () => {
  const { network, neurons } = membrane([40, 91.5, 120, 57.5])
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
