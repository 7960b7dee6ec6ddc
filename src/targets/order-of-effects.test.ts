import { expect, test } from 'vitest'
import { kernelFunction, type Builder } from '../kernels/builder.js'
import type { ArraySymbol, Local, Value } from '../kernels/value.js'
import { array, expectSameOnAllTargets, program, SHAPES } from './run-on-targets.test-support.js'

const changes: Readonly<Record<string, (b: Builder, x: ArraySymbol, flag: Value) => void>> = {
  'a store': (b, x) => {
    b.store(x, b.i32(0), b.f64(99))
  },
  'a store elsewhere': (b, x) => {
    b.store(x, b.i32(1), b.f64(99))
  },
  'a store in a loop': (b, x) => {
    b.for('k', b.i32(0), b.i32(2), k => {
      b.store(x, b.i32(0), b.op('f64.from_i32', k))
    })
  },
  'a store in a loop that does not turn': (b, x, flag) => {
    b.for('k', b.i32(0), b.op('i32.from_bool', b.op('bool.not', flag)), k => {
      b.store(x, k, b.f64(93))
    })
  },
  'a store in a vector loop': (b, x) => {
    b.for(
      'k',
      b.i32(0),
      b.i32(2),
      k => {
        b.store(x, k, b.f64(97))
      },
      { lanes: 2 },
    )
  },
  'a store under a condition': (b, x, flag) => {
    b.if(flag, () => {
      b.store(x, b.i32(0), b.f64(96))
    })
  },
  'a store otherwise': (b, x, flag) => {
    b.if(
      b.op('bool.not', flag),
      () => undefined,
      () => {
        b.store(x, b.i32(0), b.f64(96))
      },
    )
  },
  'a store while': (b, x) => {
    b.while(
      () => b.op('f64.lt', b.load(x, b.i32(0)), b.f64(50)),
      () => {
        b.store(x, b.i32(0), b.f64(60))
      },
    )
  },
  'a procedure': b => {
    b.perform('change')
  },
  'a function': (b, x) => {
    const change = kernelFunction('change', [['k', 'i32']], (inner, k) => {
      inner.store(x, k, inner.f64(95))
      return inner.f64(1)
    })
    b.call(change, [b.op('i32.from_bool', b.op('f64.gt', b.load(x, b.i32(1)), b.f64(1e9)))])
  },
}

for (const [what, change] of Object.entries(changes)) {
  test(`what was loaded before ${what} is used after it`, () => {
    const [x, y] = [array('x', 'f64', 2), array('y', 'f64', 2)]
    const run = program(
      [
        'run',
        b => {
          const old = b.load(x, b.i32(0))
          const formula = b.op('f64.add', b.op('f64.mul', old, b.f64(10)), b.f64(1))
          change(b, x, b.op('f64.gt', b.load(y, b.i32(1)), b.f64(0)))
          b.store(y, b.i32(0), formula)
        },
      ],
      [
        'change',
        b => {
          b.store(x, b.i32(0), b.f64(94))
        },
      ],
      [
        'in a loop',
        b => {
          b.for('i', b.i32(0), b.i32(1), i => {
            const old = b.load(x, i)
            const formula = b.op('f64.add', b.op('f64.mul', old, b.f64(10)), b.f64(1))
            change(b, x, b.op('f64.gt', b.load(y, b.i32(1)), b.f64(0)))
            b.store(y, i, formula)
          })
        },
      ],
    )
    for (const name of ['run', 'in a loop']) {
      for (const flag of [0, 1]) {
        const after = expectSameOnAllTargets(
          run,
          new Map([
            [x, [2, 3]],
            [y, [0, flag]],
          ]),
          [[name]],
        )
        expect(after.get(y)?.[0]).toBe(21)
      }
    }
  })
}

test('what was loaded in a vector loop before a store, a when block or a call is used after it', () => {
  const [x, y] = [array('x', 'f64', 5), array('y', 'f64', 5)]
  const change = kernelFunction('change', [['k', 'i32']], (b, k) => {
    b.store(x, k, b.f64(95))
    return b.f64(1)
  })
  for (const shape of SHAPES) {
    for (const how of ['store', 'when', 'call']) {
      const run = program([
        'run',
        b => {
          b.for(
            'i',
            b.i32(0),
            b.i32(5),
            i => {
              const formula = b.op('f64.add', b.op('f64.mul', b.load(x, i), b.f64(10)), b.f64(1))
              if (how === 'store') b.store(x, i, b.f64(99))
              else if (how === 'when')
                b.when(b.op('i32.gt_s', i, b.i32(1)), 'k', k => {
                  b.store(x, k, b.f64(98))
                })
              else b.call(change, [i])
              b.store(y, i, formula)
            },
            shape,
          )
        },
      ])
      const after = expectSameOnAllTargets(
        run,
        new Map([
          [x, [1, 2, 3, 4, 5]],
          [y, []],
        ]),
        [['run']],
      )
      expect([...(after.get(y) ?? [])]).toEqual([11, 21, 31, 41, 51])
    }
  }
})

test('a value keeps what it was although its array or variable changes before it is used', () => {
  const [x, y] = [array('x', 'f64', 3), array('y', 'f64', 3)]
  const run = program(
    [
      'run',
      b => {
        const local = b.local('place', b.f64(1))
        const before = b.read(local)
        const element = b.load(x, b.i32(0))
        const later = b.op('f64.add', b.op('f64.mul', before, b.f64(10)), element)
        b.assign(local, b.f64(5))
        b.store(x, b.i32(0), b.f64(99))
        b.if(b.op('f64.gt', element, b.f64(0)), () => {
          b.assign(local, b.f64(6))
        })
        b.store(y, b.i32(0), later)
        b.store(y, b.i32(1), b.read(local))
      },
    ],
    [
      'vector',
      b => {
        b.for(
          'i',
          b.i32(0),
          b.i32(3),
          i => {
            const old = b.load(x, i)
            b.store(x, i, b.f64(7))
            b.store(y, i, b.op('f64.add', old, b.f64(1)))
          },
          { lanes: 2, padded: true },
        )
      },
    ],
  )
  const initial = new Map([
    [x, [2, 3, 4]],
    [y, [0, 0, 0]],
  ])
  expect([...(expectSameOnAllTargets(run, initial, [['run']]).get(y) ?? [])]).toEqual([12, 6, 0])
  expect([...(expectSameOnAllTargets(run, initial, [['vector']]).get(y) ?? [])]).toEqual([3, 4, 5])
})

test('a variable keeps its content from one block to the next, and from turn to turn', () => {
  const [x, y] = [array('x', 'f64', 3), array('y', 'f64', 3)]
  const run = program([
    'run',
    b => {
      const late: Local = { name: 'late', type: 'f64' }
      b.for('i', b.i32(0), b.i32(3), i => {
        const value = b.load(x, i)
        b.if(b.op('f64.gt', value, b.f64(2)), () => {
          b.assign(late, value)
        })
        b.if(b.op('f64.gt', value, b.f64(0)), () => {
          b.store(y, i, b.read(late))
        })
      })
    },
  ])
  const after = expectSameOnAllTargets(
    run,
    new Map([
      [x, [1, 5, 2]],
      [y, []],
    ]),
    [['run']],
  )
  expect([...(after.get(y) ?? [])]).toEqual([0, 5, 5])
})

test('the content of a variable before a block is not that after it', () => {
  const y = array('y', 'i32', 4)
  const run = program([
    'run',
    b => {
      const turn = b.local('turn', b.i32(0))
      const before = b.read(turn)
      b.while(
        () => b.op('i32.lt_s', b.read(turn), b.i32(5)),
        () => {
          b.assign(turn, b.op('i32.add', b.read(turn), b.i32(2)))
        },
      )
      b.store(y, b.i32(0), before)
      b.store(y, b.i32(1), b.read(turn))
      const beforeLoop = b.read(turn)
      b.for('k', b.i32(0), b.read(turn), () => {
        b.assign(turn, b.op('i32.sub', b.read(turn), b.i32(1)))
      })
      b.store(y, b.i32(2), beforeLoop)
      b.store(y, b.i32(3), b.read(turn))
    },
  ])
  const after = expectSameOnAllTargets(run, new Map([[y, []]]), [['run']])
  expect([...(after.get(y) ?? [])]).toEqual([0, 6, 6, 0])
})
