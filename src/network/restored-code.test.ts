import { expect, test } from 'vitest'
import { Hz, Network, ms, mV, timedArray } from '../index.js'

/** Something of everything that keeps state or tables outside of variables. */
function variedNetwork(target: 'wasm' | 'js') {
  const net = new Network({ dt: ms(0.1), seed: 3, target })
  const drive = timedArray(
    Float64Array.from({ length: 40 }, (_, k) => 20 + (k % 7)),
    ms(1),
  )
  const neurons = net.neuronGroup(
    120,
    'dv/dt = (drive(t)*mV - v)/(8*ms) + 2*mV*xi/sqrt(8*ms) : volt (unless refractory)\nlevel : 1',
    { ...{ threshold: 'v > 15*mV', reset: 'v = 0*mV', refractory: ms(3) }, namespace: { drive } },
  )
  const given = net.spikeGenerator(2, [0, 1, 0], ms([1, 4, 12.3]))
  const noise = net.poissonGroup(20, Hz(150))
  net.poissonInput(neurons, 'v', { n: 50, rate: Hz(80), weight: mV(0.1) })
  const slow = net.synapses(neurons, neurons, { equations: 'w : volt', onPre: 'v_post += w; w += 0.01*mV' })
  slow.connect({ p: 0.1, values: { delay: '0.3*ms + 2*ms*rand()', w: '0.2*mV*rand()' } })
  net.synapses(given, neurons, { onPre: 'v_post += 3*mV', delay: ms(1) }).connect()
  net.synapses(noise, neurons, { onPre: 'v_post += 1*mV' }).connect({ p: 0.3 })
  const spikes = net.spikeMonitor(neurons)
  const traces = net.stateMonitor(neurons, 'v', { record: [0, 1], keep: { every: 3 } })
  const last = net.stateMonitor(neurons, 'v', { record: [3], keep: { last: 50 } })
  const mean = net.stateMonitor(neurons, 'v', { record: [2], keep: 'statistics' })
  const results = () => ({
    i: Array.from(spikes.i),
    t: Array.from(spikes.t.values),
    v: Array.from(neurons.v.values()),
    w: Array.from(slow.w.values()),
    traces: traces.in('v', mV).map(trace => Array.from(trace)),
    last: Array.from(last.trace('v', 3).values),
    mean: mean.mean('v').in(mV),
  })
  return { net, neurons, slow, results }
}

test.each(['wasm', 'js'] as const)(
  'going back again and again compiles once and gives the same (%s)',
  async target => {
    const { net, results } = variedNetwork(target)
    net.store()
    await net.run(ms(30))
    const first = results()
    expect(first.i.length).toBeGreaterThan(300)
    const compiled: boolean[] = []
    for (let k = 0; k < 4; k++) {
      net.restore('default', { randomState: true })
      const { generateMilliseconds } = await net.run(ms(30))
      compiled.push(generateMilliseconds > 0)
      expect(results()).toEqual(first)
    }
    // The snapshot is older than the code: what it does not hold is known from the second time on.
    expect(compiled).toEqual([true, false, false, false])
  },
)

test('a snapshot of a network that has run needs no other code, spikes under way included', async () => {
  const { net, results } = variedNetwork('wasm')
  await net.run(ms(20))
  net.store()
  await net.run(ms(20))
  const first = results()
  for (let k = 0; k < 3; k++) {
    net.restore('default', { randomState: true })
    expect((await net.run(ms(20))).generateMilliseconds).toBe(0)
    expect(results()).toEqual(first)
  }
})

test('what is set after going back holds for that run only', async () => {
  const { net, neurons } = variedNetwork('wasm')
  net.store()
  for (const level of [1, 2, 3]) {
    net.restore()
    expect(neurons.level.values()[0]).toBe(0)
    neurons.level.set(level)
    await net.run(ms(1))
  }
  net.restore()
  expect(neurons.level.values()[0]).toBe(0)
})

test('two snapshots in turn keep their own state', async () => {
  const { net, results } = variedNetwork('wasm')
  net.store('start')
  await net.run(ms(10))
  net.store('later')
  await net.run(ms(10))
  const end = results()
  for (let k = 0; k < 3; k++) {
    net.restore('start', { randomState: true })
    await net.run(ms(20))
    expect(results().v).toEqual(end.v)
    net.restore('later', { randomState: true })
    await net.run(ms(10))
    expect(results()).toEqual(end)
  }
})

test('a change of the model in between is not forgotten', async () => {
  const { net, slow, results } = variedNetwork('wasm')
  net.store()
  await net.run(ms(20))
  const before = results()
  net.restore('default', { randomState: true })
  slow.pathway('pre').delay.set(ms(5))
  await net.run(ms(20))
  const changed = results()
  expect(changed.t).not.toEqual(before.t)
  // The delays were stored, too.
  for (let k = 0; k < 3; k++) {
    net.restore('default', { randomState: true })
    await net.run(ms(20))
    expect(results()).toEqual(before)
  }
})
