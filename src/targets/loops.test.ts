import { expect, test } from 'vitest'
import { philox } from '../kernels/functions/philox.js'
import { uniformFromWords } from '../kernels/functions/uniform.js'
import type { ArraySymbol, Procedure } from '../kernels/value.js'
import {
  elementwise,
  array,
  expectSameOnAllTargets,
  numbers,
  program,
  SHAPES,
  TARGETS,
  TestMemory,
} from './run-on-targets.test-support.js'

for (const length of [0, 1, 2, 3, 4, 5, 8, 11, 18]) {
  for (const shape of SHAPES) {
    const title = `${String(length)} elements, ${String(shape.lanes)} lanes${shape.padded ? ', padded' : ''}`

    test(`${title}: all types are loaded and stored`, () => {
      const [x, k, c] = [
        array('g.x', 'f64', length),
        array('g.k', 'i32', length),
        array('g.c', 'bool', length),
      ]
      const run = elementwise(length, shape, (b, i) => {
        const [number, integer, condition] = [b.load(x, i), b.load(k, i), b.load(c, i)]
        b.store(
          x,
          i,
          b.op('f64.select', condition, b.op('f64.add', number, b.f64(1)), b.op('f64.from_i32', integer)),
        )
        b.store(k, i, b.op('i32.add', integer, i))
        b.store(c, i, b.op('bool.not', condition))
      })
      const initial = new Map([
        [x, numbers(length)],
        [k, [9, -8, 7, -6, 5, -4, 3, -2]],
        [c, [1, 0, 0, 1, 1, 0, 1, 0]],
      ])
      expectSameOnAllTargets(run, initial, [['run'], ['run']])
    })

    test(`${title}: places in a table that are the lowest bits of doubles`, () => {
      const [x, y] = [array('x', 'f64', length), array('y', 'f64', length)]
      const table = array('table', 'f64', 8)
      const run = elementwise(length, shape, (b, i) => {
        const counted = b.op('f64.add', b.load(x, i), b.f64(2 ** 52))
        const place = b.op('i32.and', b.op('i32.low_word', counted), b.i32(7))
        const rest = b.op('i32.and', b.op('i32.low_word', counted), b.i32(3))
        b.store(y, i, b.op('f64.sub', b.load(table, place), b.op('f64.from_i32', rest)))
      })
      const given = Array.from({ length }, (_, i) => 7 * i + (i % 3))
      const initial = new Map([
        [x, given],
        [y, numbers(length)],
        [table, numbers(8)],
      ])
      const contents = expectSameOnAllTargets(run, initial, [['run']])
      expect(Array.from(contents.get(y) ?? [])).toEqual(
        given.map(number => (number % 8) + 0.25 - (number % 4)),
      )
    })

    test(`${title}: random words, and rare code for some of them`, () => {
      const [x, chosen] = [array('x', 'f64', length), array('chosen', 'f64', length)]
      const run = elementwise(length, shape, (b, i) => {
        const [high, low] = philox(b, [i, b.i32(1), b.i32(2), b.i32(3)], [b.i32(4), b.i32(5)])
        const number = uniformFromWords(b, high, low)
        b.store(x, i, number)
        b.when(b.op('f64.lt', number, b.f64(0.3)), 'present', present => {
          b.store(chosen, present, b.op('f64.add', b.load(chosen, present), b.f64(1)))
        })
      })
      const initial = new Map([
        [x, numbers(length)],
        [chosen, numbers(length)],
      ])
      const contents = expectSameOnAllTargets(run, initial, [['run']])
      const drawn = Array.from(contents.get(x) ?? [])
      expect(new Set(drawn).size).toBe(length)
      expect(Array.from(contents.get(chosen) ?? [])).toEqual(
        drawn.map((number, i) => (number < 0.3 ? i + 1.25 : i + 0.25)),
      )
    })

    test(`${title}: bounds that are only known when it runs`, () => {
      const [x, bounds] = [array('x', 'f64', 20), array('bounds', 'i32', 2)]
      const run = program([
        'run',
        b => {
          const [from, to] = [b.load(bounds, b.i32(0)), b.load(bounds, b.i32(1))]
          b.for(
            'i',
            from,
            to,
            i => {
              b.store(x, i, b.op('f64.mul', b.load(x, i), b.f64(2)))
            },
            shape,
          )
        },
      ])
      for (const from of [0, 1, 2]) {
        expectSameOnAllTargets(
          run,
          new Map([
            [x, numbers(20)],
            [bounds, [from, length]],
          ]),
          [['run']],
        )
      }
    })

    test(`${title}: displaced places`, () => {
      for (const displacement of [-2, -1, 1, 2]) {
        const [x, y] = [array('x', 'f64', length + 4), array('y', 'f64', length + 4)]
        const run = program([
          'run',
          b => {
            b.for(
              'i',
              b.i32(2),
              b.i32(2 + length),
              i => {
                b.store(y, i, b.op('f64.add', b.load(x, i), b.load(x, i, displacement)), displacement)
              },
              shape,
            )
          },
        ])
        expectSameOnAllTargets(
          run,
          new Map([
            [x, numbers(length + 4)],
            [y, numbers(length + 4, 50)],
          ]),
          [['run']],
        )
      }
    })

    test(`${title}: when blocks take their lane, in order, and never past the end`, () => {
      const [x, count, list, first] = [
        array('x', 'f64', length),
        array('n', 'i32', 1),
        array('list', 'i32', 16),
        array('first', 'f64', 16),
      ]
      const run = elementwise(length, shape, (b, i) => {
        const number = b.load(x, i)
        const doubled = b.op('f64.mul', number, b.f64(2))
        b.store(x, i, doubled)
        // Holds in the padding, which is 0, too.
        b.when(b.op('f64.lt', number, b.f64(5)), 'k', k => {
          const at = b.loadScalar(count)
          b.store(list, at, k)
          b.store(first, at, b.op('f64.add', doubled, b.load(first, i)))
          b.storeScalar(count, b.op('i32.add', at, b.i32(1)))
          b.store(x, k, b.f64(-1))
        })
      })
      const initial = new Map<ArraySymbol, number[]>([
        [x, numbers(length)],
        [count, [0]],
        [list, []],
        [first, numbers(16, 300)],
      ])
      const after = expectSameOnAllTargets(run, initial, [['run']])
      expect(after.get(count)?.[0]).toBe(Math.min(length, 5))
    })

    test(`${title}: gathers, and scatters in which the last one wins`, () => {
      const [index, table, flags, x, target] = [
        array('index', 'i32', length),
        array('table', 'f64', 4),
        array('flags', 'bool', 4),
        array('x', 'f64', length),
        array('target', 'f64', 4),
      ]
      const marks = array('marks', 'bool', 4)
      const run = elementwise(length, shape, (b, i) => {
        const at = b.load(index, i)
        const value = b.op('f64.select', b.load(flags, at), b.load(table, at), b.load(table, b.i32(1)))
        b.store(x, i, value)
        b.store(target, at, b.op('f64.add', value, b.op('f64.from_i32', i)))
        b.store(marks, b.i32(2), b.op('f64.gt', value, b.f64(1.5)))
      })
      const initial = new Map([
        [index, [3, 3, 0, 0, 1, 3, 2, 2]],
        [table, numbers(4)],
        [flags, [0, 1, 1, 1]],
        [x, []],
        [target, numbers(4, 70)],
        [marks, []],
      ])
      expectSameOnAllTargets(run, initial, [['run']])
    })
  }
}

test('a loop that runs over the end of its arrays changes nothing behind their padding', () => {
  for (const [displacement, length] of [
    [1, 4],
    [2, 5],
    [-1, 2],
  ] as const) {
    const [x, y] = [array('x', 'f64', 5), array('y', 'f64', length)]
    const run = program([
      'run',
      b => {
        const [from, to] = displacement < 0 ? [b.i32(2), b.i32(3)] : [b.i32(0), b.i32(3)]
        b.for(
          'i',
          from,
          to,
          i => {
            b.store(y, i, b.load(x, i), displacement)
          },
          { lanes: 2, padded: true },
        )
      },
    ])
    expectSameOnAllTargets(
      run,
      new Map([
        [x, numbers(5)],
        [y, numbers(length, 50)],
      ]),
      [['run']],
    )
  }
})

test('pairs that start at an odd element do not run over', () => {
  const x = array('x', 'f64', 4)
  const run = program([
    'run',
    b => {
      b.for(
        'i',
        b.i32(1),
        b.i32(4),
        i => {
          b.store(x, i, b.op('f64.neg', b.load(x, i)))
        },
        { lanes: 2, padded: true },
      )
    },
  ])
  expectSameOnAllTargets(run, new Map([[x, numbers(4)]]), [['run']])
})

test('what padding holds is never an index', () => {
  const [index, table, x] = [array('index', 'i32', 3), array('table', 'f64', 4), array('x', 'f64', 3)]
  const run = program([
    'run',
    b => {
      b.for(
        'i',
        b.i32(0),
        b.i32(3),
        i => {
          b.store(x, i, b.load(table, b.load(index, i)))
        },
        { lanes: 2, padded: true },
      )
    },
  ])
  expectSameOnAllTargets(
    run,
    new Map([
      [index, [2, 0, 3]],
      [table, numbers(4)],
      [x, []],
    ]),
    [['run']],
  )
})

test('an index below 0 that a displacement brings back is no other place', () => {
  const [x, y, first] = [array('x', 'f64', 5), array('y', 'f64', 5), array('first', 'i32', 1)]
  for (const shape of SHAPES) {
    const run = program([
      'run',
      b => {
        b.for(
          'i',
          b.i32(-2),
          b.i32(3),
          i => {
            b.store(y, i, b.load(x, i, 2), 2)
          },
          shape,
        )
        const before = b.op('i32.sub', b.loadScalar(first), b.i32(2))
        b.store(x, before, b.load(y, before, 3), 2)
        b.for(
          'j',
          before,
          b.i32(1),
          j => {
            b.store(x, j, b.op('f64.neg', b.load(x, j, 3)), 3)
          },
          shape,
        )
      },
    ])
    expectSameOnAllTargets(
      run,
      new Map([
        [x, numbers(5)],
        [y, []],
        [first, [0]],
      ]),
      [['run']],
    )
  }
})

test('loops, conditions and variables nest; procedures perform others', () => {
  const [x, total] = [array('x', 'f64', 6), array('total', 'f64', 1)]
  const run = program(
    [
      'run',
      b => {
        const sum = b.local('sum', b.f64(0))
        const row = b.local('row', b.i32(0))
        b.while(
          () => b.op('i32.lt_s', b.read(row), b.i32(3)),
          () => {
            b.for('j', b.read(row), b.i32(6), j => {
              b.if(
                b.op('i32.eq', b.op('i32.and', j, b.i32(1)), b.i32(0)),
                () => {
                  b.assign(sum, b.op('f64.add', b.read(sum), b.load(x, j)))
                },
                () => {
                  b.perform('other')
                },
              )
            })
            b.assign(row, b.op('i32.add', b.read(row), b.i32(1)))
          },
        )
        b.storeScalar(total, b.op('f64.add', b.loadScalar(total), b.read(sum)))
      },
    ],
    [
      'other',
      b => {
        b.storeScalar(total, b.op('f64.add', b.loadScalar(total), b.f64(1000)))
      },
    ],
  )
  expectSameOnAllTargets(
    run,
    new Map([
      [x, numbers(6)],
      [total, [0.5]],
    ]),
    [['run'], ['other'], ['run']],
  )
})

test('a program that does not hang together is refused', () => {
  const memory = new TestMemory(new Map())
  const named = (name: string, performed?: string): Procedure => ({
    name,
    comment: '',
    parameters: [],
    body: performed === undefined ? [] : [{ kind: 'perform', procedure: performed, operands: [] }],
  })
  for (const target of TARGETS) {
    const translate = (...procedures: Procedure[]) => target.translate({ name: 'p', procedures }, memory)
    expect(() => translate(named('a'), named('a'))).toThrow('two procedures a')
    expect(() => translate(named('a', 'b'))).toThrow('a performs b, which does not exist')
    const b: Procedure = { ...named('b'), parameters: [{ kind: 'parameter', type: 'f64', name: 'x' }] }
    expect(() => translate(named('a', 'b'), b)).toThrow('a performs b with (), but its parameters are (f64)')
    const compiled = translate(named('a'), named('__proto__')).instantiate(memory.memory)
    expect(compiled.procedure('__proto__')).not.toThrow()
    expect(() => compiled.procedure('toString')).toThrow('p has no procedure toString')
  }
})
