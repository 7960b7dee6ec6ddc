import { describe, expect, test } from 'vitest'
import { mV, ms, Network, type NeuronGroup } from '../index.js'
import { describeNetwork, modelFromJson } from '../io/index.js'

const TARGETS = ['js', 'wasm'] as const
const counting = (target: 'js' | 'wasm') => {
  const net = new Network({ target })
  const group = net.neuronGroup(2, 'dv/dt = 1/(0.1*ms) : 1', { method: 'euler' })
  return { net, group }
}

describe.each(TARGETS)('at given times: %s', target => {
  test('a state monitor records, in any slot, over several runs, with another step', async () => {
    const { net, group } = counting(target)
    const early = net.stateMonitor(group, 'v', { record: true, times: ms([0, 0.25, 1]) })
    const late = net.stateMonitor(group, 'v', { record: 1, times: ms([0.3, 0]), when: 'end' })
    await net.run(ms(0.5))
    net.setTimeStep(ms(0.05))
    await net.run(ms(1))
    const rounded = (values: Float64Array): number[] => Array.from(values, value => Number(value.toFixed(6)))
    expect(rounded(early.t.in(ms))).toEqual([0, 0.3, 1])
    expect(rounded(early.trace('v', 1).values as Float64Array)).toEqual([0, 3, 10])
    expect(rounded(late.trace('v', 1).values as Float64Array)).toEqual([1, 4])
  })

  test('statistics, and every second of them', async () => {
    const { net, group } = counting(target)
    const times = ms([0.1, 0.2, 0.6, 0.8])
    const mean = net.stateMonitor(group, 'v', { record: true, times, keep: 'statistics' })
    const some = net.stateMonitor(group, 'v', { record: 0, times, keep: { every: 2 } })
    await net.run(ms(1))
    expect(mean.mean('v').at(0).value).toBeCloseTo(4.25, 9)
    expect(Array.from(some.t.in(ms), time => Number(time.toFixed(6)))).toEqual([0.1, 0.6])
  })

  test('a network operation is called', async () => {
    const { net } = counting(target)
    const called: number[] = []
    net.networkOperation(time => called.push(Math.round(time.value * 1e4)), { times: ms([0.72, 0.3, 0]) })
    await net.run(ms(0.5))
    await net.run(ms(0.5))
    expect(called).toEqual([0, 3, 8])
  })

  test('a model file says the times of code, monitors and operations', async () => {
    const { net, group } = counting(target)
    group.runAt('v = 100', ms([0.4]), { name: 'jump' })
    net.stateMonitor(group, 'v', { record: 0, times: ms([0.2, 0.5]), name: 'trace' })
    const json = JSON.parse(JSON.stringify(describeNetwork(net))) as { network: { objects: object[] } }
    json.network.objects.push({
      type: 'networkOperation',
      name: 'set',
      do: [{ set: 'neurongroup.v', to: '7' }],
      times: { values: [0.1], unit: 'ms' },
    })
    const model = await modelFromJson(json, { target })
    expect(describeNetwork(model.network)).toMatchObject({
      network: { objects: [{}, {}, {}, { times: { values: [0.1e-3] } }] },
    })
    await model.network.run(ms(0.6))
    const cells = model.object('neurongroup') as NeuronGroup<'v : 1'>
    expect(Math.round(cells.v.values()[0] ?? NaN)).toBe(102)
  })
})

test.each<[string, (net: Network, group: NeuronGroup) => unknown, string, string]>([
  [
    'times that are none',
    (net, group) => net.stateMonitor(group, 'v', { record: true, times: mV([1]) }),
    'dimension',
    'times',
  ],
  [
    'two in one step',
    (net, group) => net.stateMonitor(group, 'v', { record: true, times: ms([1, 1.00001]) }),
    'value',
    'one time step',
  ],
  ['a negative time', net => net.networkOperation(() => undefined, { times: ms([-1]) }), 'value', 'negative'],
  ['numbers', net => net.networkOperation(() => undefined, { times: [1] as never }), 'dimension', 'times'],
])('refused: %s', (_, make, kind, words) => {
  const { net, group } = counting('js')
  let error: unknown
  try {
    make(net, group)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ kind, message: expect.stringContaining(words) as string })
})

test.each(TARGETS)(
  'the neurons of the latest test of an event, of a group and of parts of it (%s)',
  async target => {
    const net = new Network({ target, onMessage: () => undefined })
    const group = net.neuronGroup(6, 'v : 1', {
      threshold: 'i % 2 == 1 and t < 0.15*ms',
      reset: '',
      events: { low: 'i < 2' },
    })
    const seen: number[][] = []
    net.networkOperation(
      () => {
        seen.push(
          [...group.emitted()],
          [...group.slice(2).emitted()],
          [...group.select([0, 1, 5]).emitted('spike')],
        )
      },
      { when: 'synapses' },
    )
    await net.run(ms(0.3))
    expect(seen).toEqual([[1, 3, 5], [1, 3], [1, 2], [1, 3, 5], [1, 3], [1, 2], [], [], []])
    expect([...group.emitted('low')]).toEqual([0, 1])
    expect(() => group.emitted('high')).toThrow('spike, low')
  },
)
