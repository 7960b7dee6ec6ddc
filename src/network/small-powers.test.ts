import { expect, test } from 'vitest'
import { Network } from './network.js'

test('the powers of channels are products: squares, cubes and fourth powers', () => {
  const net = new Network({ seed: 1 })
  const group = net.neuronGroup(200, 'x : 1')
  group.x.set('4*rand() - 2')
  const x = group.x.values()
  const power = (exponent: number) => [
    ...Float64Array.from(group.evaluate(`x**${String(exponent)}`).values as Float64Array),
  ]
  expect(power(2)).toEqual(Array.from(x, value => value * value))
  expect(power(3)).toEqual(Array.from(x, value => value * value * value))
  expect(power(4)).toEqual(Array.from(x, value => value * value * (value * value)))
  power(4).forEach((value, k) => {
    expect(Math.abs(value / (x[k] ?? NaN) ** 4 - 1)).toBeLessThan(4e-16)
  })
})
