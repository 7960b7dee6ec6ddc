import { expect, test } from 'vitest'
import { Network, ms } from 'rheobase'

const TARGETS = ['js', 'wasm'] as const

function summing(target: 'js' | 'wasm', flags: readonly [string, string]) {
  const net = new Network({ target })
  const neurons = net.neuronGroup(4, 'I : 1\nx : 1')
  neurons.x.set('i + 1')
  const [first, second] = flags.map((flag, number) => {
    const synapses = net.synapses(neurons, neurons, {
      equations: `I_post = w*x_pre : 1 (${flag})\nw : 1` as 'w : 1',
    })
    synapses.connect({ j: number === 0 ? 'i' : '(i + 1) % N_post' })
    synapses.w.set(number === 0 ? 1 : 100)
    return synapses
  })
  if (first === undefined || second === undefined) throw new Error('two flags make two objects')
  return { net, neurons, first, second }
}

test.each(TARGETS)('%s: synapses that say so add to one variable', async target => {
  const { net, neurons } = summing(target, ['summed, added', 'summed, added'])
  await net.run(ms(1))
  expect([...neurons.I.values()]).toEqual([401, 102, 203, 304])
})

test.each(TARGETS)(
  '%s: an object that is off adds nothing, and the rest is not counted twice',
  async target => {
    const { net, neurons, first, second } = summing(target, ['summed, added', 'summed, added'])
    await net.run(ms(1))
    first.active = false
    await net.run(ms(1))
    expect([...neurons.I.values()]).toEqual([400, 100, 200, 300])
    first.active = true
    second.active = false
    await net.run(ms(1))
    expect([...neurons.I.values()]).toEqual([1, 2, 3, 4])
  },
)

test.each(TARGETS)('%s: parts of a group that overlap add up where they do', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(5, 'I : 1')
  for (const [start, stop, weight] of [
    [0, 3, 1],
    [2, 5, 10],
  ] as const) {
    const synapses = net.synapses(neurons, neurons.slice(start, stop), {
      equations: `I_post = w : 1 (summed, added)\nw : 1`,
    })
    synapses.connect({ i: 0, j: [0, 1, 2] })
    synapses.w.set(weight)
  }
  neurons.I.set(7)
  await net.run(ms(0.3))
  expect([...neurons.I.values()]).toEqual([1, 1, 11, 10, 10])
})

test('both sides of one object may add to one variable', async () => {
  const net = new Network()
  const neurons = net.neuronGroup(3, 'I : 1')
  const contacts = net.synapses(neurons, neurons, {
    equations: 'I_pre = 1 : 1 (summed, added)\nI_post = 10 : 1 (summed, added)',
  })
  contacts.connect({ i: [0, 1], j: [1, 2] })
  await net.run(ms(0.1))
  expect([...neurons.I.values()]).toEqual([1, 11, 10])
})

test('the schedule shows where the variable is cleared', async () => {
  const { net } = summing('js', ['summed, added', 'summed, added'])
  await net.run(ms(0.1))
  const { schedule } = net.inspect()
  expect(schedule).toContain('neurongroup_cleared_I')
  expect(schedule.indexOf('neurongroup_cleared_I')).toBeLessThan(schedule.indexOf('summed_variable'))
})

test.each([
  ['summed', 'summed'],
  ['summed', 'summed, added'],
  ['summed, added', 'summed'],
] as const)('refused: one is (%s), the other (%s)', async (...flags) => {
  const { net, neurons } = summing('js', flags)
  await expect(net.run(ms(1))).rejects.toMatchObject({
    code: 'two-sums-into-one-variable',
    message: expect.stringContaining('(summed, added)') as string,
  })
  expect([...neurons.I.values()]).toEqual([0, 0, 0, 0])
})
