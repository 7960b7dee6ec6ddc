import { describe, expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Network } from '../network/network.js'
import { modelFromJson } from './json-model.js'

const group = (n: number, equations = 'v : 1'): object => ({ type: 'neuronGroup', name: 'G', n, equations })
const synapses = { type: 'synapses', name: 'S', source: 'G', onPre: '' }
const spiking = (n: number): object => ({ ...group(n), threshold: 'v > 1', reset: 'v = 0' })

async function refusal(json: unknown, memoryLimit?: number): Promise<RheobaseError> {
  try {
    await modelFromJson(json, {
      onMessage: () => undefined,
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
    })
  } catch (error) {
    if (error instanceof RheobaseError) return error
    throw error
  }
  throw new Error('the model was built')
}

describe('a model file cannot ask for memory or time without limit while it is built', () => {
  test.each([
    ['neurons', { network: { objects: [group(2e9)] } }, 'network.objects[0]'],
    ['neurons without variables', { network: { objects: [group(1e15, '')] } }, 'network.objects[0]'],
    [
      'Poisson sources',
      { network: { objects: [{ type: 'poissonGroup', name: 'G', n: 1e12, rates: '1*Hz' }] } },
      'network.objects[0]',
    ],
    [
      'given spikes of many',
      {
        network: {
          objects: [
            {
              type: 'spikeGenerator',
              name: 'G',
              n: 1e13,
              indices: [],
              times: { values: [], unit: 'second' },
            },
          ],
        },
      },
      'network.objects[0]',
    ],
    [
      'all pairs',
      { network: { objects: [spiking(100_000), synapses] }, protocol: [{ connect: 'S' }] },
      'protocol[0]',
    ],
    [
      'a fraction of all pairs',
      { network: { objects: [spiking(1_000_000), synapses] }, protocol: [{ connect: 'S', p: 0.5 }] },
      'protocol[0]',
    ],
    [
      'pairs of a condition',
      {
        network: { objects: [spiking(10_000_000), synapses] },
        protocol: [{ connect: 'S', condition: 'i == j' }],
      },
      'protocol[0]',
    ],
    [
      'many synapses of a pair',
      { network: { objects: [spiking(1), synapses] }, protocol: [{ connect: 'S', n: 1e15 }] },
      'protocol[0]',
    ],
    [
      'synapses counted by text',
      { network: { objects: [spiking(10), synapses] }, protocol: [{ connect: 'S', n: '2000000000' }] },
      'protocol[0]',
    ],
    [
      'a range',
      {
        network: { objects: [spiking(10), synapses] },
        protocol: [{ connect: 'S', j: 'k % 10 for k in range(2000000000)' }],
      },
      'protocol[0]',
    ],
    [
      'a sample',
      {
        network: { objects: [spiking(10), synapses] },
        protocol: [{ connect: 'S', j: 'k for k in sample(0, 1e300, p=0.5)' }],
      },
      'protocol[0]',
    ],
  ])('%s', async (_, json, place) => {
    const error = await refusal(json)
    expect(error.kind).toBe('value')
    expect(error.message).toContain(place)
  })

  test('the option raises and lowers the limit, which the message states', async () => {
    const json = { network: { objects: [group(100_000)] } }
    const error = await refusal(json, 2 ** 19)
    expect(error.code).toBe('out-of-memory')
    expect(error.message).toContain('the limit is 1 MiB')
    await expect(modelFromJson(json)).resolves.toBeDefined()
    expect(() => new Network({ memoryLimit: -1 })).toThrow(/positive number of bytes/)
  })
})

test('a quantity that cannot be read names its field', async () => {
  const inGroup = await refusal({ network: { objects: [{ ...group(1), dt: '0.1*msec' }] } })
  expect(inGroup.message).toContain('in the model file: network.objects[0].dt')
  const inNamespace = await refusal({ network: { namespace: { tau: '10*' }, objects: [] } })
  expect(inNamespace.message).toContain('in the model file: network.namespace.tau')
  const inStep = await refusal({
    network: { objects: [group(1)] },
    protocol: [{ set: 'G.v', to: { values: 1, unit: 'mVolts' } }],
  })
  expect(inStep.message).toContain('in the model file: protocol[0].unit')
})
