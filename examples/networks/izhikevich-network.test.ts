import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { run } from './izhikevich-network.js'

const { spikes, excitatory, picture } = await run()
const times = Array.from(spikes.t.in(ms))
const neurons = spikes.i

test('rates are those of the program of the paper', () => {
  // That program in numpy over 40 seeds (../peers/izhikevich_network.py), second half of a second: 7.266 Hz and 6.724 Hz with standard
  // deviations of 0.221 Hz and 0.304 Hz from seed to seed.
  const late = times.flatMap((time, k) => (time >= 500 ? [neurons[k] ?? NaN] : []))
  const rates = [
    late.filter(neuron => neuron < excitatory).length / excitatory / 0.5,
    late.filter(neuron => neuron >= excitatory).length / (1000 - excitatory) / 0.5,
  ]
  expect(Math.abs((rates[0] ?? NaN) - 7.266) / 0.221).toBeLessThan(4)
  expect(Math.abs((rates[1] ?? NaN) - 6.724) / 0.304).toBeLessThan(4)
})

test('the network has rhythms: counts in 5 ms vary far more than independent neurons would make them', () => {
  const counts = new Float64Array(200)
  for (const time of times)
    counts[Math.floor(time / 5 + 1e-9)] = (counts[Math.floor(time / 5 + 1e-9)] ?? 0) + 1
  const mean = times.length / counts.length
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length
  expect(variance / mean).toBeGreaterThan(10)
})

test('draws spikes and rate', async () => {
  expect(await picture()).toContain('Rate (Hz)')
})
