import { expect, test } from 'vitest'
import { euler } from './euler.js'
import { heun } from './heun.js'
import { milstein } from './milstein.js'
import { advance, fixedStepMethod, printed, step, system, updateFunctions } from './system.test-support.js'

const VALUES = { a: -0.5, b: 0.4, v: 1.2, w: 0.7, dt: 0.01 }
const ONES = { ...updateFunctions, randn: () => 1 }

test.each([
  ['euler', ['dv/dt = a*v + b*xi'], { v: 1.234 }],
  ['heun', ['dv/dt = a*v + b*xi'], { v: 1.234 }],
  ['milstein', ['dv/dt = a*v + b*xi'], { v: 1.234 }],
  ['heun', ['dv/dt = a*v + b*v*xi'], { v: 1.24296 }],
  ['milstein', ['dv/dt = a*v + b*v*xi'], { v: 1.24296 }],
  ['heun', ['dv/dt = a*v + b*sin(v)*xi'], { v: 1.2315387330757692 }],
  ['heun', ['dv/dt = a*v + b*v*xi_1 + b*w*xi_2', 'dw/dt = -w + b*v*xi_1'], { v: 1.27248, w: 0.74252 }],
] as const)('a step of %s for %j', (name, lines, expected) => {
  const result = step(fixedStepMethod(name).update(system(lines)), VALUES, ONES)
  for (const [variable, value] of Object.entries(expected)) expect(result[variable]).toBeCloseTo(value, 13)
})

test('each noise variable is drawn once, however often it occurs', () => {
  expect(printed(euler.update(system(['dv/dt = (s*xi_a + xi_b - v)/tau', 'dw/dt = xi_a'])))).toEqual([
    '_dW_xi_a = (sqrt(dt) * randn())',
    '_dW_xi_b = (sqrt(dt) * randn())',
    '_v = (((v + (dt * (-v / tau))) + ((s / tau) * _dW_xi_a)) + ((1 / tau) * _dW_xi_b))',
    '_w = (w + _dW_xi_a)',
    'v = _v',
    'w = _w',
  ])
})

test('additive noise needs no support point', () => {
  const equations = system(['dv/dt = -v + s*xi', 'dw/dt = xi_2*p'])
  expect(printed(heun.update(equations))).toEqual(printed(euler.update(equations)))
  expect(printed(milstein.update(equations))).toEqual(printed(euler.update(equations)))
})

test('the support point of heun is at the end of the step', () => {
  expect(printed(heun.update(system(['dv/dt = t*w*xi', 'dw/dt = -w'])))).toEqual([
    '_dW_xi = (sqrt(dt) * randn())',
    '_t_end = (t + dt)',
    '_v = (v + ((0.5 * ((t * w) + (_t_end * w))) * _dW_xi))',
    '_w = (w + (dt * -w))',
    'v = _v',
    'w = _w',
  ])
})

test('a random number in drift and noise is one number, and a new one at the support point', () => {
  const update = printed(heun.update(system(['dv/dt = rand()*(v + xi)'])))
  expect(update).toContain(
    '_v = ((v + (dt * (_draw_v * v))) + ((0.5 * (_draw_v + _draw_v_support)) * _dW_xi))',
  )
  expect(update.filter(line => line.includes('rand()'))).toEqual([
    '_draw_v = rand()',
    '_draw_v_support = rand()',
  ])
})

test.each([
  ['euler', ['dv/dt = v*xi'], /multiplicative.*depends on `v`.*heun/],
  ['euler', ['dv/dt = w*xi', 'dw/dt = 0'], /depends on `w`/],
  ['euler', ['dv/dt = sin(t)*xi'], /the time, through `sin\(t\)`/],
  ['euler', ['dv/dt = poisson(v)*xi'], /depends on `v`/],
  ['euler', ['dv/dt = xi**2'], /noise must enter linearly: `xi\*\*2`/],
  ['heun', ['dv/dt = xi*xi_2'], /noise must enter linearly: `xi\*xi_2`/],
  ['heun', ['dv/dt = sin(xi)'], /`sin\(xi\)`/],
  ['milstein', ['dv/dt = v*xi_1 + xi_2'], /`xi_1` and `xi_2`.*heun/],
  ['milstein', ['dv/dt = xi', 'dw/dt = xi'], /shares the noise `xi` with dv\/dt/],
  ['exact', ['dv/dt = -v + xi'], /exact cannot integrate the noise `xi`/],
  ['exponential_euler', ['dv/dt = -v + xi'], /noise `xi`/],
  ['rk2', ['dv/dt = -v + xi_2'], /noise `xi_2`/],
  ['rk4', ['dv/dt = -v + xi'], /euler.*heun.*milstein/],
] as const)('%s refuses %j', (name, lines, reason) => {
  const refusals = fixedStepMethod(name).refuse(system(lines))
  expect(refusals).toHaveLength(1)
  expect(refusals[0]?.reason).toMatch(reason)
})

test('milstein warns of factors that only look diagonal', () => {
  const equations = system(['dv/dt = w*xi_1', 'dw/dt = v*xi_2'])
  expect(milstein.refuse(equations)).toEqual([])
  expect(milstein.caution?.(equations)).toMatchObject([{ variable: 'v' }, { variable: 'w' }])
  expect(milstein.caution?.(system(['dv/dt = v*xi_1', 'dw/dt = w*xi_2']))).toEqual([])
})

test('the noise has the variance of the step', () => {
  const update = euler.update(system(['dv/dt = xi']))
  expect(advance(update, { v: 0, dt: 0.25 }, 8, ONES)['v']).toBeCloseTo(4, 14)
})
