import { describe, expect, test } from 'vitest'
import {
  integrationScheme,
  ms,
  Network,
  type IntegrationScheme,
  type IntegrationSchemeOptions,
} from 'rheobase'

const TARGETS = ['js', 'wasm'] as const

const AS_TEXT: Readonly<Record<string, IntegrationScheme>> = {
  euler: integrationScheme('x_new = x + dt*f(x, t) + g(x, t)*dW', { stochastic: 'additive' }),
  rk2: integrationScheme('k = dt*f(x, t)\nx_new = x + dt*f(x + k/2, t + dt/2)'),
  rk4: integrationScheme(`
    k_1 = dt*f(x, t)
    k_2 = dt*f(x + k_1/2, t + dt/2)
    k_3 = dt*f(x + k_2/2, t + dt/2)
    k_4 = dt*f(x + k_3, t + dt)   # at the end of the step
    x_new = x + k_1/6 + k_2/3 + k_3/3 + k_4/6
  `),
  heun: integrationScheme(
    `
    y = x + g(x, t)*dW
    x_new = x + dt*f(x, t) + 0.5*(g(x, t) + g(y, t + dt))*dW
  `,
    { stochastic: 'multiplicative' },
  ),
  milstein: integrationScheme(
    `
    y = x + sqrt(dt)*g(x, t)
    x_new = x + dt*f(x, t) + g(x, t)*dW + (g(y, t) - g(x, t))*(dW*dW)/(2*sqrt(dt))
  `,
    { stochastic: 'multiplicative' },
  ),
}

/** All values of a group after 3 ms. */
async function end(
  target: 'js' | 'wasm',
  equations: string,
  method: string | IntegrationScheme,
): Promise<readonly (readonly number[])[]> {
  const net = new Network({ target, seed: 5 })
  const group = net.neuronGroup(5, equations, {
    method,
    threshold: 'v > 1.3',
    reset: 'v = 0.1',
    refractory: ms(0.5),
    name: 'G',
  })
  group.state('v').set('0.1 + 0.2*i')
  group.state('w').set('0.5 - 0.1*i')
  await net.run(ms(3))
  return ['v', 'w'].map(name => [...group.state(name).values()])
}

const QUIET = 'dv/dt = (v*(2 - v) - w + sin(t/ms))/ms : 1 (unless refractory)\ndw/dt = (v - w)/(2*ms) : 1'
const ADDITIVE =
  'dv/dt = (1 - v + w)/ms + 0.3*xi_a/ms**0.5 : 1 (unless refractory)\ndw/dt = (v - w)/ms + 0.1*xi_b/ms**0.5 : 1'
const MULTIPLICATIVE =
  'dv/dt = (1 - v)/ms + 0.3*sin(v)*xi_a/ms**0.5 : 1\ndw/dt = -w/ms + 0.1*w*xi_b/ms**0.5 : 1'

describe.each(TARGETS)('on the target %s', target => {
  test.each([
    ['euler', QUIET],
    ['rk2', QUIET],
    ['rk4', QUIET],
    ['heun', QUIET],
    ['milstein', QUIET],
    ['euler', ADDITIVE],
    ['heun', ADDITIVE],
    ['milstein', ADDITIVE],
    ['heun', MULTIPLICATIVE],
    ['milstein', MULTIPLICATIVE],
  ])('%s as text has the bits of the method itself for %s', async (name, equations) => {
    const scheme = AS_TEXT[name]
    if (scheme === undefined) throw new Error(name)
    expect(await end(target, equations, scheme)).toEqual(await end(target, equations, name))
  })
})

test('with several noise variables the drift counts once, and the noises add up', async () => {
  const equations =
    'dv/dt = (1 - v)/ms + 0.3*xi_a/ms**0.5 + 0.2*xi_b/ms**0.5 : 1\ndw/dt = -w/ms + 0.1*xi_a/ms**0.5 : 1'
  const wanted = await end('js', equations, 'euler')
  const options = { stochastic: 'additive' } as const
  for (const text of [
    'k = dt*f(x, t)\nx_new = x + k + g(x, t)*dW',
    'k = dt*f(x, t) + g(x, t)*dW\nx_new = x + k',
    'x_new = x + dt*(f(x, t) + g(x, t)*dW/dt)',
    'x_new = -(-x - g(x, t)*dW - dt*f(x, t))',
    'half = (dt*f(x, t) + dW*g(x, t))*0.5\nx_new = x + 2*half',
  ]) {
    const found = await end('js', equations, integrationScheme(text, options))
    found.flat().forEach((value, k) => {
      expect(value, text).toBeCloseTo(wanted.flat()[k] ?? NaN, 12)
    })
  }
})

test('a scheme of third order is one: Kutta', async () => {
  const kutta = integrationScheme(`
    k1 = f(x, t)
    k2 = f(x + dt*k1/2, t + dt/2)
    x_new = x + dt*(k1 + 4*k2 + f(x + dt*(2*k2 - k1), t + dt))/6
  `)
  const error = async (steps: number): Promise<number> => {
    const net = new Network({ dt: ms(1 / steps) })
    const group = net.neuronGroup(1, 'dv/dt = v*cos(t/ms)/ms : 1', { method: kutta })
    group.v.set(1)
    await net.run(ms(1))
    return Math.abs((group.v.values()[0] ?? NaN) - Math.exp(Math.sin(1)))
  }
  const slope = Math.log2((await error(16)) / (await error(64))) / 2
  expect(Math.abs(slope - 3)).toBeLessThan(0.1)
})

test('schemes can be tried in order with other methods, and are named', async () => {
  const net = new Network({ onMessage: () => undefined })
  const quiet = integrationScheme('x_new = x + dt*f(x, t)', { name: 'quiet' })
  const group = net.neuronGroup(1, 'dv/dt = -v/ms + xi/ms**0.5 : 1', { method: [quiet, 'euler'] })
  const other = net.neuronGroup(1, 'dv/dt = -v/ms : 1', { method: [quiet, 'euler'] })
  expect([net.integrationMethod(group), net.integrationMethod(other)]).toEqual(['euler', 'quiet'])
  const noisy = net.neuronGroup(1, 'dv/dt = -v/ms + xi/ms**0.5 : 1', { method: quiet })
  expect(() => net.integrationMethod(noisy)).toThrow(/the method quiet cannot integrate[\s\S]*noise `xi`/)
  net.remove(noisy)
  const additive = integrationScheme('x_new = x + dt*f(x, t) + g(x, t)*dW', {
    name: 'additive',
    stochastic: 'additive',
  })
  net.neuronGroup(1, 'dv/dt = -v/ms + v*xi/ms**0.5 : 1', { method: additive })
  await expect(net.run(ms(1))).rejects.toThrow(
    /additive: dv\/dt: the noise `xi` is multiplicative: its factor depends on `v`/,
  )
})

test('the drift at a point with noise has no meaning for several noise variables', () => {
  const scheme = integrationScheme(
    'y = x + dt*f(x, t) + g(x, t)*dW\nx_new = x + 0.5*dt*(f(x, t) + f(y, t + dt)) + g(x, t)*dW',
    { name: 'predictor', stochastic: 'additive' },
  )
  const net = new Network()
  const one = net.neuronGroup(1, 'dv/dt = -v/ms + xi/ms**0.5 : 1', { method: scheme })
  expect(net.integrationMethod(one)).toBe('predictor')
  const two = net.neuronGroup(1, 'dv/dt = -v/ms + xi_1/ms**0.5 + xi_2/ms**0.5 : 1', { method: scheme })
  expect(() => net.integrationMethod(two)).toThrow(
    /takes `f\(y, t \+ dt\)` at a point that depends on the noise/,
  )
})

test.each<[string, string, IntegrationSchemeOptions, string, RegExp]>([
  ['no new state', 'k = dt*f(x, t)', {}, 'syntax', /ends with `x_new = …`[\s\S]*k = dt\*f\(x, t\)\n {4}\^/],
  ['nothing', '  # empty', {}, 'syntax', /ends with `x_new = …`/],
  ['a new state in between', 'x_new = x\nk = x', {}, 'syntax', /ends with `x_new/],
  ['a new state twice', 'x_new = x\nx_new = x', {}, 'syntax', /`x_new` must be the last line/],
  ['no definition', 'x_new', {}, 'syntax', /x_new/],
  ['an update', 'k = x\nk += x\nx_new = k', {}, 'syntax', /write `=`, not `\+=`/],
  ['a name twice', 'k = x\nk = 2*x\nx_new = k', {}, 'value', /`k` is defined twice/],
  ['a reserved name', 'dt = 3\nx_new = x', {}, 'value', /`dt` has a meaning in every scheme/],
  ['the name of a function', 'exp = x\nx_new = x', {}, 'value', /`exp` cannot be the name of a line/],
  [
    'an unknown symbol',
    'kk = dt*f(x, t)\nx_new = x + k',
    {},
    'name',
    /nothing is called `k`[\s\S]*Did you mean `kk`/,
  ],
  ['an unknown function', 'x_new = x + dt*h(x, t)', {}, 'name', /there is no function `h`/],
  ['a function without call', 'x_new = x + dt*f', {}, 'syntax', /`f`/],
  ['too few arguments', 'x_new = x + dt*f(x)', {}, 'syntax', /2 arguments/],
  ['units that do not fit', 'x_new = x + f(x, t)', {}, 'dimension', /volt/],
  [
    'a time that depends on the state',
    'x_new = x + dt*f(x, t*f(x, t)/f(x, t))',
    {},
    'value',
    /the time at which `f` is taken/,
  ],
  [
    'noise that is not announced',
    'x_new = x + dt*f(x, t) + g(x, t)*dW',
    {},
    'value',
    /say which noise it is for/,
  ],
  [
    'announced noise that is left out',
    'x_new = x + dt*f(x, t)',
    { stochastic: 'additive' },
    'value',
    /neither `g` nor `dW`/,
  ],
  [
    'an unknown kind of noise',
    'x_new = x',
    { stochastic: 'additiv' as never },
    'value',
    /Did you mean 'additive'/,
  ],
  ['a known name', 'x_new = x', { name: 'RK4' }, 'value', /there is a method `RK4`/],
  ['an unknown option', 'x_new = x', { noise: 'none' } as never, 'name', /no option `noise`/],
  ['no text', 3 as never, {}, 'type', /must be text/],
])('refused: %s', (_, text, options, kind, words) => {
  expect(() => integrationScheme(text, options)).toThrow(expect.objectContaining({ kind }))
  expect(() => integrationScheme(text, options)).toThrow(words)
})

test.each([3, ['euler', 3], { text: 'x_new = x' }])('what is no method is refused: %j', method => {
  const net = new Network()
  expect(() => net.neuronGroup(1, 'dv/dt = -v/ms : 1', { method: method as never })).toThrow(
    expect.objectContaining({ kind: 'type' }),
  )
})
