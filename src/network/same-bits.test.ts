import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { ms } from '../units/units.js'
import { Network } from './network.js'
import type { Precision } from './precision.js'

// The promise that the targets share: one model, one seed, one precision, the same bits. Random text of the language goes through both.

const UNARY = [
  'exp',
  'expm1',
  'exprel',
  'log',
  'log1p',
  'log10',
  'sin',
  'cos',
  'tan',
  'arcsin',
  'arccos',
  'arctan',
  'sinh',
  'cosh',
  'tanh',
  'sqrt',
  'abs',
  'floor',
  'ceil',
  'sign',
  'log2',
  'exp2',
  'arcsinh',
  'arccosh',
  'arctanh',
  'round',
  'heaviside',
] as const

const number = fc.oneof(
  fc.constantFrom(
    '0.0',
    '-0.0',
    '1.0',
    '0.5',
    '3',
    '7',
    '2.0',
    '1e-3',
    '1e300',
    '1e-310',
    '12345.678',
    'pi',
    'inf',
  ),
  fc.double({ min: -50, max: 50, noNaN: true }).map(value => `(${value.toFixed(6)})`),
)

/** Expressions of a group with floats v, w, an integer k and a boolean b. */
const { float, condition } = fc.letrec<{ float: string; condition: string }>(tie => {
  const pair = fc.tuple(tie('float'), tie('float'))
  return {
    float: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('v', 'w', 'k', 'i', 't/ms', 'int(b)'),
      number,
      fc
        .tuple(pair, fc.constantFrom('+', '-', '*', '/', '%', '//'))
        .map(([[a, b], operator]) => `(${a} ${operator} ${b})`),
      fc
        .tuple(tie('float'), fc.constantFrom('2', '3', '0.5', '-1', '1.5', '-2'))
        .map(([a, exponent]) => `(${a})**${exponent}`),
      pair.map(([a, b]) => `(abs(${a}) + 0.1)**(${b})`),
      fc.tuple(fc.constantFrom(...UNARY), tie('float')).map(([name, a]) => `${name}(${a})`),
      fc.tuple(tie('condition'), pair).map(([c, [a, b]]) => `where(${c}, ${a}, ${b})`),
      fc.tuple(pair, tie('float')).map(([[a, b], c]) => `clip(${a}, ${b}, ${c})`),
      pair.map(([a, b]) => `arctan2(${a}, ${b})`),
      tie('condition').map(c => `int(${c})*1.0`),
      fc.constantFrom('rand()', 'randn()'),
    ),
    condition: fc.oneof(
      fc.constant('b'),
      fc
        .tuple(tie('float'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('float'))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc
        .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      tie('condition').map(c => `(not ${c})`),
    ),
  }
})

const values = fc.array(fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ noNaN: true })), {
  minLength: 5,
  maxLength: 5,
})

const bits = (list: ArrayLike<number>): string =>
  Array.from(
    new BigUint64Array(Float64Array.from(list, value => (Number.isNaN(value) ? NaN : value)).buffer),
    String,
  ).join()

/** The outcome on a target: bits, or the error in words. */
async function outcome(
  target: 'js' | 'wasm',
  precision: Precision,
  work: (net: Network) => Promise<string> | string,
): Promise<string> {
  try {
    return await work(new Network({ target, precision, seed: 3, onMessage: () => undefined }))
  } catch (error) {
    if (error instanceof RheobaseError && error.kind !== 'internal') return error.message
    throw error
  }
}

async function expectSameBits(work: (net: Network) => Promise<string> | string): Promise<void> {
  for (const precision of ['double', 'single'] as const)
    expect(await outcome('wasm', precision, work), precision).toBe(await outcome('js', precision, work))
}

test('random expressions', async () => {
  await fc.assert(
    fc.asyncProperty(float, values, values, async (text, v, w) => {
      await expectSameBits(net => {
        const group = net.neuronGroup(5, 'v : 1\nw : 1\nk : integer\nb : boolean')
        group.v.set(v)
        group.w.set(w)
        group.k.set([-3, 0, 1, 2, 7])
        group.b.set([true, false, true, false, true])
        return bits(group.evaluate(text).values as Float64Array)
      })
    }),
    { numRuns: 300 },
  )
})

test('random equations, with every explicit method', async () => {
  const method = fc.constantFrom('euler', 'rk2', 'rk4', 'heun')
  await fc.assert(
    fc.asyncProperty(float, float, condition, method, values, async (dv, dw, threshold, name, v) => {
      await expectSameBits(async net => {
        const equations: string = `dv/dt = (${dv})/(10*ms) : 1 (unless refractory)\ndw/dt = (${dw} - w)/(5*ms) : 1\nk : integer\nb : boolean`
        const group = net.neuronGroup(5, equations, {
          method: name,
          threshold,
          reset: 'v = w - rand()\nk += 1\nb = not b',
          refractory: ms(0.3),
        })
        group.state('v').set(v)
        const spikes = net.spikeMonitor(group)
        await net.run(ms(2), { checkFinite: 'off' })
        return [
          ...['v', 'w', 'k', 'lastspike'].map(variable => bits(group.state(variable).values())),
          bits(spikes.i),
          bits(spikes.t.values),
        ].join('|')
      })
    }),
    { numRuns: 150 },
  )
})

test('random linear systems, exact and by exponential Euler', async () => {
  const coefficient = fc.double({ min: -3, max: 3, noNaN: true }).map(value => value.toFixed(4))
  const row = fc.tuple(coefficient, coefficient, coefficient, coefficient)
  await fc.assert(
    fc.asyncProperty(
      row,
      row,
      row,
      fc.constantFrom('exact', 'exponential_euler'),
      async (a, b, c, method) => {
        await expectSameBits(async net => {
          const line = (
            name: string,
            [x, y, z, constant]: readonly [string, string, string, string],
          ): string => `d${name}/dt = ((${x})*x + (${y})*y + (${z})*z + tau*(${constant}))/(5*ms) : 1`
          const equations: string = [line('x', a), line('y', b), line('z', c), 'tau : 1'].join('\n')
          const group = net.neuronGroup(4, equations, { method })
          group.state('x').set('1 - i')
          group.state('tau').set('0.5 + rand()')
          await net.run(ms(3))
          return ['x', 'y', 'z'].map(variable => bits(group.state(variable).values())).join('|')
        })
      },
    ),
    { numRuns: 60 },
  )
})

test('a network with delays, probability and noise', async () => {
  await expectSameBits(async net => {
    const group = net.neuronGroup(
      101,
      'dv/dt = (1.2 - v)/(10*ms) + 0.3*xi/sqrt(10*ms) : 1 (unless refractory)',
      {
        threshold: 'v > 1',
        reset: 'v = 0',
        refractory: 'ms*(1 + i % 3)',
      },
    )
    const synapses = net.synapses(group, group, {
      equations: 'w : 1',
      onPre: 'v_post += w\nw = clip(w*1.01 + 0.001*rand(), 0, 0.1)',
    })
    synapses.connect({ condition: 'i != j', p: 0.1 })
    synapses.w.set('0.05*rand()')
    synapses.delay.set('3*ms*rand()')
    const trace = net.stateMonitor(group, 'v', { record: true, dt: ms(1) })
    const spikes = net.spikeMonitor(group)
    await net.run(ms(60))
    expect(spikes.count).toBeGreaterThan(100)
    return [
      bits(trace.matrix('v').values),
      bits(spikes.i),
      bits(spikes.t.values),
      bits(synapses.w.values()),
    ].join('|')
  })
})
