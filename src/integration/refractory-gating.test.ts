import { expect, test } from 'vitest'
import { gatedUpdate } from './refractory-gating.js'
import {
  FIXED_STEP_METHODS,
  fixedStepMethod,
  advance,
  printed,
  step,
  system,
  updateFunctions,
} from './system.test-support.js'

const gated = (
  name: string,
  lines: readonly string[],
  frozen: readonly string[] = ['v'],
): readonly string[] =>
  printed(gatedUpdate(fixedStepMethod(name), system(lines), new Set(frozen), 'not_refractory'))

test('variables that do not meet a frozen one need one formula', () => {
  expect(gated('exact', ['dv/dt = (g - v)/tau', 'dg/dt = -g/taug']).slice(-4)).toEqual([
    '_v = ((_P_v_v * v) + (_P_v_g * g))',
    '_g = (_P_g_g * g)',
    'v = where(not_refractory, _v, v)',
    'g = _g',
  ])
})

test('without frozen variables the update is the plain one', () => {
  expect(gated('rk4', ['dv/dt = -v'], [])).toEqual(
    printed(fixedStepMethod('rk4').update(system(['dv/dt = -v']))),
  )
})

test('propagators do not depend on refractoriness, and equal locals are shared', () => {
  const lines = gated('exact', ['dv/dt = -v/tau', 'dw/dt = (v - w)/tauw'])
  expect(lines.filter(line => line.includes('not_refractory'))).toEqual([
    'v = where(not_refractory, _v, v)',
    'w = where(not_refractory, _w, _w_frozen)',
  ])
  expect(lines.filter(line => line.startsWith('_P_w_w ='))).toHaveLength(1)
  expect(lines).toContain('_w_frozen = ((_P_w_w * w) + _c_w)')
})

test('the noise of a frozen and a moving variable stays one number', () => {
  const lines = gated('heun', ['dv/dt = -v + v*xi', 'dw/dt = v*w*xi'])
  expect(lines.filter(line => line.includes('randn'))).toHaveLength(1)
})

const SYSTEMS = [
  ['dv/dt = (E - v - w)/tau', 'dw/dt = (a*v - w)/tauw'],
  ['dv/dt = (g - v)/tau', 'dg/dt = -g/tauw', 'dw/dt = v*a - w'],
  ['dv/dt = -v', 'dw/dt = 1'],
]
const START = { v: 0.3, w: 0.2, g: 1, E: 1.1, a: 0.7, tau: 2, tauw: 5, dt: 0.25 }

test.each(SYSTEMS.flatMap(lines => FIXED_STEP_METHODS.map(({ name }) => [name, lines] as const)))(
  '%s of %j moves or stands as not_refractory says',
  (name, lines) => {
    const method = fixedStepMethod(name)
    const whole = system(lines)
    const update = gatedUpdate(method, whole, new Set(['v']), 'not_refractory')
    const standing = system(lines.map(line => (line.startsWith('dv/dt') ? 'dv/dt = 0' : line)))
    const moving = advance(method.update(whole), START, 5)
    const frozen = advance(method.update(standing), START, 5)
    const gatedMoving = advance(update, { ...START, not_refractory: 1 }, 5)
    const gatedFrozen = advance(update, { ...START, not_refractory: 0 }, 5)
    expect(gatedFrozen['v']).toBe(START.v)
    for (const variable of ['v', 'w', 'g']) {
      expect(gatedMoving[variable]).toBe(moving[variable])
      expect(gatedFrozen[variable]).toBeCloseTo(frozen[variable] ?? NaN, 13)
    }
  },
)

test('a nan in the unused branch does no harm', () => {
  const update = gatedUpdate(
    fixedStepMethod('euler'),
    system(['dv/dt = 1/z', 'dw/dt = -w']),
    new Set(['v']),
    'not_refractory',
  )
  const result = step(update, { v: 1, w: 1, z: 0, dt: 0.1, not_refractory: 0 }, updateFunctions)
  expect(result['v']).toBe(1)
})
