import { expect, test } from 'vitest'
import { mV, ms, quantity, um, um2 } from 'rheobase'
import thalamicCell, { RECORDED } from './thalamic-cell.js'

const { run, cell, traces, neuron, picture } = await thalamicCell()
await run()
const potentials = RECORDED.map(compartment => traces.trace('v', compartment).in(mV))
const soma = potentials[0] ?? new Float64Array()
const at = (milliseconds: number): number => Math.round(milliseconds * 100)
const expectWithin = (found: number | undefined, wanted: number, tolerance: number, what = ''): void => {
  expect(Math.abs((found ?? NaN) - wanted), `${what} ${String(found)} is not ${String(wanted)}`).toBeLessThan(
    tolerance,
  )
}

test('the file has the compartments and the areas that it has in Brian 2', () => {
  expect([cell.totalCompartments, cell.totalSections]).toEqual([1219, 207])
  const area = neuron.area.in(um2)
  expectWithin(
    area.reduce((sum, each) => sum + each, 0),
    28607.811754,
    3e-4,
  )
  const wanted = { 0: 2616.631265, 1: 65.148395, 2: 35.636159, 66: 438.346365 }
  for (const [compartment, value] of Object.entries(wanted))
    expectWithin(area[Number(compartment)], value, 1e-6)
  const distance = neuron.distance.in(um)
  expect(distance.indexOf(Math.max(...distance))).toBe(824)
  expectWithin(distance[824], 239.931608, 2.4e-6)
})

test('two spikes come when they come in Brian 2, and no third', () => {
  // All reference numbers of this file are those of Brian 2.5.1 with the same steps of 0.01 ms.
  const crossings = Array.from(soma.keys()).filter(k => (soma[k] ?? 0) < -20 && (soma[k + 1] ?? -99) >= -20)
  const times = crossings.map(k => {
    const [before, after] = [soma[k] ?? NaN, soma[k + 1] ?? NaN]
    return (k + (-20 - before) / (after - before)) / 100
  })
  expect(times).toHaveLength(2)
  expectWithin(times[0], 237.42886, 0.005)
  expectWithin(times[1], 246.3986, 0.01)
  const highest = Math.max(...soma)
  expectWithin(highest, 25.64927, 0.02)
  expect(soma.indexOf(highest)).toBe(at(237.72))
})

test('the potential of the soma is that of Brian 2', () => {
  const reference = [
    ...[[100, -74.312253, 2e-5] as const, [180, -74.279104, 2e-5] as const, [200, -69.33476, 2e-4] as const],
    ...[
      [300, -60.190249, 0.005] as const,
      [400, -66.9347, 0.002] as const,
      [499, -65.982909, 0.002] as const,
    ],
  ]
  for (const [time, wanted, tolerance] of reference)
    expectWithin(soma[at(time)], wanted, tolerance, `${String(time)} ms:`)
})

/** Time in ms, tolerance in mV, and the potential of each recorded compartment. */
const TABLE = [
  [179.5, 2e-4, -74.2794, -74.2791, -74.2755, -74.2794, -74.2789, -74.2794, -74.2751, -74.278, -74.278],
  [200, 2e-4, -69.3348, -69.3592, -69.6333, -69.3351, -69.3737, -69.3365, -69.6664, -69.4414, -69.4412],
  [235, 0.05, -44.8842, -44.9034, -45.0938, -44.8846, -44.9224, -44.886, -45.1195, -44.9803, -44.9811],
  [237.5, 0.3, -8.0208, -11.7853, -33.0125, -8.118, -18.7509, -8.5918, -35.401, -27.9563, -28.8946],
  [250, 0.3, -52.7322, -52.5613, -49.764, -52.7321, -52.7451, -52.7314, -50.0405, -52.6598, -52.6536],
  [300, 0.01, -60.1902, -60.2147, -60.4853, -60.1905, -60.23, -60.192, -60.5194, -60.2984, -60.2983],
  [400, 0.01, -66.9347, -66.9589, -67.2273, -66.935, -66.9743, -66.9365, -67.2615, -67.0423, -67.0423],
  [499, 0.01, -65.9829, -66.007, -66.2736, -65.9832, -66.0223, -65.9847, -66.3077, -66.0901, -66.09],
] as const

test.each(TABLE)('all over the cell, %d ms', (time, tolerance, ...row) => {
  row.forEach((wanted, k) => {
    expectWithin(potentials[k]?.[at(time)], wanted, tolerance, `compartment ${String(RECORDED[k])}:`)
  })
})

// Brian 2.5.1 with steps of 0.02 ms, ../peers/case_studies.py
test.each([
  {
    step: quantity`60`,
    spikes: [252.184001, 267.437228],
    at: { 200: -70.379383, 250: -43.091205 },
  },
  {
    step: quantity`130`,
    spikes: [216.259937, 222.40619, 230.898084],
    at: { 200: -65.06683, 250: -44.3995213 },
  },
])('at $step.value pA it fires as in Brian 2', async ({ step, spikes, at }) => {
  const model = await thalamicCell({ duration: ms(300), values: { step, dt: quantity`0.02` } })
  await model.run()
  const v = model.traces.trace('v', 0).in(mV)
  const crossings = Array.from(v.keys()).filter(k => (v[k] ?? 0) < -20 && (v[k + 1] ?? -99) >= -20)
  const times = crossings.map(k => (k + (-20 - (v[k] ?? NaN)) / ((v[k + 1] ?? NaN) - (v[k] ?? NaN))) * 0.02)
  expect(times).toHaveLength(spikes.length)
  spikes.forEach((time, k) => {
    expectWithin(times[k], time, 1e-4)
  })
  for (const [time, wanted] of Object.entries(at))
    expectWithin(v[Math.round(Number(time) * 50)], wanted, 2e-4)
})

test('draws the potential and the cell', async () => {
  const svg = await picture()
  for (const text of ['Time (ms)', 'v (mV)', 'x (µm)']) expect(svg).toContain(text)
})
