import { expect, test } from 'vitest'
import {
  FIXED_STEP_METHODS,
  advance,
  fixedStepMethod,
  printed,
  system,
  updateFunctions,
} from './system.test-support.js'

const ms = 1e-3
const relative = (value: number | undefined, expected: number): number =>
  Math.abs((value ?? NaN) / expected - 1)

const LEAK = { lines: ['dv/dt = (I - v)/tau'], start: { tau: 10 * ms, I: 1.5, v: 0.2 } }
const PAIR = {
  lines: ['dv/dt = (v**2 - w)/tau', 'dw/dt = (v - w)/tau2'],
  start: { tau: 10 * ms, tau2: 20 * ms, v: 0.5, w: 0.25 },
}
const FORCED = {
  lines: ['dv/dt = (sin(2*pi*f*t) - v)/tau'],
  start: { f: 100, pi: Math.PI, tau: 10 * ms, v: 0.1 },
}
const SYNAPSES = {
  lines: ['dv/dt = (g + x - v)/taum', 'dg/dt = -g/tau1', 'dx/dt = -x/tau2'],
  start: { taum: 20 * ms, tau1: 5 * ms, tau2: 10 * ms, v: 0.1, g: 1, x: -0.5 },
}
const CONDUCTANCE = {
  lines: ['dv/dt = (gL*(EL - v) + g*(Ee - v))/C', 'dg/dt = -g/taug'],
  start: { gL: 10e-9, EL: -0.07, Ee: 0, C: 200e-12, taug: 5 * ms, v: -0.06, g: 20e-9 },
}
const GATE = {
  lines: [
    'al = 1/ms/exprel(-(v + 40*mV)/(10*mV))',
    'be = 4/ms*exp(-(v + 65*mV)/(18*mV))',
    'dm/dt = al*(1 - m) - be*m',
  ],
  start: { ms, mV: 1e-3, v: -0.05, m: 0.05 },
}
const MEMBRANE = {
  lines: ['dv/dt = (EL - v + R*I)/tau'],
  start: { EL: -0.07, tau: 20 * ms, R: 1e8, I: 0.25e-9, v: -0.07 },
}

// prettier-ignore
test.each([
  ['euler', LEAK, 1, { v: 0.21300000000000002 }], ['heun', LEAK, 10, { v: 0.32430330248855416 }],
  ['milstein', LEAK, 10, { v: 0.32430330248855416 }], ['euler', LEAK, 10, { v: 0.32430330248855416 }],
  ['rk2', LEAK, 1, { v: 0.212935 }], ['rk2', LEAK, 10, { v: 0.32370938130810145 }],
  ['rk4', LEAK, 1, { v: 0.21293521612500002 }], ['rk4', LEAK, 10, { v: 0.3237113565433681 }],
  ['euler', PAIR, 1, { v: 0.5, w: 0.25125 }], ['euler', PAIR, 20, { v: 0.49755241883610785, w: 0.27377610841673083 }],
  ['rk2', PAIR, 1, { v: 0.49999375, w: 0.251246875 }], ['rk2', PAIR, 20, { v: 0.4974150422180612, w: 0.2737073895244744 }],
  ['rk4', PAIR, 1, { v: 0.49999373957041066, w: 0.2512468697851563 }],
  ['rk4', PAIR, 20, { v: 0.4974148141950447, w: 0.2737072749151434 }],
  ['euler', FORCED, 1, { v: 0.099 }], ['euler', FORCED, 3, { v: 0.09890485847898325 }],
  ['rk2', FORCED, 1, { v: 0.09931910759078129 }], ['rk2', FORCED, 3, { v: 0.09983917924671504 }],
  ['rk4', FORCED, 1, { v: 0.0993179948936637 }], ['rk4', FORCED, 3, { v: 0.09983561127963864 }],
  ['rk4', SYNAPSES, 10, { v: 0.11609316295505726, g: 0.8187307532999802, x: -0.4524187090217815 }],
  ['rk4', CONDUCTANCE, 1, { v: -0.059459999151796956, g: 1.9603973466666667e-8 }],
  ['rk4', GATE, 1, { m: 0.09158371999935568 }], ['rk4', GATE, 5, { m: 0.1878697558449019 }],
  ['euler', MEMBRANE, 100, { v: -0.06014426091226823 }],
] as const)('%s of %j after %d steps', (name, { lines, start }, steps, expected) => {
  const update = fixedStepMethod(name).update(system(lines))
  const result = advance(update, { ...start, dt: 0.1 * ms }, steps)
  for (const [variable, value] of Object.entries(expected)) expect(relative(result[variable], value)).toBeLessThan(1e-12)
})

test('the stages of rk2 see their own time', () => {
  expect(printed(fixedStepMethod('rk2').update(system(['dv/dt = ta(t) - v*t_in_timesteps'])))).toEqual([
    '_k1_v = (dt * (ta(t) - (v * t_in_timesteps)))',
    '_mid_v = (v + (_k1_v / 2))',
    '_t_mid = (t + (dt / 2))',
    '_k2_v = (dt * (ta(_t_mid) - (_mid_v * t_in_timesteps)))',
    '_v = (v + _k2_v)',
    'v = _v',
  ])
})

test.each([
  ['euler', 0.3],
  ['rk2', 0.3],
  ['rk4', 0.35],
] as const)('%s reads a timed array at the times of its stages', (name, expected) => {
  // Values 0, 1, 2, 3 with the step of the clock; a value holds from a sixteenth of a step early.
  const ta = (t: number): number => Math.min(3, Math.trunc(Math.round((t / (0.1 * ms)) * 8) / 8))
  const update = fixedStepMethod(name).update(system(['dx/dt = ta(t)/ms']))
  const result = advance(update, { x: 0, ms, dt: 0.1 * ms }, 3, { ...updateFunctions, ta })
  expect(relative(result['x'], expected)).toBeLessThan(1e-12)
})

test('random numbers are drawn anew at every stage', () => {
  let draws = 0
  const rand = (): number => ++draws
  const update = fixedStepMethod('rk4').update(system(['dv/dt = rand() - v']))
  advance(update, { v: 0, dt: 0.1 }, 1, { ...updateFunctions, rand })
  expect(draws).toBe(4)
})

test('all variables are written after all were read', () => {
  for (const method of FIXED_STEP_METHODS) {
    const targets = method.update(system(['dv/dt = w - v', 'dw/dt = v - w'])).map(({ target }) => target)
    expect(targets.slice(-2)).toEqual(['v', 'w'])
    expect(targets.slice(0, -2).every(target => target.startsWith('_'))).toBe(true)
  }
})

test('locals never collide, whatever the variables are called', () => {
  const names = ['v', 'k1_v', 'mid_v', 'dW_xi', 'A_v', 't_mid', 'P_v_v', 'c_v', 'B_v', 'A_v_v']
  const equations = system(
    names.map((name, position) => `d${name}/dt = 1 - ${name} + 0.5*${names[position - 1] ?? 'one'}`),
  )
  for (const method of FIXED_STEP_METHODS) {
    const targets = method.update(equations).map(({ target }) => target)
    expect(new Set(targets).size).toBe(targets.length)
    for (const name of names) expect(targets).toContain(`_${name}`)
  }
})
