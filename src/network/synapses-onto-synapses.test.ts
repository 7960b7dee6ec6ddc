import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { ms } from '../units/units.js'
import { Network } from './network.js'

const TARGETS = ['js', 'wasm'] as const

function chain(target: 'js' | 'wasm') {
  const net = new Network({ target })
  const input = net.spikeGenerator(2, [0, 1], ms([1, 2]))
  const neurons = net.neuronGroup(3, 'v : 1')
  const plastic = net.synapses(input, neurons, {
    equations: `w : 1
      strength = w*(10 + i) : 1
      drive : 1`,
    onPre: 'v_post += w',
  })
  plastic.connect()
  plastic.w.set([1, 2, 3, 4, 5, 6])
  return { net, neurons, plastic }
}

test.each(TARGETS)('code of synapses onto synapses reads and writes their variables: %s', async target => {
  const { net, neurons, plastic } = chain(target)
  const modulator = net.spikeGenerator(1, [0], ms([1.5]))
  const modulation = net.synapses(modulator, plastic, {
    equations: 'seen : 1\n source_seen : integer\n target_seen : integer',
    onPre: `seen = strength_post
      source_seen = i_post
      target_seen = j_post
      w_post = 100*N_post + j`,
  })
  modulation.connect({ condition: 'i_post == 1' })
  await net.run(ms(3))
  expect([...modulation.j.values()]).toEqual([3, 4, 5])
  expect([...modulation.seen.values()]).toEqual([4 * 11, 5 * 11, 6 * 11])
  expect([...modulation.source_seen.values()]).toEqual([1, 1, 1])
  expect([...modulation.target_seen.values()]).toEqual([0, 1, 2])
  expect([...plastic.w.values()]).toEqual([1, 2, 3, 603, 604, 605])
  expect([...neurons.v.values()]).toEqual([604, 606, 608])
})

test.each(TARGETS)('a summed variable fills a parameter of other synapses: %s', async target => {
  const { net, plastic } = chain(target)
  const field = net.neuronGroup(2, 'x : 1')
  field.x.set([5, 7])
  const sum = net.synapses(field, plastic, { equations: 'drive_post = x_pre*w_post : 1 (summed)' })
  sum.connect({ i: [0, 1, 1], j: [0, 0, 5] })
  await net.run(ms(0.1))
  expect([...plastic.drive.values()]).toEqual([12, 0, 0, 0, 0, 42])
})

test('synapses that are added to the target later can be reached', async () => {
  const { net, plastic } = chain('wasm')
  const modulator = net.spikeGenerator(1, [0, 0], ms([0.5, 1.5]))
  const modulation = net.synapses(modulator, plastic, { onPre: 'w_post += 1' })
  modulation.connect()
  await net.run(ms(1))
  const { from, to } = plastic.connect({ i: [0], j: [0] })
  modulation.connect({ i: [0], j: [from] })
  await net.run(ms(1))
  expect(to).toBe(7)
  expect([...plastic.w.values()]).toEqual([3, 4, 5, 6, 7, 8, 1])
})

test('synapses that are added to the target later are counted, whenever the numbers are asked for', () => {
  const { net, plastic } = chain('wasm')
  const modulator = net.spikeGenerator(1, [0], ms([1.5]))
  const modulation = net.synapses(modulator, plastic, { onPre: 'w_post += 1' })
  modulation.connect({ i: 0, j: 5 })
  plastic.connect({ i: 0, j: [0, 1] })
  modulation.connect({ i: 0, j: [7, 7] })
  expect([...modulation.incoming()]).toEqual([0, 0, 0, 0, 0, 1, 0, 2])
  plastic.connect({ i: 1, j: 2 })
  modulation.connect({ i: 0, j: 8 })
  expect([...modulation.incoming()]).toEqual([0, 0, 0, 0, 0, 1, 0, 2, 1])
  expect([...modulation.outgoing()]).toEqual([4])
})

test('synapses emit no events, and their indices end with their number', () => {
  const { net, neurons, plastic } = chain('wasm')
  const failure = (mistake: () => unknown): RheobaseError => {
    try {
      mistake()
    } catch (error) {
      if (error instanceof RheobaseError) return error
    }
    throw new Error('nothing was refused')
  }
  const emits = failure(() => net.synapses(plastic, neurons, { onPre: 'v_post += 1' }))
  expect([emits.kind, emits.code]).toEqual(['value', 'unknown-event'])
  expect(emits.message).toContain('Synapses emit no events')
  const outside = failure(() => net.synapses(neurons, plastic, {}).connect({ i: [0], j: [6] }))
  expect([outside.kind, outside.code]).toEqual(['index', 'index-out-of-range'])
  const neither = failure(() => net.synapses(neurons, ms(3), {}))
  expect([neither.kind, neither.code]).toEqual(['type', 'not-a-group'])
})
