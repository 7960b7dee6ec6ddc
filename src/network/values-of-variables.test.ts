import { describe, expect, test } from 'vitest'
import { mA, mV, ms, Network, type VariableValue } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

function group(target: 'js' | 'wasm' = 'js') {
  const net = new Network({ target, seed: 1, onMessage: () => undefined })
  const cells = net.neuronGroup(5, 'x : 1\nv : volt\nk : integer\ndouble = 2*x : 1\nvolts = x*mV : volt', {
    name: 'cells',
  })
  cells.x.set('i')
  return { net, cells }
}

describe.each(TARGETS)('a variable is set to the values of another (%s)', target => {
  test('stored, computed, of another group, of a selection', () => {
    const { net, cells } = group(target)
    cells.v.set(cells.volts)
    expect(cells.v.in(mV)).toEqual(Float64Array.of(0, 1, 2, 3, 4))
    cells.x.set(cells.double)
    expect([...cells.x.values()]).toEqual([0, 2, 4, 6, 8])
    const other = net.neuronGroup(2, 'w : 1\nc : integer')
    other.w.set(cells.x.at([4, 1]))
    expect([...other.w.values()]).toEqual([8, 2])
    other.c.set(other.w)
    expect([...other.c.values()]).toEqual([8, 2])
    cells.x.at('i > 2').set(other.w)
    expect([...cells.x.values()]).toEqual([0, 2, 4, 8, 2])
  })

  test('a list of quantities is one quantity', () => {
    const { cells } = group(target)
    cells.v.set([mV(1), mV(2), mV(3), mV(4), mV(5)])
    expect(cells.v.in(mV)).toEqual(Float64Array.of(1, 2, 3, 4, 5))
  })

  test('a part of the group stands for its neurons, counted in the group or in another part', () => {
    const { cells } = group(target)
    const part = cells.slice(1, 4)
    expect([...cells.x.at(part).values()]).toEqual([1, 2, 3])
    expect([...part.x.at(cells.select([1, 3])).values()]).toEqual([1, 3])
    // Text counts in what is written.
    cells.x.at(part).set('10*i')
    expect([...cells.x.values()]).toEqual([0, 10, 20, 30, 4])
    part.x.at(cells.slice(2, 3)).set('i')
    expect([...cells.x.values()]).toEqual([0, 10, 1, 30, 4])
    expect([...part.indices]).toEqual([1, 2, 3])
    expect([...cells.select('x > 5').indices]).toEqual([1, 3])
    expect([...cells.indices]).toEqual([0, 1, 2, 3, 4])
    expect([...part.slice(1).indices]).toEqual([2, 3])
  })

  test('whole numbers that text gives are cut towards zero', () => {
    const { cells } = group(target)
    cells.k.set('-2.7 + i')
    expect([...cells.k.values()]).toEqual([-2, -1, 0, 0, 1])
    cells.k.set('2147483647 - i')
    expect(cells.k.values()[0]).toBe(2147483647)
  })
})

describe('refused, with nothing changed', () => {
  test.each<[string, (given: ReturnType<typeof group>) => unknown, string, string]>([
    [
      'another unit',
      ({ cells }) => {
        cells.x.set(cells.v)
      },
      'dimension',
      'found     volt',
    ],
    [
      'another number',
      ({ net, cells }) => {
        cells.x.set(net.neuronGroup(2, 'a : 1').a)
      },
      'value',
      '2 values for 5',
    ],
    [
      'mixed units',
      ({ cells }) => {
        cells.v.set([mV(1), mA(1)] as VariableValue)
      },
      'dimension',
      'one dimension',
    ],
    [
      'something between the numbers',
      ({ cells }) => {
        cells.x.set([1, 2, null, 4, 5] as unknown as VariableValue)
      },
      'type',
      'a list with null at place 2',
    ],
    [
      'numbers as text',
      ({ cells }) => {
        cells.x.set(['1', '2', '3', '4', '5'] as unknown as VariableValue)
      },
      'type',
      'the text "1" at place 0',
    ],
    [
      'quantities and numbers',
      ({ cells }) => {
        cells.v.set([mV(1), 2, 3, 4, 5] as unknown as VariableValue)
      },
      'type',
      'at place 0',
    ],
    [
      'text for a number too large',
      ({ cells }) => {
        cells.k.set('3e9 + i')
      },
      'value',
      '32-bit integer',
    ],
    [
      'text that is no number',
      ({ cells }) => {
        cells.k.set('0/0 + i')
      },
      'value',
      'cannot hold NaN',
    ],
    [
      'neurons of another group',
      ({ net, cells }) => {
        cells.x.at(net.neuronGroup(5, 'a : 1', { name: 'other' }).slice(0, 2)).set(1)
      },
      'value',
      '`other_subgroup` is no part of it',
    ],
    [
      'neurons that a part has not',
      ({ cells }) => {
        cells.slice(0, 2).x.at(cells.slice(1, 3)).set(1)
      },
      'index',
      'has the neuron 2 of `cells`, which `cells_subgroup` has not',
    ],
  ])('%s', (_, change, kind, words) => {
    const given = group()
    const before = given.cells.getStates()
    expect(() => change(given)).toThrow(
      expect.objectContaining({ kind, message: expect.stringContaining(words) as string }),
    )
    expect(given.cells.getStates()).toEqual(before)
  })

  test('a misspelt variable cannot be assigned to', () => {
    const { net, cells } = group()
    const assign = (object: object) => () => Object.assign(object, { vv: 1 })
    expect(assign(cells)).toThrow(TypeError)
    expect(assign(cells.slice(1))).toThrow(TypeError)
    expect(assign(net.spikeGenerator(1, [0], ms([1])))).toThrow(TypeError)
  })
})

test.each(TARGETS)('a part says which elements a monitor records (%s)', async target => {
  const { net, cells } = group(target)
  const trace = net.stateMonitor(cells, 'x', { record: cells.select([1, 4]) })
  await net.run(ms(0.1))
  expect([[...trace.elements], ...trace.trace('x', 4).values]).toEqual([[1, 4], 4])
})
