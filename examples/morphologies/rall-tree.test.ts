import { expect, test } from 'vitest'
import { along, run, theory } from './rall-tree.js'

const { neurons, picture } = await run()
const [cylindric, branched] = neurons

test('the potential along a cylinder is that of the cable equation, within 20 nanovolts', () => {
  const points = along(cylindric, false)
  expect(points.length).toBe(200)
  for (const [distance, potential] of points)
    expect(Math.abs(potential - theory(distance)), `at ${String(distance)}`).toBeLessThan(2e-5)
  expect(theory(0)).toBeGreaterThan(2)
})

test('the tree is the same cylinder', () => {
  for (const [distance, potential] of along(branched, true))
    expect(Math.abs(potential - theory(distance)), `at ${String(distance)}`).toBeLessThan(2e-5)
  // Both branches are alike.
  const v = branched.v.values()
  for (let k = 100; k < 200; k++) expect(v[k + 100]).toBeCloseTo(v[k] ?? NaN, 12)
})

test('draws both beside the theory', async () => {
  const svg = await picture()
  for (const text of ['theory', 'tree', 'Potential over rest (mV)', 'Difference to theory'])
    expect(svg).toContain(text)
})
