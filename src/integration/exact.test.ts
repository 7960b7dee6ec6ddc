import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Values } from '../symbolic/evaluate.test-support.js'
import { denseExponential } from './dense-exponential.test-support.js'
import { exact } from './exact.js'
import { advance, printed, step, system } from './system.test-support.js'

const ms = 1e-3
const relative = (value: number | undefined, expected: number): number =>
  Math.abs((value ?? NaN) / expected - 1)

test('the update of two synaptic currents into a membrane', () => {
  const equations = system(['dv/dt = (ge + gi - (v - El))/taum', 'dge/dt = -ge/taue', 'dgi/dt = -gi/taui'])
  expect(printed(exact.update(equations))).toEqual([
    '_B_v = ((El / taum) * dt)',
    '_A_v_v = ((-1 / taum) * dt)',
    '_P_v_v = exp(_A_v_v)',
    '_A_v_ge = ((1 / taum) * dt)',
    '_A_ge_ge = ((-1 / taue) * dt)',
    '_P_v_ge = ((_A_v_ge * exp(max(_A_v_v, _A_ge_ge))) * exprel(-abs((_A_v_v - _A_ge_ge))))',
    '_A_v_gi = ((1 / taum) * dt)',
    '_A_gi_gi = ((-1 / taui) * dt)',
    '_P_v_gi = ((_A_v_gi * exp(max(_A_v_v, _A_gi_gi))) * exprel(-abs((_A_v_v - _A_gi_gi))))',
    '_c_v = (_B_v * exprel(_A_v_v))',
    '_P_ge_ge = exp(_A_ge_ge)',
    '_P_gi_gi = exp(_A_gi_gi)',
    '_v = ((((_P_v_v * v) + (_P_v_ge * ge)) + (_P_v_gi * gi)) + _c_v)',
    '_ge = (_P_ge_ge * ge)',
    '_gi = (_P_gi_gi * gi)',
    'v = _v',
    'ge = _ge',
    'gi = _gi',
  ])
})

test('what is zero by its structure leaves no trace', () => {
  expect(printed(exact.update(system(['dx/dt = 1/tau'])))).toEqual([
    '_B_x = ((1 / tau) * dt)',
    '_c_x = _B_x',
    '_x = (x + _c_x)',
    'x = _x',
  ])
  expect(printed(exact.update(system(['dx/dt = 0'])))).toEqual(['_x = x', 'x = _x'])
  expect(exact.update(system([]))).toEqual([])
})

test('integer parameters do not meet in integer arithmetic that the text does not have', () => {
  const update = exact.update(system(['dv/dt = -v*k*k/tau'], { integers: ['k'] }))
  // The factor is the float 1., so that k*k cannot wrap.
  expect(printed(update)[0]).toBe('_A_v_v = ((((1 * -k) * k) / tau) * dt)')
})

interface WorkedNumber {
  readonly lines: readonly string[]
  readonly start: Values
  readonly after: Readonly<Record<number, Values>>
}
const WORKED: readonly WorkedNumber[] = [
  {
    lines: ['dv/dt = (I - v)/tau'],
    start: { tau: 10 * ms, I: 1.5, v: 0.2 },
    after: { 1: { v: 0.21293521612608157 }, 10: { v: 0.323711356553253 } },
  },
  {
    lines: ['dv/dt = (g + x - v)/taum', 'dg/dt = -g/tau1', 'dx/dt = -x/tau2'],
    start: { taum: 20 * ms, tau1: 5 * ms, tau2: 10 * ms, v: 0.1, g: 1, x: -0.5 },
    after: { 10: { v: 0.11609316302527194, g: 0.8187307530779825, x: -0.45241870901798 } },
  },
  {
    lines: ['dv/dt = (w - v)/tau', 'dw/dt = -w/tau2'],
    start: { tau: 10 * ms, tau2: 5 * ms, v: 0, w: 1 },
    after: { 1: { v: 0.009851160442412825, w: 0.9801986733067554 } },
  },
  {
    lines: ['dv/dt = (w - v)/tau', 'dw/dt = -w/tau2'],
    start: { tau: 10 * ms, tau2: 10 * ms, v: 0, w: 1 },
    after: { 1: { v: 0.009900498337491681, w: 0.9900498337491681 } },
  },
  {
    lines: ['dx/dt = y*w0', 'dy/dt = -x*w0'],
    start: { w0: 100, x: 1, y: 0 },
    after: { 10: { x: Math.cos(0.1), y: -Math.sin(0.1) } },
  },
  {
    lines: ['dv/dt = (EL - v + R*I)/tau'],
    start: { EL: -70 * ms, tau: 20 * ms, R: 1e8, I: 0.25e-9, v: -70 * ms },
    after: { 100: { v: -0.06016326649281617 } },
  },
]

test.each(WORKED)('worked numbers of $lines', ({ lines, start, after }) => {
  const update = exact.update(system(lines))
  for (const [steps, expected] of Object.entries(after)) {
    const result = advance(update, { ...start, dt: 0.1 * ms }, Number(steps))
    for (const [variable, value] of Object.entries(expected))
      expect(relative(result[variable], value)).toBeLessThan(1e-12)
  }
})

test('a subexpression that is held over the step may depend on time', () => {
  const update = exact.update(system(['dv/dt = (I - v)/tau']))
  let values: Values = { v: 0.1, tau: 10 * ms, dt: 0.1 * ms }
  for (let n = 0; n < 3; n++)
    values = step(update, { ...values, I: Math.sin(2 * Math.PI * 100 * (n * 0.1 * ms)) })
  expect(relative(values['v'], 0.0989101993477157)).toBeLessThan(1e-12)
})

/**
 * One step by the exponential of the augmented matrix. Scales are powers of two, so undoing them is exact.
 */
function reference(
  matrix: readonly (readonly number[])[],
  input: readonly number[],
  x: readonly number[],
): number[] {
  const augmented = [...matrix.map((row, j) => [...row, input[j] ?? 0]), [...x.map(() => 0), 0]]
  return denseExponential(augmented)
    .slice(0, x.length)
    .map(row => row.reduce((sum, entry, k) => sum + entry * (x[k] ?? 1), 0))
}

/** Structural zeros are left out of the text; numerical zeros stay in it as parameters. */
const coefficient = fc.option(
  fc.oneof(fc.constantFrom(0, -1, 1), fc.double({ min: -2, max: 2, noNaN: true })),
  { nil: undefined, freq: 2 },
)

test('any linear system agrees with the exponential of its matrix, whatever the units', () => {
  const instance = fc.integer({ min: 1, max: 5 }).chain(size =>
    fc.record({
      matrix: fc.array(fc.array(coefficient, { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      }),
      input: fc.array(coefficient, { minLength: size, maxLength: size }),
      scales: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: size, maxLength: size }),
      x: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size }),
    }),
  )
  fc.assert(
    fc.property(instance, ({ matrix, input, scales, x }) => {
      // Variable k is measured in units of 2^-scale; circles of five variables are not balanced, so they keep one unit.
      const scale = (k: number): number => (x.length === 5 ? 1 : 2 ** (scales[k] ?? 0))
      const values: Record<string, number> = { dt: 1 }
      const lines = matrix.map((row, j) => {
        const terms = row.flatMap((entry, k) => {
          if (entry === undefined) return []
          values[`m${String(j)}${String(k)}`] = (entry * scale(j)) / scale(k)
          return [`m${String(j)}${String(k)}*x${String(k)}`]
        })
        values[`x${String(j)}`] = (x[j] ?? 0) * scale(j)
        values[`b${String(j)}`] = (input[j] ?? 0) * scale(j)
        return `dx${String(j)}/dt = ${[...terms, ...(input[j] === undefined ? [] : [`b${String(j)}`])].join(' + ') || '0'}`
      })
      const result = step(exact.update(system(lines)), values)
      const expected = reference(
        matrix.map(row => row.map(entry => entry ?? 0)),
        input.map(entry => entry ?? 0),
        x,
      )
      const size = Math.max(1, ...expected.map(Math.abs))
      expected.forEach((value, j) => {
        expect(Math.abs((result[`x${String(j)}`] ?? NaN) / scale(j) - value)).toBeLessThan(1e-12 * size)
      })
    }),
    { numRuns: 1000 },
  )
})

// prettier-ignore
test.each([
  ['an integrator beside a leak', ['dx/dt = 1/tau', 'dv/dt = (x - v)/tau'], { tau: 0.01, x: 1, v: 0 }],
  ['a chain of three with equal rates', ['dz/dt = (y - z)/a', 'dy/dt = (x - y)/b', 'dx/dt = (k - x)/c'], { a: 0.01, b: 0.01, c: 0.01, k: 1, x: 0, y: 0, z: 0 }],
  ['a coefficient that happens to be zero', ['dv/dt = (g - k*v)/tau', 'dg/dt = -k*g/tau'], { k: 0, tau: 0.01, v: 1, g: 2 }],
  ['a circle that happens to be open', ['dv/dt = a*w - v', 'dw/dt = b*v - w'], { a: 0, b: 3, v: 1, w: 2 }],
  ['rates that underflow', ['dv/dt = (w - v)/slow', 'dw/dt = (I - w)/fast'], { slow: 0.01, fast: 1e-9, I: 0, v: 1, w: 1 }],
  ['rates that underflow the other way', ['dv/dt = (w - v)/fast', 'dw/dt = -w/slow'], { slow: 0.01, fast: 1e-9, v: 1, w: 1 }],
  ['five compartments in a row', [
    'da/dt = b - 2*a + I', 'db/dt = a + c - 2*b', 'dc/dt = b + d - 2*c', 'dd/dt = c + e - 2*d', 'de/dt = d - 2*e',
  ], { a: 1, b: 0, c: 0, d: 0, e: 0, I: 0.3 }],
])('%s gives finite values', (_, lines, start) => {
  const result = advance(exact.update(system(lines)), { ...start, dt: 1e-4 }, 10)
  for (const value of Object.values(result)) expect(value).toSatisfy(Number.isFinite)
})

test('a net with more ways than are written out goes through its whole matrix', () => {
  // Six layers of two variables, each driven by both of the layer before: sixteen ways from the last to the first.
  const variables = Array.from({ length: 12 }, (_, k) => `x${String(k)}`)
  const drivers = (k: number): readonly number[] => (k < 2 ? [] : [k - 2 - (k % 2), k - 1 - (k % 2)])
  const lines = variables.map((variable, k) => {
    const inputs = drivers(k).map(j => ` + ${variables[j] ?? ''}`)
    return `d${variable}/dt = -${String(k / 10)}*${variable}${inputs.join('')} + I`
  })
  const update = exact.update(system(lines))
  expect(printed(update).filter(line => line.includes('_propagator(12,'))).not.toEqual([])
  const x = variables.map((_, k) => 1 - 0.3 * k)
  const values = Object.fromEntries(variables.map((variable, k) => [variable, x[k] ?? NaN]))
  const result = step(update, { ...values, I: 0.7, dt: 1 })
  const matrix = x.map((_, k) => x.map((__, j) => (j === k ? -k / 10 : drivers(k).includes(j) ? 1 : 0)))
  reference(
    matrix,
    x.map(() => 0.7),
    x,
  ).forEach((value, k) => {
    expect(relative(result[variables[k] ?? ''], value)).toBeLessThan(1e-13)
  })
})

test('adaptation in amperes against a membrane in volts keeps all digits', () => {
  // With x = R w both variables are voltages: the same system without a gap between the units.
  const volts = system(['dv/dt = (El - v - x)/taum', 'dx/dt = (p*(v - El) - x)/taux'])
  const amperes = system(['dv/dt = (El - v - R*w)/taum', 'dw/dt = (a*(v - El) - w)/taux'])
  const common = { El: -0.07, taum: 0.02, taux: 0.1, v: -0.06, dt: 1e-4 }
  const a = advance(exact.update(volts), { ...common, p: 0.4, x: 0.002 }, 100)
  const b = advance(exact.update(amperes), { ...common, R: 1e8, a: 0.4e-8, w: 2e-11 }, 100)
  expect(relative(b['v'], a['v'] ?? NaN)).toBeLessThan(1e-13)
  expect(relative(b['w'], (a['x'] ?? NaN) / 1e8)).toBeLessThan(1e-12)
})

test.each([
  ['dv/dt = -v**2/tau', /`v\*\*2` .*exponential_euler/],
  ['dv/dt = -v*w/tau + abs(v)', /`abs\(v\)` is not linear in `v`/],
  ['dv/dt = (sin(2*pi*f*t) - v)/tau', /through `sin\(2\*pi\*f\*t\)`.*constant over dt/],
  ['dv/dt = (t - v)/tau', /depends on `t`;/],
  ['dv/dt = (ta(t/2) - v)/tau', /through `ta\(t\/2\)`/],
  ['dv/dt = (rand() - v)/tau', /`rand\(\)`.*another value/],
  ['dv/dt = -v/tau + xi', /the noise `xi`/],
])('%s is refused with its reason', (line, reason) => {
  const refusals = exact.refuse(system([line], { held: ['ta'] }))
  expect(refusals).toHaveLength(1)
  expect(refusals[0]?.reason).toMatch(reason)
  expect(refusals[0]?.variable).toBe('v')
  expect(refusals[0]?.span?.source.text).toContain('v')
})

test('every offending term is named, with its place in the text', () => {
  const refusals = exact.refuse(system(['I = v*v', 'dv/dt = I + abs(w) - v', 'dw/dt = cos(t)*w']))
  const texts = refusals.map(({ span }) => span?.source.text.slice(span.start, span.end))
  expect(texts).toEqual(['v*v', 'abs(w)', 'cos(t)'])
})
