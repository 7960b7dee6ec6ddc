import { expect, test } from 'vitest'
import { ms, mV, second } from '../units/units.js'
import { Network } from './network.js'
import type { NetworkOptions } from './network-options.js'
import type { Precision } from './precision.js'
import { expectSameOnThreads } from './threads.test-support.js'
import { timedArray } from './timed-array.js'

const TARGETS = ['wasm', 'js'] as const
const PRECISIONS = ['double', 'single'] as const
const single = (options: NetworkOptions = {}): Network =>
  new Network({ precision: 'single', seed: 1, ...options })
const isRounded = (values: ArrayLike<number>): boolean =>
  Array.from(values).every(value => Object.is(Math.fround(value), value) || Number.isNaN(value))

test('variables are stored as singles, what is read is double, and a view shows the memory', () => {
  const net = single()
  expect([net.precision, new Network().precision]).toEqual(['single', 'double'])
  const group = net.neuronGroup(3, 'v : volt\nk : integer\nb : boolean')
  group.v.set(mV([0.1, 0.2, 0.3]))
  const view = group.v.view()
  expect(view).toBeInstanceOf(Float32Array)
  expect([group.k.view(), group.b.view()].every(each => each instanceof Int32Array)).toBe(true)
  const values = group.v.values()
  expect(values).toBeInstanceOf(Float64Array)
  expect([...values]).toEqual([1e-4, 2e-4, 3e-4].map(Math.fround))
  expect([...view]).toEqual([...values])
  expect(group.v.in(mV)[1]).toBeCloseTo(0.2, 7)
  group.v.at(1).set(mV(7))
  expect(view[1]).toBe(Math.fround(0.007))
  expect(group.evaluate('v*2').values).toEqual(Float64Array.from(group.v.values(), value => value * 2))
})

test('there is no third precision, and the message says so', () => {
  expect(() => new Network({ precision: 'singel' as Precision })).toThrow(
    `there is no precision "singel": use 'double' or 'single'. Did you mean 'single'?`,
  )
  expect(() => new Network({ precision: 32 as unknown as Precision })).toThrow("use 'double' or 'single'")
})

test('a number that singles do not reach is refused, and nothing changes', () => {
  const group = single().neuronGroup(3, 'v : 1')
  group.v.set(2)
  expect(() => {
    group.v.set([1, 3.5e38, 0])
  }).toThrow('v` cannot hold 3.5e+38: in single precision, numbers end at 3.4e38')
  expect(() => {
    group.v.set('10.0**(i*30)')
  }).toThrow("precision: 'double'")
  expect([...group.v.values()]).toEqual([2, 2, 2])
  group.v.set(Infinity)
  group.v.at(0).set(1e-46)
  expect([...group.v.values()]).toEqual([0, Infinity, Infinity])
})

test.each(TARGETS)('%s: constants are folded in double and rounded once', async target => {
  const net = single({ target })
  const group = net.neuronGroup(5, 'dv/dt = -v/(7*ms) : 1', { method: 'exact' })
  group.v.set(0.7)
  await net.run(ms(0.1))
  const propagator = Math.fround(Math.exp(-0.1 / 7))
  const expected = Math.fround(Math.fround(0.7) * propagator)
  for (const value of group.v.values()) expect(Math.abs(value - expected)).toBeLessThan(2 ** -24)
  expect(isRounded(group.v.values())).toBe(true)
})

test('a loop over neurons has four lanes, and the constants in it are singles', async () => {
  const net = single()
  net.neuronGroup(5, 'dv/dt = (1.2 - v)/(7*ms) : 1 (unless refractory)', {
    threshold: 'v > 1',
    reset: 'v = 0',
    refractory: ms(2),
    method: 'exact',
  })
  const { kernels } = net.inspect()
  expect(kernels).toContain('in 0 .. 5, 4 lanes, padded')
  await net.run(ms(1))
})

test.each(TARGETS)('%s: times are exact, however late it is', async target => {
  const net = single({ target, dt: second(1e4) })
  const group = net.neuronGroup(2, 'v : 1', { threshold: 'v > 0', reset: '', refractory: ms(3) })
  await net.run(second(3e6))
  net.setTimeStep(ms(0.1))
  const spikes = net.spikeMonitor(group)
  group.v.at(1).set(1)
  await net.run(ms(12))
  // Three milliseconds are 30 steps: singles of 3e6 seconds lie a quarter of a second apart.
  const steps = spikes.t.in(ms).map(time => Math.round((time - 3e9) / 0.1))
  expect([...steps]).toEqual([0, 30, 60, 90])
  expect(group.state('lastspike').values()[1]).toBe(spikes.t.values[3])
  expect(group.state('lastspike').view()).toBeInstanceOf(Float64Array)
})

test.each(TARGETS)(
  '%s: periods and delays of each element fall on the same steps as in double',
  async target => {
    const stepsIn = async (precision: Precision): Promise<string> => {
      const net = new Network({ precision, target, seed: 3 })
      const sources = net.spikeGenerator(4, [0, 1, 2, 3, 0], ms([0.3, 1.1, 2, 2, 4.7]))
      const group = net.neuronGroup(4, 'v : 1\nperiod : second', {
        threshold: 'v > 0',
        reset: 'v = 0',
        refractory: 'period',
      })
      group.state('period').set('(0.1 + 0.3*i)*ms')
      const synapses = net.synapses(sources, group, { onPre: 'v_post += 1' })
      synapses.connect()
      synapses.delay.set('0.1*ms*(1 + 3*i + j)')
      const spikes = net.spikeMonitor(group)
      await net.run(ms(12))
      return `${spikes.i.join()} ${spikes.t.values.join()}`
    }
    expect(await stepsIn('single')).toBe(await stepsIn('double'))
  },
)

test('a seed gives the same synapses in both precisions, and the same values, rounded', () => {
  const [double, rounded] = PRECISIONS.map(precision => {
    const net = new Network({ precision, seed: 5 })
    const group = net.neuronGroup(40, 'v : 1\nx : 1', { threshold: 'v > 1', reset: 'v = 0' })
    group.state('v').set('i/7.0')
    group.state('x').set('sin(i) + randn()')
    const synapses = net.synapses(group, group, { equations: 'w : 1', onPre: 'v_post += w' })
    synapses.connect({ condition: 'i != j', p: '0.3*exp(-abs(i - j)/10.0)' })
    synapses.w.set('rand()*exp(-abs(i - j)/10.0)')
    return {
      pairs: `${synapses.sources().join()} ${synapses.targets().join()}`,
      values: [...group.state('x').values(), ...synapses.w.values()],
    }
  })
  expect(rounded?.pairs).toBe(double?.pairs)
  expect(rounded?.values).toEqual(double?.values.map(Math.fround))
})

test.each(TARGETS)('%s: random numbers in a step are nearly those of double', async target => {
  const [double, rounded] = await Promise.all(
    PRECISIONS.map(async precision => {
      const net = new Network({ precision, target, seed: 9 })
      const group = net.neuronGroup(200, 'x : 1\ny : 1')
      group.runRegularly('x = rand()\ny = randn()')
      await net.run(ms(0.1))
      return [...group.state('x').values(), ...group.state('y').values()]
    }),
  )
  expect(isRounded(rounded ?? [])).toBe(true)
  rounded?.forEach((number, k) => {
    expect(Math.abs(number - (double?.[k] ?? NaN))).toBeLessThan(1e-5)
  })
})

test.each(TARGETS)('%s: an adaptive method controls its steps in double', async target => {
  const [double, rounded] = await Promise.all(
    PRECISIONS.map(async precision => {
      const net = new Network({ precision, target, seed: 1 })
      const group = net.neuronGroup(3, 'dx/dt = y/ms : 1\ndy/dt = (mu*(1 - x**2)*y - x)/ms : 1\nmu : 1', {
        method: 'gsl_rkf45',
        methodOptions: { absoluteError: 1e-12 },
      })
      group.state('mu').set('i')
      group.state('x').set(1)
      await net.run(ms(3))
      return [...group.state('x').values(), ...group.state('y').values()]
    }),
  )
  rounded?.forEach((value, k) => {
    expect(Math.abs(value - (double?.[k] ?? NaN))).toBeLessThan(3e-6)
  })
})

test.each(TARGETS)(
  '%s: plasticity that is computed at events goes as in double, but for rounding',
  async target => {
    const [double, rounded] = await Promise.all(
      PRECISIONS.map(async precision => {
        const net = new Network({ precision, target, seed: 2 })
        const sources = net.spikeGenerator(3, [0, 1, 2, 0, 1], ms([1, 3, 5, 11, 17.3]))
        const targets = net.spikeGenerator(2, [0, 1, 0, 1], ms([2, 4, 12, 18]))
        const synapses = net.synapses(sources, targets, {
          equations:
            'w : 1\ndapre/dt = -apre/(20*ms) : 1 (event-driven)\ndapost/dt = -apost/(20*ms) : 1 (event-driven)',
          onPre: 'apre += 0.01\nw = clip(w + apost, 0, 1)',
          onPost: 'apost -= 0.0105\nw = clip(w + apre, 0, 1)',
        })
        synapses.connect()
        synapses.w.set(0.5)
        await net.run(ms(30))
        expect(synapses.state('lastupdate').view()).toBeInstanceOf(Float64Array)
        return [...synapses.w.values()]
      }),
    )
    expect(isRounded(rounded ?? [])).toBe(true)
    rounded?.forEach((value, k) => {
      expect(Math.abs(value - (double?.[k] ?? NaN))).toBeLessThan(1e-6)
    })
  },
)

test.each(TARGETS)(
  '%s: what depends on time is computed in double before it meets a variable',
  async target => {
    const net = single({ target, dt: second(1e4) })
    const table = timedArray([0, 1, 2, 3], ms(1), { interpolation: 'linear' })
    const group = net.neuronGroup(
      2,
      `x = sin(2*pi*50*Hz*t) : 1 (shared)
     late : second
     y = stimulus(t - 3e6*second) : 1`,
      { namespace: { stimulus: table } },
    )
    await net.run(second(3e6))
    net.setTimeStep(ms(0.1))
    group.runRegularly('late = t - 3e6*second')
    await net.run(ms(2.6))
    const monitor = net.stateMonitor(group, ['x', 'y'], { record: [1] })
    await net.run(ms(0.1))
    expect(monitor.trace('x', 1).values[0]).toBeCloseTo(Math.sin(2 * Math.PI * 50 * 0.0026), 5)
    expect(monitor.trace('y', 1).values[0]).toBeCloseTo(2.6, 6)
    expect(group.state('late').in(ms)[0]).toBeCloseTo(2.6, 5)
  },
)

test.each(TARGETS)(
  '%s: monitors record what is stored, exactly; statistics and rates are double',
  async target => {
    const net = single({ target })
    const group = net.neuronGroup(7, 'dv/dt = (1.5 - v)/(5*ms) : 1\nhalf = v/2 : 1', {
      threshold: 'v > 1',
      reset: 'v = 0.1*i',
      method: 'euler',
    })
    const trace = net.stateMonitor(group, ['v', 'half'], { record: true })
    const statistics = net.stateMonitor(group, 'v', { record: true, keep: 'statistics' })
    const spikes = net.spikeMonitor(group, { variables: ['v'] })
    const rate = net.populationRateMonitor(group)
    await net.run(ms(20))
    expect(trace.matrix('v').values).toBeInstanceOf(Float64Array)
    expect(isRounded(trace.matrix('v').values)).toBe(true)
    expect(isRounded(spikes.values('v').values)).toBe(true)
    const first = trace.trace('v', 3).values
    expect([...trace.trace('half', 3).values]).toEqual(Array.from(first, value => Math.fround(value / 2)))
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length
    expect(statistics.mean('v').at(3).value).toBeCloseTo(mean, 12)
    expect(rate.rate.values.some(value => !isRounded([value]))).toBe(true)
  },
)

test.each(TARGETS)('%s: states go into bytes and back, also between precisions', async target => {
  const build = (precision: Precision) => {
    const net = new Network({ precision, target, seed: 4 })
    const group = net.neuronGroup(5, 'dv/dt = (1.5 - v)/(5*ms) + 0.1*xi/sqrt(5*ms) : 1', {
      threshold: 'v > 1',
      reset: 'v = 0',
    })
    return { net, group, trace: net.stateMonitor(group, 'v', { record: true }) }
  }
  const { net, group, trace } = build('single')
  await net.run(ms(3))
  net.store('three')
  const at = [...group.v.values()]
  await net.run(ms(4))
  const later = [...group.v.values()]
  const other = build('single')
  other.net.addSnapshots(net.snapshotBytes())
  other.net.restore('three', { randomState: true })
  expect([...other.group.v.values()]).toEqual(at)
  await other.net.run(ms(4))
  expect([...other.group.v.values()]).toEqual(later)
  expect(other.trace.matrix('v').values).toEqual(trace.matrix('v').values)
  net.restore('three', { randomState: true })
  await net.run(ms(4))
  expect([...group.v.values()]).toEqual(later)
  const double = build('double')
  double.net.addSnapshots(net.snapshotBytes())
  double.net.restore('three', { randomState: true })
  expect([...double.group.v.values()]).toEqual(at)
  await double.net.run(ms(4))
  double.net.store('seven')
  const back = build('single')
  back.net.addSnapshots(double.net.snapshotBytes('seven'))
  back.net.restore('seven')
  expect([...back.group.v.values()]).toEqual(Array.from(double.group.v.values(), Math.fround))
  await back.net.run(ms(1))
})

test.each(TARGETS)('%s: a value that is not finite is found where it begins', async target => {
  const net = single({ target })
  const group = net.neuronGroup(6, 'dv/dt = v**2/ms : 1', { method: 'euler' })
  group.v.set('10.0**i')
  await expect(net.run(ms(5), { checkFinite: 'step' })).rejects.toThrow('v` of neuron')
})

test('sums over synapses and states of all objects are singles, too', async () => {
  const net = single()
  const group = net.neuronGroup(3, 'total : 1\nv : 1', { name: 'cells' })
  const synapses = net.synapses(group, group, { equations: 'w : 1\ntotal_post = w*v_pre : 1 (summed)' })
  synapses.connect()
  synapses.w.set('0.1*(i + 1)')
  net.setStates({ cells: { v: [1, 2, 3] } })
  await net.run(ms(0.1))
  const sum = [0.1, 0.2, 0.3]
    .map(Math.fround)
    .reduce((all, w, k) => Math.fround(all + Math.fround(w * (k + 1))), 0)
  expect([...group.state('total').values()]).toEqual([sum, sum, sum])
  expect(net.getStates().cells?.v?.values).toEqual(Float64Array.of(1, 2, 3))
})

test('single precision has the same bits on any number of threads', async () => {
  await expectSameOnThreads(
    async net => {
      const group = net.neuronGroup(
        1003,
        'dv/dt = (1.2 - v)/(10*ms) + 0.3*xi/sqrt(10*ms) : 1 (unless refractory)',
        { threshold: 'v > 1', reset: 'v = 0', refractory: ms(2) },
      )
      const synapses = net.synapses(group, group, { equations: 'w : 1', onPre: 'v_post += w\nw *= 0.99' })
      synapses.connect({ p: 0.05 })
      synapses.w.set('0.02*rand()')
      synapses.delay.set('2*ms*rand()')
      const spikes = net.spikeMonitor(group)
      await net.run(ms(20))
      expect(spikes.count).toBeGreaterThan(1000)
      return [spikes.i, spikes.t.values, group.v.values(), synapses.w.values()]
    },
    { precision: 'single' },
  )
})
