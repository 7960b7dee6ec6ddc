import { expect, test } from 'vitest'
import { modelFunction, ms, Network } from '../index.js'

const sat = modelFunction({ arguments: { x: '1' }, result: '1', body: 'x/(v + 2)' })

test.each<[string, (net: Network) => unknown]>([
  ['equations', net => net.neuronGroup(2, 'dv/dt = sat(v)/ms : 1', { method: 'euler' })],
  ['a reset', net => net.neuronGroup(2, 'v : 1', { threshold: 'v > 1', reset: 'v = sat(v)' })],
  [
    'a value',
    net => {
      net.neuronGroup(2, 'v : 1').v.set('sat(v)')
    },
  ],
  [
    'code of synapses',
    net => {
      const group = net.neuronGroup(2, 'v : 1', { threshold: 'v > 1', reset: 'v = 0' })
      net.synapses(group, group, { onPre: 'v_post += sat(1)' }).connect()
    },
  ],
])('a formula that names a variable of the elements is refused: in %s', async (_, make) => {
  const run = async (): Promise<void> => {
    const net = new Network({ namespace: { sat }, onMessage: () => undefined })
    make(net)
    await net.run(ms(1))
  }
  await expect(run()).rejects.toMatchObject({
    code: 'variable-in-function',
    message: expect.stringContaining('`v`') as string,
  })
})
