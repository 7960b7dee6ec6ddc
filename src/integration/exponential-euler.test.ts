import { expect, test } from 'vitest'
import { exponentialEuler } from './exponential-euler.js'
import { advance, printed, step, system } from './system.test-support.js'

const ms = 1e-3
const mV = 1e-3
const relative = (value: number | undefined, expected: number): number =>
  Math.abs((value ?? NaN) / expected - 1)

// prettier-ignore
test.each([
  'a - v', '-v', 'w', 'cos(t)', 'exp((v - VT)/DT) - v', '-v*abs(v)', 'v*int(v > 3)', 'v/(1 + v)', '-v + sqrt(v)', '-v*w + w**2',
  'v*(1 - v) + v*v', 'where(v > 0, -v, w)', '(1 - v)*exp(v)', '-v + (1 + v)**a', '-v + 2**v', '-v/(C*v**0)',
])('dv/dt = %s is conditionally linear', text => {
  expect(exponentialEuler.refuse(system([`dv/dt = ${text}`]))).toEqual([])
})

test.each([
  ['exp(v)', /no term of `exp\(v\)` is proportional to `v`/],
  ['sqrt(v)', /proportional/],
  ['int(v > 1)*w', /proportional/],
  ['v**2 + w', /`v\*\*2`/],
  ['1/v', /`1\/v`/],
  ['(1-v)*(2-v)', /`\(1-v\)\*\(2-v\)`/],
  ['v - v**3/3 - w', /`v\*\*3`/],
  ['v*(1-v)/tau', /`v\*\(1-v\)`/],
  ['-v/tau + 1/v', /`1\/v`/],
  ['-v/tau + v**1.5', /`v\*\*1\.5`.*rk4/],
  ['-v + 2*w*v**a', /`v\*\*a`/],
  ['v**a - v/tau', /`v\*\*a`.*first degree/],
  ['-v + xi', /the noise `xi`/],
  ['poisson(v)', /proportional/],
])('dv/dt = %s is refused with its reason', (text, reason) => {
  const refusals = exponentialEuler.refuse(system([`dv/dt = ${text}`]))
  expect(refusals).toHaveLength(1)
  expect(refusals[0]?.reason).toMatch(reason)
})

test('one elementary function for each variable', () => {
  expect(
    printed(
      exponentialEuler.update(system(['dm/dt = al*(1 - m) - be*m', 'dg/dt = -g/tau', 'dx/dt = sin(t)'])),
    ),
  ).toEqual([
    '_A_m = (-al - be)',
    '_B_m = al',
    '_A_g = (-1 / tau)',
    '_m = (m + ((dt * ((_A_m * m) + _B_m)) * exprel((_A_m * dt))))',
    '_g = (g * exp((_A_g * dt)))',
    '_x = (x + (dt * sin(t)))',
    'm = _m',
    'g = _g',
    'x = _x',
  ])
})

// prettier-ignore
test.each([
  [['dv/dt = (I - v)/tau'], { tau: 10 * ms, I: 1.5, v: 0.2 }, 1, { v: 0.21293521612608135 }],
  [['dv/dt = (I - v)/tau'], { tau: 10 * ms, I: 1.5, v: 0.2 }, 10, { v: 0.3237113565532517 }],
  [['dv/dt = (sin(2*pi*f*t) - v)/tau'], { f: 100, pi: Math.PI, tau: 10 * ms, v: 0.1 }, 1, { v: 0.09900498337491681 }],
  [['dv/dt = (sin(2*pi*f*t) - v)/tau'], { f: 100, pi: Math.PI, tau: 10 * ms, v: 0.1 }, 3, { v: 0.09891019934771572 }],
  [
    ['dv/dt = (gL*(EL - v) + g*(Ee - v))/C', 'dg/dt = -g/taug'],
    { gL: 10e-9, EL: -70 * mV, Ee: 0, C: 200e-12, taug: 5 * ms, v: -60 * mV, g: 20e-9 },
    1,
    { v: -0.0594541044521123, g: 1.9603973466135108e-8 },
  ],
  ...([[1, 0.09158480349701487], [5, 0.18787189732684706]] as const).map(([steps, m]) => [
    ['al = 1/ms/exprel(-(v + 40*mV)/(10*mV))', 'be = 4/ms*exp(-(v + 65*mV)/(18*mV))', 'dm/dt = al*(1 - m) - be*m'],
    { ms, mV, v: -50 * mV, m: 0.05 },
    steps,
    { m },
  ] as const),
] as const)('worked numbers of %j, %j after %d steps', (lines, start, steps, expected) => {
  const result = advance(exponentialEuler.update(system(lines)), { ...start, dt: 0.1 * ms }, steps)
  for (const [variable, value] of Object.entries(expected)) expect(relative(result[variable], value)).toBeLessThan(1e-12)
})

test('a coefficient that is zero by its value gives no nan', () => {
  const result = step(exponentialEuler.update(system(['dv/dt = (g - k*v)/tau'])), {
    g: 2,
    k: 0,
    tau: 0.01,
    v: 1,
    dt: 1e-4,
  })
  expect(result['v']).toBeCloseTo(1.02, 14)
})

test('a random number in a product is drawn once', () => {
  const update = exponentialEuler.update(system(['dv/dt = rand()*(E - v) + rand()']))
  expect(printed(update).slice(0, 4)).toEqual([
    '_draw_v = rand()',
    '_draw_v_ = rand()',
    '_A_v = -_draw_v',
    '_B_v = ((_draw_v * E) + _draw_v_)',
  ])
})
