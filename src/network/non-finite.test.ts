import { expect, test } from 'vitest'
import { cylinder, Network, ms, mV, RheobaseError, um, type Quantity } from 'rheobase'

const TARGETS = ['js', 'wasm'] as const

async function failure(net: Network, duration: Quantity = ms(5)): Promise<RheobaseError> {
  try {
    await net.run(duration, { checkFinite: 'step' })
  } catch (error) {
    if (error instanceof RheobaseError) return error
    throw error
  }
  throw new Error('all values were finite')
}

test.each(TARGETS)('the equation that made a value is named: %s', async target => {
  const net = new Network({ target })
  const group = net.neuronGroup(7, 'dv/dt = sqrt(v)/ms : 1\ndw/dt = -w/ms : 1', {
    method: 'euler',
    name: 'G',
  })
  group.v.set('1 - 1*int(i == 4 or i == 5)')
  group.v.at(5).set(-1e-3)
  const error = await failure(net)
  expect(error).toMatchObject({ kind: 'value', code: 'not-finite' })
  expect(error.message).toBe(
    '`G.v` of neuron 5 became NaN in the step at 0 s\n  state update of G: dv/dt = sqrt(v)/ms : 1',
  )
})

test.each(TARGETS)('a gate at its removable singularity gets the advice to use exprel: %s', async target => {
  const net = new Network({ target })
  const group = net.neuronGroup(
    2,
    'dm/dt = (v + 40*mV)/(1*mV)/(exp((v + 40*mV)/(10*mV)) - 1)/ms : 1\nv : volt',
    {
      method: 'euler',
      name: 'G',
    },
  )
  group.v.set(mV([-50, -40]))
  const { message } = await failure(net)
  expect(message).toMatch(/`G\.m` of neuron 1 became NaN in the step at 0 s/)
  expect(message).toMatch(/1\/exprel\(x\)/)
})

test.each(TARGETS)('the reset, the pathway or the operation that made a value is named: %s', async target => {
  const spiking = { threshold: 'v > 1.5', reset: 'v = 0; w = log(-1 - v)', method: 'euler', name: 'G' }
  const reset = new Network({ target })
  reset.neuronGroup(3, 'dv/dt = 1/ms : 1\nw : 1', spiking)
  expect((await failure(reset)).message).toMatch(
    /^`G\.w` of neuron 0 became NaN in the step at 1\.\d ms\n {2}code of spike of G: v = 0\n {2}w = log\(-1 - v\)$/,
  )

  const pathway = new Network({ target })
  const source = pathway.neuronGroup(2, 'x : 1', { threshold: 't > 1.05*ms and i == 1', name: 'source' })
  const targets = pathway.neuronGroup(4, 'y : 1\ndz/dt = -z/ms : 1', { method: 'exact', name: 'targets' })
  const synapses = pathway.synapses(source, targets, {
    equations: 'w : 1',
    onPre: 'y += 1; z_post = w/0',
    name: 'S',
  })
  synapses.connect({ j: 'i + 2' })
  synapses.w.set(1)
  const { message } = await failure(pathway)
  expect(message).toMatch(
    /^`targets\.z` of neuron 3 became Infinity in the step at 1\.1 ms\n {2}presynaptic spike arrives at S/,
  )

  const operation = new Network({ target })
  const group = operation.neuronGroup(2, 'x : 1', { name: 'G' })
  group.runRegularly('x = 0/(1 - i)', { dt: ms(1), name: 'often' })
  expect((await failure(operation)).message).toBe(
    '`G.x` of neuron 1 became NaN in the step at 0 s\n  often: x = 0/(1 - i)',
  )
})

test.each(TARGETS)(
  'the place is found in the middle of a long run, with queues, draws and recordings: %s',
  async target => {
    const net = new Network({ target, seed: 4 })
    const group = net.neuronGroup(20, 'dv/dt = (2 - v)/(10*ms) + xi/sqrt(10*ms) : 1\nw : 1', {
      threshold: 'v > 1',
      reset: 'v = 0; w = sqrt(320 - t/ms)',
      method: 'euler',
      name: 'G',
    })
    const synapses = net.synapses(group, group, { onPre: 'v_post += 0.01*rand()', name: 'S' })
    synapses.connect({ p: 0.3 })
    synapses.delay.set('5*ms*rand()')
    net.spikeMonitor(group)
    const { message } = await failure(net, ms(1000))
    const [, time] = /`G\.w` of neuron \d+ became NaN in the step at (\d+\.\d*) s/.exec(message) ?? []
    expect(Number(time)).toBeGreaterThan(0.32)
    expect(Number(time)).toBeLessThan(0.325)
  },
)

test.each(TARGETS)('what the program itself set may be infinite: %s', async target => {
  const net = new Network({ target })
  const group = net.neuronGroup(1, 'bound : 1\ndx/dt = min(3, bound)/ms : 1', { method: 'euler', name: 'G' })
  group.bound.set(Infinity)
  await net.run(ms(1), { checkFinite: 'step' })
  expect(group.x.values()[0]).toBeCloseTo(3, 12)
})

test.each(TARGETS)(
  'with callbacks, which are called once only, every value is looked at: %s',
  async target => {
    const net = new Network({ target })
    const group = net.neuronGroup(2, 'dv/dt = -v/ms : 1', { method: 'euler', name: 'G' })
    let calls = 0
    net.networkOperation(
      () => {
        calls++
        if (calls === 3) group.v.at(1).set(NaN)
      },
      { dt: ms(1) },
    )
    expect((await failure(net)).message).toMatch(/`G\.v` of neuron 1 became NaN in the step at 2 ms/)
    expect(calls).toBe(3)
  },
)

test.each(TARGETS)('looking changes no bit: %s', async target => {
  const result = async (checkFinite: 'off' | 'step'): Promise<unknown> => {
    const net = new Network({ target, seed: 2 })
    const group = net.neuronGroup(11, 'dv/dt = (2 - v)/(10*ms) + xi/sqrt(10*ms) : 1', {
      threshold: 'v > 1',
      reset: 'v = 0',
      method: 'euler',
      name: 'G',
    })
    const synapses = net.synapses(group, group, {
      equations: 'w : 1',
      onPre: 'v_post += w; w *= 0.99',
      name: 'S',
    })
    synapses.connect({ p: 0.5 })
    synapses.w.set(0.1)
    await net.run(ms(20), { checkFinite })
    await net.run(ms(20), { checkFinite: 'off' })
    return [group.v.values(), synapses.w.values()]
  }
  expect(await result('step')).toEqual(await result('off'))
})

test('at the end of a run a bad value is only told', async () => {
  const net = new Network({ onMessage: () => undefined })
  const group = net.neuronGroup(3, 'dv/dt = sqrt(v)/ms : 1', { method: 'euler', name: 'G' })
  group.v.at(2).set(-1)
  await net.run(ms(1))
  expect(net.messages.map(({ code, text }) => [code, text])).toEqual([
    ['invalid-values', expect.stringContaining('`G.v` is NaN for neuron 2 at the end of the run')],
  ])
})

test('it is told what has the value: a synapse, a compartment', async () => {
  const plastic = new Network()
  const group = plastic.neuronGroup(3, 'v : 1', { threshold: 'i == 1' })
  const synapses = plastic.synapses(group, group, { equations: 'w : 1', onPre: 'w = 0/w', name: 'S' })
  synapses.connect()
  expect((await failure(plastic)).message).toMatch(/^`S\.w` of synapse 3 became NaN/)

  const spatial = new Network()
  const cell = spatial.spatialNeuron(
    cylinder({ diameter: um(2), length: um(60), n: 3 }),
    'Im = 0*amp/meter**2 : amp/meter**2\ndx/dt = sqrt(x - 1)/ms : 1',
    { method: 'euler', name: 'N' },
  )
  cell.x.set('1 + int(i == 2) - 2*int(i == 1)')
  expect((await failure(spatial)).message).toMatch(/^`N\.x` of compartment 1 became NaN/)
})
