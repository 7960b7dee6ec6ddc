import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { PARAMETERS, run } from './fitzhugh-nagumo.js'

const { network, neuron, spikes, traces, picture } = await run()
const times = Array.from(spikes.t.in(ms))
const sample = (variable: string, milliseconds: number): number =>
  (traces.trace(variable, 0).values as Float64Array)[Math.round(milliseconds / 0.05)] ?? NaN

test('rest is where the nullclines cross', () => {
  // FitzHugh 1961: x = 1.1994, y = -0.6243 with his signs.
  expect(sample('v', 49)).toBeCloseTo(-1.1994, 3)
  expect(sample('w', 49)).toBeCloseTo(-0.6243, 3)
})

test('a short current, the end of a negative one, and a steady one make the spikes of Brian 2', () => {
  // Brian 2.5.1 with the same equations and runs, rk4, steps of 0.05 ms (../peers/fitzhugh_nagumo.py), in ms.
  const brian = [51.85, 255.2, 352.7, 393.85, 433.3, 472.8, 512.25, 551.75, 591.2]
  expect(times.map(time => Number(time.toFixed(2)))).toEqual(brian)
})

test('oscillation begins at the current where the rest loses its stability', async () => {
  // The trace of the linearisation, 1 - v^2 - b/tau, changes sign there; the two nullclines give the current.
  const { a, b, tau } = PARAMETERS
  const v = -Math.sqrt(1 - b / tau)
  const hopf = (v + a) / b - v + v ** 3 / 3
  expect(hopf).toBeCloseTo(0.3313, 4)
  const spikesAfterRestAt = async (current: number): Promise<number> => {
    neuron.I.set(0.3)
    await network.run(ms(500))
    neuron.I.set(current)
    await network.run(ms(1000))
    const before = spikes.count
    await network.run(ms(500))
    return spikes.count - before
  }
  expect(await spikesAfterRestAt(hopf - 0.01)).toBe(0)
  expect(await spikesAfterRestAt(hopf + 0.01)).toBeGreaterThan(5)
})

test('draws traces and phase plane', async () => {
  const svg = await picture()
  for (const text of ['Time (ms)', 'dw/dt = 0', 'trajectory']) expect(svg).toContain(text)
})
