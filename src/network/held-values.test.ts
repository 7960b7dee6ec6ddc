import { describe, expect, test } from 'vitest'
import { mV, ms, Network } from '../index.js'
import { describeNetwork, modelFromJson } from '../io/index.js'

const TARGETS = ['js', 'wasm'] as const

/** A group that computes something, and one with a variable that stands for it, element by element in another order. */
function linked(target: 'js' | 'wasm') {
  const told: string[] = []
  const net = new Network({ target, seed: 1, onMessage: ({ code }) => told.push(code) })
  const source = net.neuronGroup(2, 'dx/dt = 1*volt/second : volt', {
    threshold: 'x > 0.25*mV',
    reset: 'x = 0*mV',
    method: 'euler',
    name: 'source',
  })
  source.x.set(mV([1, 2]))
  const reader = net.neuronGroup(4, 'dz/dt = y/ms : volt\ny : volt (linked)', {
    method: 'euler',
    name: 'reader',
  })
  reader.link('y', source, 'x', { index: [0, 1, 1, 0] })
  return { net, source, reader, told }
}

describe.each(TARGETS)('a group that is off holds values for links to it (%s)', target => {
  test('they stay as they are, also for monitors, and there is no order to tell of', async () => {
    const { net, source, reader, told } = linked(target)
    source.active = false
    const trace = net.stateMonitor(reader, 'y', { record: [1] })
    await net.run(ms(0.5))
    expect(source.x.in(mV)).toEqual(Float64Array.of(1, 2))
    expect(trace.trace('y', 1).in(mV)).toEqual(new Float64Array(5).fill(2))
    expect([...reader.z.in(mV)].map(value => Number(value.toFixed(12)))).toEqual([0.5, 1, 1, 0.5])
    expect(told).toEqual([])
  })

  test('what the program sets between runs and in a run counts from then on', async () => {
    const { net, source, reader } = linked(target)
    source.active = false
    await net.run(ms(0.1))
    source.x.set(mV([3, 4]))
    await net.run(ms(0.1))
    net.networkOperation(time => {
      if (Number(time.in(ms)) > 0.25) source.x.set(mV(10))
    })
    await net.run(ms(0.2))
    // 1 + 3 + 3 + 10 and 2 + 4 + 4 + 10 mV, for 0.1 ms each.
    expect([...reader.z.in(mV)].map(value => Number(value.toFixed(12)))).toEqual([1.7, 2, 2, 1.7])
  })

  test('what spikes add to them counts as well', async () => {
    const { net, source, reader } = linked(target)
    source.active = false
    const clicks = net.spikeGenerator(1, [0], ms([0.1]))
    net.synapses(clicks, source, { onPre: 'x_post += 5*mV' }).connect()
    await net.run(ms(0.3))
    expect(source.x.in(mV)).toEqual(Float64Array.of(6, 7))
    expect([...reader.z.in(mV)].map(value => Number(value.toFixed(12)))).toEqual([0.8, 1.1, 1.1, 0.8])
  })

  test('it can be switched off after it has computed them, and on again', async () => {
    const { net, source } = linked(target)
    source.x.set(0)
    await net.run(ms(0.2))
    const reached = source.x.in(mV)
    source.active = false
    net.store()
    await net.run(ms(1))
    expect(source.x.in(mV)).toEqual(reached)
    net.restore()
    source.active = true
    await net.run(ms(0.1))
    expect(source.x.in(mV)).toEqual(Float64Array.of(0, 0))
  })

  test('a model file keeps the link and that the group is off', async () => {
    const { net, source, reader } = linked(target)
    source.active = false
    const json = JSON.parse(JSON.stringify(describeNetwork(net))) as object
    const again = await modelFromJson(json)
    expect(describeNetwork(again.network)).toEqual(json)
    await Promise.all([net.run(ms(0.3)), again.network.run(ms(0.3))])
    expect(again.network.getStates()['reader']?.['z']).toEqual(reader.getStates()['z'])
  })
})

describe('refused', () => {
  test('a source that was taken out of the network, with what to do instead', async () => {
    const { net, source } = linked('js')
    net.remove(source)
    const words =
      /`reader` needs `source`, which was taken out of the network.*leave it in.*active = false.*values stay/s
    expect(() => {
      net.check()
    }).toThrow(words)
    await expect(net.run(ms(0.1))).rejects.toThrow(words)
    expect(() => describeNetwork(net)).toThrow(words)
  })

  test('a source in another network, with what to do instead', () => {
    const { reader } = linked('js')
    const elsewhere = new Network().neuronGroup(4, 'x : volt', { name: 'elsewhere' })
    expect(() => {
      reader.link('y', elsewhere, 'x')
    }).toThrow(/`elsewhere`, which belongs to another network.*copy its values into a group of this network/s)
  })

  test('an option `static`: there are no links of another kind', () => {
    const { source, reader } = linked('js')
    const options = { index: [0, 1, 1, 0], static: true }
    expect(() => {
      reader.link('y', source, 'x', options)
    }).toThrow('link has no option `static`')
  })
})
