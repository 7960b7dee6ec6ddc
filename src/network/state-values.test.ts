import { expect, test } from 'vitest'
import { mA, ms, mV, volt } from '../units/units.js'
import { Network } from './network.js'
import type { StateVariable } from './state-variable.js'

function group() {
  const net = new Network({ onMessage: () => undefined, seed: 1 })
  const neurons = net.neuronGroup(
    5,
    'x : 1\nv : volt\ns : volt (shared)\nk : integer\nb : boolean\nc : 1 (constant)\ndouble = 2*x : 1',
    { name: 'neurons' },
  )
  neurons.x.set('i')
  neurons.v.set('i*mV')
  return { net, neurons }
}
type Neurons = ReturnType<typeof group>['neurons']
const list = (variable: StateVariable): number[] => Array.from(variable.values())

test.each<[string, (neurons: Neurons) => void, number[]]>([
  [
    'one number for all',
    n => {
      n.x.set(5)
    },
    [5, 5, 5, 5, 5],
  ],
  [
    'a list of one for all',
    n => {
      n.x.set([7])
    },
    [7, 7, 7, 7, 7],
  ],
  [
    'a range',
    n => {
      n.x.at({ from: 1, to: 3 }).set([8, 9])
    },
    [0, 8, 9, 3, 4],
  ],
  [
    'the last of two writes wins',
    n => {
      n.x.at([0, 0]).set([8, 9])
    },
    [9, 1, 2, 3, 4],
  ],
  [
    'text with the index',
    n => {
      n.x.set('i*2')
    },
    [0, 2, 4, 6, 8],
  ],
  [
    'text for some, with their own index',
    n => {
      n.x.at({ from: 1, to: 3 }).set('i*10')
    },
    [0, 10, 20, 3, 4],
  ],
  [
    'text for a list',
    n => {
      n.x.at([3, 1]).set('i*10')
    },
    [0, 10, 2, 30, 4],
  ],
  [
    'a number where a condition holds',
    n => {
      n.x.at('i > 2').set(7)
    },
    [0, 1, 2, 7, 7],
  ],
  [
    'text where a condition holds',
    n => {
      n.x.at('x > 2').set('x - 10')
    },
    [0, 1, 2, -7, -6],
  ],
  [
    'values where a condition holds',
    n => {
      n.x.at('i > 2').set([1, 2])
    },
    [0, 1, 2, 1, 2],
  ],
  [
    'from the end',
    n => {
      n.x.at(-1).set(9)
    },
    [0, 1, 2, 3, 9],
  ],
  [
    'nothing for an empty list',
    n => {
      n.x.at([]).set(9)
    },
    [0, 1, 2, 3, 4],
  ],
  [
    'unsigned indices',
    n => {
      n.x.at(Uint8Array.of(4)).set(9)
    },
    [0, 1, 2, 3, 9],
  ],
  [
    'a range past the end is cut',
    n => {
      n.x.at({ from: 3, to: 99 }).set(9)
    },
    [0, 1, 2, 9, 9],
  ],
  [
    'nothing for an empty range',
    n => {
      n.x.at({ from: 3, to: 1 }).set(9)
    },
    [0, 1, 2, 3, 4],
  ],
  [
    'a mask',
    n => {
      n.x.at([true, false, false, false, true]).set(9)
    },
    [9, 1, 2, 3, 9],
  ],
])('values are set: %s', (_, write, expected) => {
  const { neurons } = group()
  write(neurons)
  expect(list(neurons.x)).toEqual(expected)
})

test('integers are cut towards zero, booleans are what is not zero, zero and infinities need no unit', () => {
  const { neurons } = group()
  for (const [value, stored] of [
    [2.7, 2],
    ['2.7', 2],
    [-2.7, -2],
  ] as const) {
    neurons.k.set(value)
    expect(list(neurons.k)[0]).toBe(stored)
  }
  neurons.k.set('i/2')
  expect(list(neurons.k)).toEqual([0, 0, 1, 1, 2])
  neurons.b.set(0.3)
  expect(list(neurons.b)).toEqual([1, 1, 1, 1, 1])
  neurons.v.set(0)
  neurons.v.at(1).set(Infinity)
  expect(list(neurons.v)).toEqual([0, Infinity, 0, 0, 0])
  neurons.s.set('N*mV')
  expect(neurons.s.valueIn(mV)).toBeCloseTo(5, 12)
  neurons.s.set(mV([2]))
  expect(neurons.s.valueIn(mV)).toBeCloseTo(2, 12)
  neurons.c.set(3)
  expect(list(neurons.c)[4]).toBe(3)
})

test('rand() draws for the chosen elements only', () => {
  const { neurons } = group()
  neurons.x.at('i > 2').set('rand()')
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = list(neurons.x)
  expect([a, b, c]).toEqual([0, 1, 2])
  expect(d > 0 && d < 1 && e > 0 && e < 1 && d !== e).toBe(true)
})

test.each<[string, (neurons: Neurons) => unknown, string]>([
  [
    'two values for five',
    n => {
      n.x.set([1, 2])
    },
    'value',
  ],
  [
    'a quantity for a number',
    n => {
      n.x.set(mV(2))
    },
    'dimension',
  ],
  [
    'text of another dimension',
    n => {
      n.x.set('v')
    },
    'dimension',
  ],
  [
    'a number for a quantity',
    n => {
      n.v.set(5)
    },
    'dimension',
  ],
  [
    'another quantity',
    n => {
      n.v.set(mA(5))
    },
    'dimension',
  ],
  [
    'a number where a condition holds',
    n => {
      n.v.at('i > 2').set(2)
    },
    'dimension',
  ],
  [
    'nan',
    n => {
      n.v.set(NaN)
    },
    'dimension',
  ],
  [
    'nothing',
    n => {
      n.x.set(undefined as unknown as number)
    },
    'type',
  ],
  [
    'null',
    n => {
      n.x.set(null as unknown as number)
    },
    'type',
  ],
  [
    'an integer that is too large',
    n => {
      n.k.set(3e9)
    },
    'value',
  ],
  [
    'a subexpression',
    n => {
      n.double.set(3)
    },
    'type',
  ],
  [
    'i',
    n => {
      n.i.set(3)
    },
    'type',
  ],
  [
    't',
    n => {
      n.t.set(ms(3))
    },
    'type',
  ],
  [
    'an element of a shared variable',
    n => {
      n.s.at(0).set(volt(1))
    },
    'index',
  ],
  [
    'a shared variable where a condition holds',
    n => {
      n.s.at('i > 1').set(volt(1))
    },
    'index',
  ],
  ['an index outside', n => n.x.at(5), 'index'],
  ['a negative index outside', n => n.x.at(-6), 'index'],
  ['half an index', n => n.x.at(1.5), 'type'],
  ['no index', n => n.x.at(undefined as unknown as number), 'type'],
  ['null as index', n => n.x.at(null as unknown as number), 'type'],
  ['a boolean as index', n => n.x.at(true as unknown as number), 'type'],
  ['half a range', n => n.x.at({ from: 0.5 }), 'type'],
  ['a misspelled range', n => n.x.at({ form: 1 } as object), 'name'],
  ['a mask of another length', n => n.x.at([true, false]), 'index'],
  ['a condition with an unknown name', n => n.x.at('w > 1'), 'name'],
])('refused: %s', (_, work, kind) => {
  const { neurons } = group()
  const before = list(neurons.x)
  expect(() => work(neurons)).toThrow(expect.objectContaining({ kind }))
  expect(list(neurons.x)).toEqual(before)
})

test.each<[string, (neurons: Neurons) => unknown, string]>([
  ['a number as condition', n => n.x.at('i'), 'not-a-condition'],
  ['a quantity as condition', n => n.x.at('v'), 'not-a-condition'],
  [
    'a value of each neuron for a shared variable',
    n => {
      n.s.set('v')
    },
    'shared-from-elements',
  ],
  [
    'two statements',
    n => {
      n.x.set('x;v')
    },
    'unexpected-token',
  ],
  [
    'a conditional expression',
    n => {
      n.x.set('i if i > 2 else 0')
    },
    'conditional-expression',
  ],
])('refused in text: %s', (_, work, code) => {
  const { neurons } = group()
  expect(() => work(neurons)).toThrow(expect.objectContaining({ code }))
  expect(list(neurons.x)).toEqual([0, 1, 2, 3, 4])
})

test('assigning to a variable is an error that says how it is set, and changes nothing', () => {
  const net = new Network()
  const neurons = net.neuronGroup(2, 'v : volt')
  const synapses = net.synapses(neurons, neurons, { equations: 'w : 1' })
  for (const [handle, name] of [
    [neurons, 'v'],
    [neurons.slice(0, 1), 'v'],
    [synapses, 'w'],
  ] as const)
    expect(() => Reflect.set(handle, name, 5)).toThrow(
      expect.objectContaining({
        kind: 'type',
        code: 'assignment-to-variable',
        message: expect.stringContaining(`.${name}.set(`) as string,
      }),
    )
  expect([...neurons.v.values()]).toEqual([0, 0])
})

test.each(['js', 'wasm'] as const)('text that reads a subexpression with a mistake names it (%s)', target => {
  const net = new Network({ target })
  const group = net.neuronGroup(2, 'v : volt\ng : 1\nm = exp(v/s) : 1\nk = m + u : 1')
  for (const [text, name] of [
    ['2*m', '`s`'],
    ['k', '`u`'],
  ] as const)
    expect(() => {
      group.g.set(text)
    }).toThrow(name)
})
