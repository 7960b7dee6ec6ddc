import { expect, test } from 'vitest'
import { ms, Network } from '../index.js'

test('a parameter that nothing uses is told once, with the name that may be meant', async () => {
  const told: string[] = []
  const net = new Network({
    target: 'js',
    onMessage: ({ code, level, text }) => {
      if (code === 'unused-parameter') told.push(`${level}: ${text}`)
    },
  })
  const group = net.neuronGroup(
    2,
    `dv/dt = (I_ext + a - v)/(10*ms) : 1
     I_exte : 1
     a : 1
     reset_to : 1
     seen : 1
     by_text : 1
     by_sum : 1
     by_synapse : 1
     by_link : 1
     which : integer
     other : 1 (linked)
     period : second`,
    {
      threshold: 'v > 1',
      reset: 'v = reset_to',
      refractory: 'period',
      namespace: { I_ext: 1 },
      method: 'exact',
      name: 'cells',
    },
  )
  group.link('other', group, 'by_link', { index: 'which' })
  group.v.set('by_text + 0.5')
  const S = net.synapses(group, group, {
    equations: 'w : 1\nspare : 1\nby_sum_post = w : 1 (summed)',
    onPre: 'v_post += by_synapse_pre + w',
    name: 'S',
  })
  S.connect({})
  net.stateMonitor(group, ['seen', 'other'], { record: true })
  await net.run(ms(1))
  await net.run(ms(1))
  expect(told).toEqual([
    'info: no equation, code, link or monitor uses the parameter `I_exte` of `cells`. Did you mean `I_ext`?',
    'info: no equation, code, link or monitor uses the parameter `spare` of `S`.',
  ])
})
