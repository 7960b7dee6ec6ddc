import { expect, test } from 'vitest'
import { Network, cylinder, mV, ms, quantity, um } from 'rheobase'
import { figure } from './figure.js'
import { spaceTime } from './space-time.js'

/** Three compartments of 10, 10 and 40 um whose potentials are their number, in mV, plus the time in ms. */
async function recorded() {
  const net = new Network({ dt: ms(0.5) })
  const cell = cylinder({ diameter: um(1), length: um(20), n: 2 }).set(
    'rest',
    cylinder({ diameter: um(1), length: um(40) }),
  )
  const neuron = net.spatialNeuron(cell, 'Im = 0*amp/meter**2 : amp/meter**2\nf : volt')
  neuron.runRegularly('f = i*mV + t/ms*mV', { dt: ms(0.5), when: 'start' })
  const monitor = net.stateMonitor(neuron, 'f', { record: true, when: 'end' })
  await net.run(ms(10))
  return { monitor, distances: neuron.distance.quantity() }
}

test('each place shows the compartment whose middle is nearest, each time its sample', async () => {
  const { monitor, distances } = await recorded()
  const { cells, x, y } = spaceTime(monitor, 'f', distances, { unit: mV })
  expect([cells?.rows, cells?.columns]).toEqual([100, 20])
  const at = (row: number, column: number) => cells?.values[row * 20 + column]
  expect(at(0, 0)).toBeCloseTo(0, 12)
  expect(at(99, 0)).toBeCloseTo(2, 12)
  expect(at(99, 19)).toBeCloseTo(11.5, 12)
  // Middles at 5, 15 and 40 um: what is nearest changes at 10 and 27.5 um.
  const counts = [0, 1, 2].map(
    k =>
      Array.from({ length: 100 }, (_, row) => at(row, 0)).filter(v => Math.abs((v ?? NaN) - k) < 1e-9).length,
  )
  expect(counts).toEqual([15, 49, 36])
  expect([x.label, y.label, cells?.label]).toEqual(['Time (ms)', 'Distance (µm)', 'f (mV)'])
  expect(figure([spaceTime(monitor, 'f', distances, { from: ms(2), to: ms(6) })])).toContain('Distance (µm)')
  expect(spaceTime(monitor, 'f', distances, { from: ms(2), to: ms(6) }).cells?.columns).toBe(8)
})

test('refused: distances that do not fit, no time, unknown options', async () => {
  const { monitor, distances } = await recorded()
  expect(() => spaceTime(monitor, 'f', um([1, 2]))).toThrow(
    '3 recorded compartments needs a distance for each, not 2',
  )
  expect(() => spaceTime(monitor, 'f', um([1, 1, 1]))).toThrow('different distances')
  expect(() => spaceTime(monitor, 'f', distances, { from: ms(20) })).toThrow('two samples')
  expect(() => spaceTime(monitor, 'f', quantity`1*um`.times([1, 2, 3]), { distanceUnit: ms })).toThrow()
  expect(() => spaceTime(monitor, 'v', distances)).toThrow('`v`')
})
