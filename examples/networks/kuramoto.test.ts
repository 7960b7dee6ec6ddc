import { expect, test } from 'vitest'
import { COUPLINGS, orderInTheory, run } from './kuramoto.js'

const size = 400
const { orders, picture } = await run({ scale: size / 800 })
const order = (coupling: (typeof COUPLINGS)[number]): number => orders[COUPLINGS.indexOf(coupling)] ?? NaN

test('below the critical coupling only chance is left', () => {
  // Independent phases have an order of sqrt(pi/(4 N)) on average; coupling raises it by 1/sqrt(1 - K/Kc) (Daido 1990).
  for (const coupling of [0.5, 1] as const) {
    const chance = Math.sqrt(Math.PI / (4 * size)) / Math.sqrt(1 - coupling / 2)
    expect(order(coupling)).toBeLessThan(2 * chance)
  }
})

test('well above it the order parameter is that of Kuramoto', () => {
  for (const coupling of [3, 4, 6] as const)
    expect(Math.abs(order(coupling) - orderInTheory(coupling)), `coupling ${String(coupling)}`).toBeLessThan(
      1 / Math.sqrt(size),
    )
})

test('more coupling, more order', () => {
  for (let k = 4; k < orders.length; k++) expect(orders[k]).toBeGreaterThan(orders[k - 1] ?? NaN)
})

test('draws theory and simulation', async () => {
  const svg = await picture()
  for (const text of ['Order parameter', 'Kuramoto', '400 oscillators']) expect(svg).toContain(text)
})
