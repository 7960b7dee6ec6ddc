import { expect, test } from 'vitest'
import { chooseMethod, DEFAULT_METHODS } from './choose-method.js'
import { integrationMethod } from './known-methods.js'
import { system } from './system.test-support.js'

test.each([
  [['dv/dt = -v/tau'], 'exact'],
  [['dv/dt = (1 - v)/tau'], 'exact'],
  [['dv/dt = p*v/tau'], 'exact'],
  [['dv/dt = (w - v)/tau', 'dw/dt = -w/tau2'], 'exact'],
  [['dv/dt = 1/tau'], 'exact'],
  [['dv/dt = w/tau', 'dw/dt = -v/tau'], 'exact'],
  [['dv/dt = -v**2/tau'], 'euler'],
  [['dv/dt = -v/tau + xi/sqrt(tau)'], 'euler'],
  [['dv/dt = -v/tau + w*xi/sqrt(tau)'], 'euler'],
  [['w = held(t)', 'dv/dt = -v/tau + w*xi/sqrt(tau)'], 'euler'],
  [['dv/dt = -v/tau + v*xi/sqrt(tau)'], 'heun'],
  [['dv/dt = -v/tau + xi*sin(2*pi*f*t)/sqrt(tau)'], 'heun'],
  [['dv/dt = -v/tau + w*xi/sqrt(tau)', 'dw/dt = -w/tau'], 'heun'],
  [['dv/dt = (held(t) - v)/tau'], 'exact'],
  [['dv/dt = -v*held(t)/tau'], 'exact'],
  [['dv/dt = (unaligned(t) - v)/tau'], 'euler'],
  [['dv/dt = (held(t/2) - v)/tau'], 'euler'],
  [['dv/dt = (sin(2*pi*f*t) - v)/tau'], 'euler'],
  [['dv/dt = (rand() - v)/tau'], 'euler'],
  [['dv/dt = (t_in_timesteps - v)/tau'], 'exact'],
  [['dv/dt = (v + 1)**2 - v**2', 'dw/dt = w**2/w'], 'exact'],
  [[], 'exact'],
])('%j is integrated by %s', (lines, expected) => {
  const choice = chooseMethod(system(lines, { held: ['held'] }), DEFAULT_METHODS)
  expect('method' in choice ? choice.method.name : choice).toBe(expected)
})

test('the first candidate that fits is taken', () => {
  const candidates = ['exact', 'exponential_euler', 'rk2', 'heun'].map(integrationMethod)
  const choice = chooseMethod(system(['dv/dt = -v*w', 'dw/dt = exp(v) - w']), candidates)
  expect(choice).toMatchObject({ method: { name: 'exponential_euler' } })
})

test('if none fits, each tells why', () => {
  const choice = chooseMethod(system(['dv/dt = v*v + v*xi']), ['exact', 'euler'].map(integrationMethod))
  if ('method' in choice) throw new Error('a method was chosen')
  expect([...choice.refusals.keys()]).toEqual(['exact', 'euler'])
  for (const refusals of choice.refusals.values()) expect(refusals).not.toEqual([])
})
