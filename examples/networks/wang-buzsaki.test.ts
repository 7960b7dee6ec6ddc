import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { coherence, run } from './wang-buzsaki.js'

const { spikes, picture } = await run()
const times = Array.from(spikes.t.in(ms))

test('rate and coherence are those of Brian 2', () => {
  // Brian 2.5.1 with the same network over twenty seeds (../peers/wang_buzsaki.py): means, and standard deviations from seed to seed, of the rate
  // from 100 ms on and of the coherence from 250 ms on, in bins of 2.8 ms (a tenth of a period).
  const rate = times.filter(time => time >= 100).length / 100 / 0.4
  expect(Math.abs(rate - 34.8725) / 0.8242).toBeLessThan(4)
  expect(Math.abs(coherence(spikes, ms(2.8), ms(250)) - 0.1586) / 0.0646).toBeLessThan(4)
})

test('neurons fall into step: coherence rises from what chance gives', () => {
  // Bins of a tenth of a period: by chance every tenth spike has a partner.
  expect(coherence(spikes, ms(2.8), ms(350))).toBeGreaterThan(0.15)
})

test('the rhythm is a gamma rhythm: the period is that of a neuron', () => {
  // Lag of the first peak of the autocorrelation of counts in 1 ms, away from 0.
  const counts = new Float64Array(300)
  for (const time of times)
    if (time >= 200) counts[Math.floor(time - 200 + 1e-9)] = (counts[Math.floor(time - 200 + 1e-9)] ?? 0) + 1
  const at = (lag: number): number => {
    let sum = 0
    for (let k = 0; k + lag < counts.length; k++) sum += (counts[k] ?? 0) * (counts[k + lag] ?? 0)
    return sum / (counts.length - lag)
  }
  const lags = Array.from({ length: 31 }, (_, k) => k + 15)
  const period = lags.reduce((best, lag) => (at(lag) > at(best) ? lag : best))
  expect(1000 / period).toBeGreaterThan(30)
  expect(1000 / period).toBeLessThan(45)
})

test('draws spikes, rate and potentials', async () => {
  const svg = await picture()
  for (const text of ['Rate (Hz)', 'v (mV)', 'neuron 1']) expect(svg).toContain(text)
})
