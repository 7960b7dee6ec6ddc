import { expect, test } from 'vitest'
import { mV, ms, quantity } from 'rheobase'
import cobahh from './cobahh.js'

const small = { values: { size: quantity`400` }, duration: ms(300) }
const { run, neurons, spikes, potentials, picture } = await cobahh(small)
const { size } = neurons
await run()

test('activity sustains itself without input', () => {
  const times = spikes.t.values
  const late = typeof times === 'number' ? 0 : times.filter(time => time > 0.2).length
  expect(late).toBeGreaterThan(0.2 * size)
})

test('the potential stays between the reversal potentials of potassium and sodium', () => {
  const [trace = new Float64Array()] = potentials.in('v', mV)
  expect(trace.length).toBe(3000)
  expect(Math.min(...trace)).toBeGreaterThan(-90)
  expect(Math.max(...trace)).toBeLessThan(50)
})

test('draws spikes and a potential', async () => {
  expect(await picture()).toContain('v (mV)')
})
