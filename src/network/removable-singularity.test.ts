import { expect, test } from 'vitest'
import { ms, Network } from '../index.js'

async function told(rate: string): Promise<string[]> {
  const texts: string[] = []
  const net = new Network({
    target: 'js',
    onMessage: ({ code, text }) => {
      if (code === 'removable-singularity') texts.push(text)
    },
  })
  net.neuronGroup(1, `dm/dt = alpha*(1 - m) : 1\nalpha = ${rate} : Hz\nv : volt`, { method: 'euler' })
  await net.run(ms(0))
  await net.run(ms(0))
  return texts
}

test.each([
  '0.1*(v + 40*mV)/(exp((v + 40*mV)/(10*mV)) - 1)/mV/ms',
  '0.1*(v + 40*mV)/mV/(1 - exp(-(v + 40*mV)/(10*mV)))/ms',
  '(v/mV)/(exp(v/mV) - 1.)*Hz + 3*Hz',
])('a rate that is 0/0 at one potential is told once, with the form that is not: %s', async rate => {
  const [text, ...others] = await told(rate)
  expect(others).toEqual([])
  expect(text).toMatch(/equation of `neurongroup.alpha` is 0\/0.*exprel/)
})

test.each([
  'Hz/exprel(v/mV)',
  '1*mV/(exp(v/mV) - 1)/mV*Hz',
  'v/mV/(exp(v/mV) + 1)*Hz',
  'v/mV/(exp(v/mV) - 2)*Hz',
])('nothing is told of %s', async rate => {
  expect(await told(rate)).toEqual([])
})
