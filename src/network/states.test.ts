import { expect, test } from 'vitest'
import { mA, ms, mV } from '../units/units.js'
import { Network } from './network.js'

function group() {
  const net = new Network({ onMessage: () => undefined })
  const neurons = net.neuronGroup(
    3,
    'dv/dt = -v/(10*ms) : volt (unless refractory)\nk : integer\nb : boolean\ns : 1 (shared)\ndouble = 2*v : volt',
    { threshold: 'v > 1*volt', refractory: ms(2), method: 'exact', name: 'neurons' },
  )
  neurons.v.set('i*mV')
  neurons.k.set([4, 5, 6])
  neurons.s.set(7)
  return { net, neurons }
}

test('getStates gives copies of all variables, subexpressions only if asked for', () => {
  const { neurons } = group()
  const states = neurons.getStates()
  expect(new Set(Object.keys(states))).toEqual(
    new Set(['i', 'N', 't', 'dt', 't_in_timesteps', 'lastspike', 'not_refractory', 'v', 'k', 'b', 's']),
  )
  expect(states['v']?.in(mV)).toEqual(Float64Array.of(0, 1, 2))
  neurons.v.set(0)
  expect(states['v']?.in(mV)).toEqual(Float64Array.of(0, 1, 2))
  expect(Object.keys(neurons.getStates({ subexpressions: true }))).toContain('double')
  expect(Object.keys(neurons.getStates({ variables: ['double'] }))).toEqual(['double'])
  expect(() => neurons.getStates({ variables: ['w'] })).toThrow(expect.objectContaining({ kind: 'name' }))
})

test('what getStates gives without what is read-only can be set again, for a group and for a network', async () => {
  const { net, neurons } = group()
  const states = neurons.getStates({ readOnly: false })
  const all = net.getStates({ readOnly: false })
  expect(Object.keys(states)).not.toContain('i')
  await net.run(ms(1))
  neurons.setStates(states)
  expect(neurons.v.in(mV)).toEqual(Float64Array.of(0, 1, 2))
  neurons.v.set(mV(9))
  net.setStates(all)
  expect(neurons.v.in(mV)).toEqual(Float64Array.of(0, 1, 2))
  expect(Array.from(neurons.k.values())).toEqual([4, 5, 6])
})

test.each([
  [{ v: mV(5), w: 1 }, 'name'],
  [{ v: mV(5), i: 1 }, 'type'],
  [{ v: mV(5), k: mA(1) }, 'dimension'],
  [{ v: mV(5), k: [1, 2] }, 'value'],
  [{ v: '5*mV', s: 'v' }, undefined],
])('setStates changes nothing if one value is wrong: %#', (values, kind) => {
  const { neurons } = group()
  expect(() => {
    neurons.setStates(values)
  }).toThrow(kind === undefined ? Error : expect.objectContaining({ kind }))
  expect(neurons.v.in(mV)).toEqual(Float64Array.of(0, 1, 2))
})

test('setStates takes text, which sees what was set before it', () => {
  const { neurons } = group()
  neurons.setStates({ v: mV(3), k: 'int(v/mV) + i' })
  expect(Array.from(neurons.k.values())).toEqual([3, 4, 5])
})

test('columns are typed arrays with units; a shared value stands in every row', () => {
  const { neurons } = group()
  const table = neurons.columns({ variables: ['v', 'k', 's'] })
  expect(table.map(({ name, type }) => [name, type])).toEqual([
    ['v', 'float'],
    ['k', 'integer'],
    ['s', 'float'],
  ])
  expect(table[1]?.values).toEqual(Int32Array.of(4, 5, 6))
  expect(table[2]).toEqual({ name: 's', unit: '1', type: 'float', values: Float64Array.of(7, 7, 7) })
})

test('a linked variable is a property of the group, and among its states', () => {
  const { net, neurons } = group()
  const target = net.neuronGroup(4, 'y : volt (linked)')
  target.link('y', neurons, 'v', { index: [2, 1, 1, 0] })
  expect(target.y.in(mV)).toEqual(Float64Array.of(2, 1, 1, 0))
  expect(target.getStates()['y']?.in(mV)).toEqual(Float64Array.of(2, 1, 1, 0))
})

test('a link that is set again leads to the new source', () => {
  const { net, neurons } = group()
  const target = net.neuronGroup(3, 'y : volt (linked)')
  expect(() => target.y.values()).toThrow(expect.objectContaining({ kind: 'type', code: 'link-not-set' }))
  target.link('y', neurons, 'v')
  target.link('y', neurons, 'double')
  expect(target.y.in(mV)).toEqual(Float64Array.of(0, 2, 4))
})
