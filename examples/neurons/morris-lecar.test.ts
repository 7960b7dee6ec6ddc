import { expect, test } from 'vitest'
import { Hz, cm2, uA } from 'rheobase'
import { run } from './morris-lecar.js'

const { currents, rates, picture } = await run({ scale: 0.5 })
const current = Array.from(currents.in(uA.per(cm2)) as Float64Array)
const [one, two] = (['class 1', 'class 2'] as const).map(name =>
  Array.from(rates(name).in(Hz) as Float64Array),
) as [number[], number[]]
const at = (wanted: number): number => current.findIndex(each => Math.abs(each - wanted) < 1e-6)
const firstSpiking = (rate: readonly number[]): number => rate.findIndex(each => each > 0)

test('class 1 starts where the resting state ends, which is known in closed form, and slowly', () => {
  // The current that holds the membrane at v has its knee at the saddle-node: 39.96 uA/cm2.
  const holding = (v: number): number => {
    const m = 0.5 * (1 + Math.tanh((v + 1.2) / 18))
    const w = 0.5 * (1 + Math.tanh((v - 12) / 17.4))
    return 4 * m * (v - 120) + 8 * w * (v + 84) + 2 * (v + 60)
  }
  const knee = Math.max(...Array.from({ length: 3000 }, (_, k) => holding(-50 + k / 100)))
  expect(knee).toBeCloseTo(39.96, 2)
  const first = firstSpiking(one)
  expect(current[first]).toBeGreaterThan(knee)
  expect(current[first]).toBeLessThan(knee + 1)
  expect(one[first]).toBeLessThan(2)
})

test('class 2 starts with a jump, where the limit cycle is born: at 88.3 uA/cm2', () => {
  // From rest the cycle is reached at once, before the rest itself becomes unstable, at the Hopf bifurcation at 93.86 uA/cm2.
  const first = firstSpiking(two)
  expect(current[first]).toBeGreaterThan(88.29)
  expect(current[first]).toBeLessThan(88.29 + 1)
  expect(two[first]).toBeGreaterThan(8)
})

test('rates are those of Brian 2', () => {
  // Brian 2.5.1 with the same equations, rk4, steps of 0.1 ms (../peers/morris_lecar.py).
  for (const [where, first, second] of [
    [50, 13.237, 0],
    [80, 21.32, 0],
    [90, 22.69, 9.734],
    [100, 23.77, 11.724],
    [110, 24.737, 12.808],
  ] as const) {
    expect(one[at(where)]).toBeCloseTo(first, 3)
    expect(two[at(where)]).toBeCloseTo(second, 3)
  }
})

test('draws both classes', async () => {
  const svg = await picture()
  for (const text of ['Current (µA/cm²)', 'Rate (Hz)', 'class 1', 'class 2']) expect(svg).toContain(text)
})
