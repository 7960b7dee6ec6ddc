import { describe, expect, test, vi } from 'vitest'
import { Hz, mV, ms, Network, type Progress } from '../index.js'

/** A neuron whose `v` counts steps, with monitors. */
function counting(target: 'js' | 'wasm' = 'wasm', seed = 7) {
  const net = new Network({ target, seed })
  const group = net.neuronGroup(1, 'v : 1\nr : 1', { threshold: 'v % 2 == 1', reset: '', name: 'cells' })
  group.runRegularly('v += 1; r = rand()')
  const trace = net.stateMonitor(group, ['v', 'r'], { record: true, when: 'end' })
  const spikes = net.spikeMonitor(group)
  return { net, group, trace, spikes }
}

describe('store and restore', () => {
  test('everything goes back: state, time, what was recorded; what comes next is recorded after it', async () => {
    const { net, group, trace, spikes } = counting()
    await net.run(ms(0.2))
    net.store()
    await net.run(ms(0.3))
    expect([trace.samples, spikes.count, group.v.values()[0]]).toEqual([5, 3, 5])
    net.restore()
    expect([trace.samples, spikes.count, group.v.values()[0], net.t.value]).toEqual([2, 1, 2, 0.0002])
    await net.run(ms(0.1))
    expect(Array.from(trace.trace('v', 0).values)).toEqual([1, 2, 3])
  })
  test('between two grid points, both continuations make the same steps', async () => {
    const { net, trace } = counting()
    await net.run(ms(0.25))
    net.store()
    for (let turn = 0; turn < 2; turn++) {
      net.restore()
      await net.run(ms(0.25))
      expect(Array.from(trace.trace('v', 0).values)).toEqual([1, 2, 3, 4, 5])
    }
  })
  test('random numbers go on, or come again', async () => {
    const { net, trace } = counting()
    await net.run(ms(0.1))
    net.store()
    const draw = async (options = {}): Promise<readonly number[]> => {
      net.restore('default', options)
      await net.run(ms(0.2))
      return Array.from(trace.trace('r', 0).values).slice(1)
    }
    const first = await draw({ randomState: true })
    const other = await draw()
    expect(other).not.toEqual(first)
    expect(await draw()).not.toEqual(other)
    expect(await draw({ randomState: true })).toEqual(first)
  })
  test('the time step comes back, what is switched off stays off', async () => {
    const { net, group } = counting()
    await net.run(ms(1))
    net.store()
    net.setTimeStep(ms(0.5))
    await net.run(ms(1))
    group.active = false
    net.restore()
    expect([net.dt.value, net.t.value, group.active]).toEqual([0.0001, 0.001, false])
  })
  test('a spike under way arrives', async () => {
    const net = new Network({ target: 'wasm' })
    const group = net.neuronGroup(1, 'v : 1', { threshold: 't < 0.05*ms', reset: '' })
    const S = net.synapses(group, group, { onPre: 'v_post += 1', delay: ms(1) })
    S.connect({})
    await net.run(ms(0.5))
    net.store()
    for (let turn = 0; turn < 2; turn++) {
      net.restore()
      await net.run(ms(1))
      expect(group.v.values()[0]).toBe(1)
    }
  })
  test('an unknown name, and a network with other objects, are refused', async () => {
    const { net, group } = counting()
    net.store('start')
    expect(() => {
      net.restore('strat')
    }).toThrow(/"strat".*start/)
    net.spikeMonitor(group, { name: 'more' })
    expect(() => {
      net.restore('start')
    }).toThrow('more')
    await net.run(ms(0.1))
  })
})

describe('reports', () => {
  test('come at the start and at the end, also of a run of no time', async () => {
    const { net } = counting()
    const seen: Progress[] = []
    await net.run(ms(2))
    await net.run(ms(1), { report: progress => seen.push(progress) })
    expect(seen.map(({ completed }) => completed)).toEqual([0, 1])
    expect(seen[0]).toMatchObject({ start: 0.002, duration: 0.001, simulated: 0 })
    await net.run(ms(0), { report: progress => seen.push(progress) })
    expect(seen.slice(2).map(({ completed }) => completed)).toEqual([0, 1])
  })
  test('as text', async () => {
    const lines: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line))
    const { net } = counting()
    await net.run(ms(3))
    await net.run(ms(5), { report: 'text' })
    log.mockRestore()
    expect(lines).toEqual([
      'Starting simulation at t = 3 ms for a duration of 5 ms',
      expect.stringMatching(/^5 ms \(100%\) simulated in < 1s/),
    ])
  })
  test.each<[string, object, string]>([
    ['an unknown place', { report: 'stdout?' }, 'text'],
    ['no function', { report: 3 }, 'report'],
    ['a period of no time', { report: () => undefined, reportPeriod: mV(1) }, 'expected  second'],
    ['a plain number as period', { report: () => undefined, reportPeriod: 10 }, 'time'],
    ['a misspelt option', { reprot: 'text' }, 'report'],
  ])('refused: %s', async (_, options, words) => {
    const { net } = counting()
    await expect(net.run(ms(1), options)).rejects.toThrow(words)
    expect(net.t.value).toBe(0)
  })
})

describe('what is found before a run changes nothing', () => {
  test('a name that is unknown', async () => {
    const { net, group } = counting()
    await net.run(ms(1))
    const operation = group.runRegularly('v = unknown')
    await expect(net.run(ms(1))).rejects.toThrow('unknown')
    expect([net.t.value, group.v.values()[0]]).toEqual([0.001, 10])
    net.remove(operation)
    await net.run(ms(1))
    expect(group.v.values()[0]).toBe(20)
  })
  test('objects of one name, and objects of another network', () => {
    const { net, group } = counting()
    expect(() => net.neuronGroup(1, 'v : 1', { name: 'cells' })).toThrow('cells')
    const other = new Network()
    for (const make of [
      () => other.spikeMonitor(group),
      () => other.stateMonitor(group, 'v', { record: true }),
      () => other.populationRateMonitor(group),
      () => other.synapses(group, group),
      () => other.poissonInput(group, 'v', { n: 1, rate: Hz(1), weight: 1 }),
    ])
      expect(make).toThrow('another network')
  })
  test.each([
    ['a name with a space', 'a b'],
    ['a name that begins with a digit', '1a'],
    ['an empty name', ''],
    ['a name with a point', 'a.b'],
  ])('refused: %s', (_, name) => {
    expect(() => new Network().neuronGroup(1, 'v : 1', { name })).toThrow('name')
  })
})

test('an object that is off does nothing while its clock goes on; what waits in pathways still arrives', async () => {
  const net = new Network({ target: 'wasm' })
  const group = net.neuronGroup(1, 'dv/dt = 1/ms : 1', {
    method: 'euler',
    threshold: 't < 0.05*ms',
    reset: '',
    name: 'on',
  })
  const counter = net.neuronGroup(1, 'n : 1', { name: 'counter' })
  const S = net.synapses(group, counter, { onPre: 'n_post += 1', delay: ms(0.3) })
  S.connect({})
  await net.run(ms(0.2))
  group.active = false
  await net.run(ms(0.2))
  expect([group.v.values()[0], counter.n.values()[0], net.t.value]).toEqual([0.2, 1, 0.0004])
  group.active = true
  await net.run(ms(0.1))
  expect(group.v.values()[0]).toBeCloseTo(0.3, 12)
})

test('constants are read anew in each run, and another method that follows from them is told', async () => {
  const told: string[] = []
  const net = new Network({ target: 'js', onMessage: ({ text }) => told.push(text) })
  const group = net.neuronGroup(1, 'dv/dt = k/ms : 1', { method: 'euler' })
  await net.run(ms(1), { namespace: { k: 1 } })
  await net.run(ms(1), { namespace: { k: 3 } })
  expect(group.v.values()[0]).toBeCloseTo(4, 12)
})
