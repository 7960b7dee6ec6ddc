import { describe, expect, test } from 'vitest'
import {
  Hz,
  mV,
  ms,
  Network,
  second,
  siemens,
  timedArray,
  type MethodOptions,
  type NeuronGroupOptions,
  type Quantity,
} from 'rheobase'
import { samples, spikeSteps } from './spike-steps.test-support.js'

const TARGETS = ['js', 'wasm'] as const
const METHODS = ['gsl_rk2', 'gsl_rk4', 'gsl_rkf45', 'gsl_rkck', 'gsl_rk8pd'] as const

interface Outcome {
  readonly values: readonly number[]
  readonly counts: readonly number[]
}

/** Two neurons of dv/dt = -v**3/ms from v = 1 and 0.1; the solution is v/sqrt(1 + 2 v^2 t/ms). */
async function cubic(
  target: 'js' | 'wasm',
  method: string,
  methodOptions: MethodOptions,
  steps = 10,
): Promise<Outcome> {
  const net = new Network({ target, dt: ms(1) })
  const group = net.neuronGroup(2, 'dv/dt = -v**3/ms : 1', {
    method,
    methodOptions: { saveStepCount: true, saveFailedSteps: true, ...methodOptions },
  })
  group.v.set([1, 0.1])
  await net.run(ms(steps))
  return { values: [...group.v.values()], counts: [...group.state('_step_count').values()] }
}
const cubicSolution = (v: number, t: number): number => v / Math.sqrt(1 + 2 * v * v * t)

describe.each(METHODS)('%s', method => {
  test.each([1e-3, 1e-6, 1e-9])('stays near the solution with a bound of %s', async absoluteError => {
    const found = await cubic('js', method, { absoluteError, maxSteps: 0 })
    // Errors of ten steps add up, each with a few substeps; a contracting equation forgets them.
    expect(Math.abs((found.values[0] ?? NaN) - cubicSolution(1, 10))).toBeLessThan(10 * absoluteError)
    expect(Math.abs((found.values[1] ?? NaN) - cubicSolution(0.1, 10))).toBeLessThan(10 * absoluteError)
  })

  test('takes more substeps for a tighter bound, and fewer where little happens', async () => {
    const loose = await cubic('js', method, { absoluteError: 1e-4, maxSteps: 0 }, 1)
    const tight = await cubic('js', method, { absoluteError: 1e-10, maxSteps: 0 }, 1)
    expect(tight.counts[0]).toBeGreaterThan(loose.counts[0] ?? Infinity)
    expect(tight.counts[1]).toBeLessThan(tight.counts[0] ?? 0)
  })

  test('has the same bits on both targets', async () => {
    expect(await cubic('wasm', method, {})).toEqual(await cubic('js', method, {}))
  })
})

test('substeps need the number that their order lets expect', async () => {
  // With the bound D a method of order q needs about D^(-1/(q+1)) substeps: over eight decades the higher order wins.
  const counts = await Promise.all(
    METHODS.map(
      async method => (await cubic('js', method, { absoluteError: 1e-12, maxSteps: 0 }, 1)).counts[0],
    ),
  )
  const [rk2 = 0, rk4 = 0, rkf45 = 0, , rk8pd = 0] = counts
  expect(rk2).toBeGreaterThan(20 * rk4)
  expect(rkf45).toBeGreaterThan(2 * rk8pd)
})

test.each(TARGETS)('the last substep is kept for the next time step, and is readable: %s', async target => {
  const net = new Network({ target, dt: ms(1) })
  const equations = 'dx/dt = y/ms : 1\ndy/dt = -100*x/ms : 1'
  const options = { method: 'gsl_rkf45', methodOptions: { saveFailedSteps: true, saveStepCount: true } }
  const keeps = net.neuronGroup(1, equations, options)
  const forgets = net.neuronGroup(1, equations, {
    ...options,
    methodOptions: { ...options.methodOptions, useLastTimestep: false },
  })
  const groups = [keeps, forgets]
  for (const group of groups) group.x.set(1)
  expect(keeps.state('_last_timestep').in(ms)).toEqual(Float64Array.of(0))
  await net.run(ms(2))
  for (const group of groups) expect(group.x.values()[0]).toBeCloseTo(Math.cos(20), 4)
  expect(keeps.state('_last_timestep').in(ms)[0]).toBeLessThan(0.2)
  const failed = (group: (typeof groups)[number]): number => group.state('_failed_steps').values()[0] ?? NaN
  expect(failed(forgets)).toBeGreaterThan(failed(keeps))
})

test.each(TARGETS)('time and timed arrays are those of the substep: %s', async target => {
  const net = new Network({ target, dt: ms(1) })
  const group = net.neuronGroup(1, 'dv/dt = 2*t/ms**2 + ramp(t)/ms : 1', {
    method: 'gsl_rkf45',
    methodOptions: { maxSteps: 0 },
    namespace: { ramp: timedArray([0, 1], ms(0.5)) },
  })
  await net.run(ms(1))
  // t^2 = 1 and the second half of the array, which is read on a grid of an eighth of the time step: from 7/16 ms on.
  expect(group.v.values()[0]).toBeCloseTo(1 + 9 / 16, 3)
})

test.each(TARGETS)('a frozen variable stands still, and the others see it stand: %s', async target => {
  const net = new Network({ target })
  const group = net.neuronGroup(1, 'dv/dt = 1/ms : 1 (unless refractory)\ndw/dt = (v - w)/ms : 1', {
    threshold: 'v > 0.95',
    reset: 'v = 0.5',
    refractory: ms(1),
    method: 'gsl_rk4',
  })
  const spikes = net.spikeMonitor(group)
  const states = net.stateMonitor(group, ['v', 'w'], { record: [0] })
  await net.run(ms(3))
  expect(spikeSteps(spikes)).toEqual([9, 23])
  const v = samples(states, 'v')
  expect(v.slice(10, 20)).toEqual(new Array(10).fill(0.5))
  const w = samples(states, 'w')
  expect((w[15] ?? NaN) - 0.5).toBeCloseTo(((w[10] ?? NaN) - 0.5) * Math.exp(-0.5), 6)
})

test('spikes of a Hodgkin-Huxley neuron are those of a fine fixed step', async () => {
  const spikeTimes = async (options: NeuronGroupOptions, dt: number): Promise<readonly number[]> => {
    const net = new Network({ dt: ms(dt) })
    const group = net.neuronGroup(
      1,
      `
        dv/dt = (10 - 120*m**3*h*(v - 115) - 36*n**4*(v + 12) - 0.3*(v - 10.6))/ms : 1
        dm/dt = (1/exprel((25 - v)/10)*(1 - m) - 4*exp(-v/18)*m)/ms : 1
        dh/dt = (0.07*exp(-v/20)*(1 - h) - h/(1 + exp((30 - v)/10)))/ms : 1
        dn/dt = (0.1/exprel((10 - v)/10)*(1 - n) - 0.125*exp(-v/80)*n)/ms : 1
      `,
      { threshold: 'v > 50', refractory: 'v > 50', ...options },
    )
    const spikes = net.spikeMonitor(group)
    await net.run(ms(60))
    return Array.from(spikes.t.in(ms))
  }
  const fine = await spikeTimes({ method: 'rk4' }, 0.01)
  const adaptive = await spikeTimes({ method: 'gsl_rkf45' }, 0.25)
  expect(fine.length).toBeGreaterThan(3)
  expect(adaptive).toHaveLength(fine.length)
  // A spike is seen at the start of its step: up to one coarse step early.
  adaptive.forEach((time, k) => {
    expect(Math.abs(time - (fine[k] ?? NaN))).toBeLessThanOrEqual(0.26)
  })
})

test.each(TARGETS)('synapses can be integrated in substeps, too: %s', async target => {
  const net = new Network({ target })
  const group = net.neuronGroup(3, 'x : 1')
  const synapses = net.synapses(group, group, {
    equations: 'dw/dt = -w**2/ms : 1 (clock-driven)',
    method: 'gsl_rkck',
    methodOptions: { absoluteError: 1e-9 },
  })
  synapses.connect()
  synapses.w.set('1 + i')
  await net.run(ms(1))
  const w = [...synapses.w.values()]
  const i = [...synapses.i.values()]
  w.forEach((value, k) => {
    expect(value).toBeCloseTo((1 + (i[k] ?? NaN)) / (1 + 1 + (i[k] ?? NaN)), 7)
  })
})

test.each(TARGETS)('an element that cannot be integrated is named: %s', async target => {
  const failing = (methodOptions: MethodOptions): Promise<unknown> => {
    const net = new Network({ target })
    const group = net.neuronGroup(5, 'dv/dt = v**2/ms : 1\ndw/dt = -w/ms : 1', {
      name: 'runaway',
      method: 'gsl_rkf45',
      methodOptions,
    })
    group.v.set('int(i == 3)')
    return net.run(ms(2))
  }
  await expect(failing({ maxSteps: 10 })).rejects.toThrow(
    expect.objectContaining({ kind: 'integration', code: 'integration-failed' }),
  )
  await expect(failing({ maxSteps: 10 })).rejects.toThrow(
    /`runaway\.v` of element 3 cannot be integrated at .*more than 10 substeps/,
  )
  await expect(failing({ adaptableTimestep: false })).rejects.toThrow(
    /`runaway\.v` of element 3 .*with a single substep the error is .* times its bound.*adaptableTimestep/,
  )
  await expect(failing({ maxSteps: 0 })).rejects.toThrow(
    /`runaway\.v` of element 3 cannot be integrated at (999|1\.?0*\d*) ?.*however short the substep/,
  )
})

test.each(TARGETS)('a single substep within the bound is taken as it is: %s', async target => {
  const once = async (options: NeuronGroupOptions): Promise<number | undefined> => {
    const net = new Network({ target })
    const group = net.neuronGroup(1, 'dv/dt = -v/ms : 1', options)
    group.v.set(1)
    await net.run(ms(0.1))
    return group.v.values()[0]
  }
  const value = await once({
    method: 'gsl_rk2',
    methodOptions: { adaptableTimestep: false, absoluteError: 1 },
  })
  // Third order: 1 - h + h^2/2 - h^3/6.
  expect(value).toBeCloseTo(1 - 0.1 + 0.005 - 0.001 / 6, 15)
})

test('bounds follow the unit of their variable, and relative errors its size', async () => {
  const steps = async (methodOptions: MethodOptions): Promise<number | undefined> => {
    const net = new Network({ dt: ms(1) })
    const group = net.neuronGroup(1, 'dv/dt = -v**3/(mV**2*ms) : volt', {
      method: 'gsl_rkf45',
      methodOptions: { saveStepCount: true, maxSteps: 0, ...methodOptions },
    })
    group.v.set(mV(1))
    await net.run(ms(1))
    return group.state('_step_count').values()[0]
  }
  const tight = await steps({ absoluteErrorPerVariable: { v: mV(1e-9) } })
  expect(tight).toBeGreaterThan((await steps({ absoluteErrorPerVariable: { v: mV(1e-3) } })) ?? Infinity)
  expect(await steps({ absoluteError: 1e-12 })).toBe(tight)
  expect(await steps({ absoluteErrorPerVariable: { v: mV(1e-9) }, relativeError: 1e-3 })).toBeLessThan(
    tight ?? 0,
  )
})

test('a bound in SI units that is large for its variable is warned of', async () => {
  const warnings = async (methodOptions: MethodOptions, g: Quantity): Promise<readonly string[]> => {
    const net = new Network({ onMessage: () => undefined })
    const group = net.neuronGroup(2, 'dg/dt = -g/ms : siemens', { method: 'gsl', methodOptions, name: 'G' })
    group.g.set(g)
    await net.run(ms(0.1))
    return net.messages.map(({ code, text }) => `${code}: ${text}`)
  }
  expect(await warnings({}, siemens(1e-8))).toEqual([
    'loose-error-bound: the error bound of `G.g` is 1 uS, its largest value 10 nS: give it a bound of its own, methodOptions: { absoluteErrorPerVariable: { g: … } }',
  ])
  expect(await warnings({ absoluteErrorPerVariable: { g: siemens(1e-12) } }, siemens(1e-8))).toEqual([])
  expect(await warnings({}, siemens(1))).toEqual([])
})

test.each<[string, unknown, string, string, RegExp]>([
  ['an unknown option', { maxStep: 3 }, 'gsl', 'name', /no option `maxStep`\. Did you mean `maxSteps`/],
  [
    'another method',
    { maxSteps: 3 },
    'rk4',
    'value',
    /for adaptive methods such as gsl_rkf45; rk4 has no options/,
  ],
  ['a bound of 0', { absoluteError: 0 }, 'gsl', 'value', /`absoluteError` cannot be 0/],
  ['a bound with a unit', { absoluteError: mV(1) }, 'gsl', 'type', /plain number, in SI units/],
  [
    'a bound of another unit',
    { absoluteErrorPerVariable: { v: ms(1) } },
    'gsl',
    'dimension',
    /expected {2}.*volt[\s\S]*found {5}.*second/,
  ],
  [
    'a bound without unit',
    { absoluteErrorPerVariable: { v: 1e-9 } },
    'gsl',
    'dimension',
    /error bound of `v`/,
  ],
  [
    'a bound of a parameter',
    { absoluteErrorPerVariable: { g: siemens(1e-9) } },
    'gsl',
    'name',
    /`g`, which is no variable of a differential equation/,
  ],
  ['a negative relative error', { relativeError: -1 }, 'gsl', 'value', /`relativeError` cannot be -1/],
  ['a fraction of a substep', { maxSteps: 2.5 }, 'gsl', 'value', /`maxSteps` must be a whole number/],
  ['a flag that is none', { saveStepCount: 1 }, 'gsl', 'type', /`saveStepCount` is true or false/],
  ['no options at all', 3, 'gsl', 'type', /methodOptions takes its options as an object/],
])('refused: %s', (_, methodOptions, method, kind, words) => {
  const net = new Network()
  const make = (): unknown =>
    net.neuronGroup(1, 'dv/dt = -v/ms : volt\ng : siemens', {
      method,
      methodOptions: methodOptions as MethodOptions,
    })
  expect(make).toThrow(expect.objectContaining({ kind }))
  expect(make).toThrow(words)
})

test('noise is refused with the methods that can integrate it', async () => {
  const net = new Network()
  net.neuronGroup(1, 'dv/dt = -v/ms + xi/ms**0.5 : 1', { method: 'gsl_rkf45' })
  await expect(net.run(ms(1))).rejects.toThrow(/gsl_rkf45 cannot integrate the noise `xi`; use euler/)
})

test('the method of a group tells the name that was asked for', async () => {
  const net = new Network()
  const group = net.neuronGroup(1, 'dv/dt = -v*rate : 1', { method: 'gsl', namespace: { rate: Hz(3) } })
  await net.run(second(0.001))
  expect(net.integrationMethod(group)).toBe('gsl_rkf45')
})
