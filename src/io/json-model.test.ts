import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { describeNetwork } from './describe-network.js'
import { modelFromJson } from './json-model.js'

const withOperation = (stop: string): object => ({
  network: {
    objects: [
      { type: 'neuronGroup', name: 'G', n: 1, equations: 'dv/dt = 1/ms : 1', method: 'euler' },
      { type: 'networkOperation', name: 'op', do: [{ stop }] },
    ],
  },
})

test('an operation of a file stops a run at its time', async () => {
  const { network } = await modelFromJson(withOperation('0.35*ms'))
  await network.run(ms(5))
  expect(network.t.in(ms)).toBeCloseTo(0.5, 12)
})

test.each([
  ['9.5/ms', 'dimension'],
  ['9.5', 'dimension'],
  ['9.5*mss', 'name'],
])('the time of a stop is read when the model is built: %s', async (stop, kind) => {
  await expect(modelFromJson(withOperation(stop))).rejects.toThrow(
    expect.objectContaining({ kind, message: expect.stringContaining('network.objects[1]') as unknown }),
  )
})

test('code at intervals needs an object with elements', async () => {
  const file = {
    network: {
      objects: [
        { type: 'neuronGroup', name: 'G', n: 2, equations: 'v : 1' },
        { type: 'stateMonitor', name: 'M', group: 'G', variables: ['v'], record: true },
        { type: 'runRegularly', name: 'R', group: 'M', code: 'v = 1' },
      ],
    },
  }
  await expect(modelFromJson(file)).rejects.toMatchObject({ code: 'unsuitable-object' })
})

test.each([
  ['connect', { connect: 'G', i: 0, j: 1 }],
  ['pathway', { set: 'G.pre.delay', to: '1*ms' }],
  ['pathway', { setOrder: 'G.pre', to: 1 }],
  ['state', { set: 'M.v', to: 1 }],
  ['setSpikes', { setSpikes: 'G', indices: [0], times: { values: [1], unit: 'ms' } }],
  ['link', { link: 'M.v', to: 'G.v' }],
  ['pathway', { active: 'M.pre', to: false }],
])('an object that has no `%s` is refused: %j', async (ability, step) => {
  const file = {
    network: {
      objects: [
        { type: 'neuronGroup', name: 'G', n: 2, equations: 'v : 1' },
        { type: 'stateMonitor', name: 'M', group: 'G', variables: ['v'], record: true },
      ],
    },
    protocol: [step],
  }
  await expect(modelFromJson(file).then(({ network }) => network.run(ms(1)))).rejects.toMatchObject({
    kind: 'type',
    code: 'unsuitable-object',
    message: expect.stringContaining(`no \`${ability}\``) as string,
  })
})

test('the precision of a file is that of its network, unless the program says otherwise', async () => {
  const file = {
    network: { precision: 'single', objects: [{ type: 'neuronGroup', name: 'G', n: 1, equations: 'v : 1' }] },
  }
  const { network } = await modelFromJson(file)
  expect(network.precision).toBe('single')
  expect((await modelFromJson(file, { precision: 'double' })).network.precision).toBe('double')
  expect(describeNetwork(network).network.precision).toBe('single')
  await expect(modelFromJson({ network: { ...file.network, precision: 'half' } })).rejects.toThrow(
    'precision',
  )
})
