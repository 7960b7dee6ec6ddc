import { expect, test } from 'vitest'
import { ms, Network } from '../index.js'

test('milstein tells that it loses order where noise depends on other variables', async () => {
  const told: string[] = []
  const net = new Network({ onMessage: ({ code, text }) => told.push(`${code}: ${text}`) })
  net.neuronGroup(1, 'dv/dt = w*xi_1/second**0.5 : 1\ndw/dt = w*xi_2/second**0.5 : 1', {
    method: 'milstein',
    name: 'G',
  })
  await net.run(ms(1))
  expect(told).toEqual([
    'method-loses-order: dv/dt of `G`: the factor of `xi_1` depends on `w`: milstein has strong order 1/2 only',
  ])
})
