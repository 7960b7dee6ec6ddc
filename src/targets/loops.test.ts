import { expect, test } from 'vitest'
import { Builder, kernelFunction } from '../kernels/builder.js'
import type { ArraySymbol, HostFunction, Procedure, Program, Value } from '../kernels/value.js'
import { array, expectSameOnAllTargets, TARGETS, TestMemory } from './run-on-targets.test-support.js'

const numbers = (length: number, from = 0): number[] => Array.from({ length }, (_, k) => from + k + 0.25)

function program(...procedures: (readonly [name: string, write: (builder: Builder) => void])[]): Program {
  return {
    name: 'test',
    procedures: procedures.map(([name, write]): Procedure => {
      const builder = new Builder()
      write(builder)
      return { name, comment: name, parameters: [], body: builder.statements }
    }),
  }
}

const SHAPES = [
  { lanes: 1, padded: false },
  { lanes: 2, padded: false },
  { lanes: 2, padded: true },
] as const

for (const length of [0, 1, 2, 3, 4, 5, 8]) {
  for (const shape of SHAPES) {
    const title = `${String(length)} elements, ${String(shape.lanes)} lanes${shape.padded ? ', padded' : ''}`

    test(`${title}: all types are loaded and stored`, () => {
      const [x, k, c] = [
        array('g.x', 'f64', length),
        array('g.k', 'i32', length),
        array('g.c', 'bool', length),
      ]
      const run = program([
        'run',
        b => {
          b.for(
            'i',
            b.i32(0),
            b.i32(length),
            i => {
              const [number, integer, condition] = [b.load(x, i), b.load(k, i), b.load(c, i)]
              b.store(
                x,
                i,
                b.op(
                  'f64.select',
                  condition,
                  b.op('f64.add', number, b.f64(1)),
                  b.op('f64.from_i32', integer),
                ),
              )
              b.store(k, i, b.op('i32.add', integer, i))
              b.store(c, i, b.op('bool.not', condition))
            },
            shape,
          )
        },
      ])
      const initial = new Map([
        [x, numbers(length)],
        [k, [9, -8, 7, -6, 5, -4, 3, -2]],
        [c, [1, 0, 0, 1, 1, 0, 1, 0]],
      ])
      expectSameOnAllTargets(run, initial, [['run'], ['run']])
    })

    test(`${title}: bounds that are only known when it runs`, () => {
      const [x, bounds] = [array('x', 'f64', 8), array('bounds', 'i32', 2)]
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
            [x, numbers(8)],
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
      const run = program([
        'run',
        b => {
          b.for(
            'i',
            b.i32(0),
            b.i32(length),
            i => {
              const number = b.load(x, i)
              const doubled = b.op('f64.mul', number, b.f64(2))
              b.store(x, i, doubled)
              // Holds in the padding, which is 0, too.
              b.when(b.op('f64.lt', number, b.f64(5)), 'k', k => {
                const at = b.loadScalar(count)
                b.store(list, at, k)
                b.store(first, at, b.op('f64.add', doubled, b.op('f64.from_i32', i)))
                b.storeScalar(count, b.op('i32.add', at, b.i32(1)))
                b.store(x, k, b.f64(-1))
              })
            },
            shape,
          )
        },
      ])
      const initial = new Map<ArraySymbol, number[]>([
        [x, numbers(length)],
        [count, [0]],
        [list, []],
        [first, []],
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
      const run = program([
        'run',
        b => {
          b.for(
            'i',
            b.i32(0),
            b.i32(length),
            i => {
              const at = b.load(index, i)
              const value = b.op('f64.select', b.load(flags, at), b.load(table, at), b.load(table, b.i32(1)))
              b.store(x, i, value)
              b.store(target, at, b.op('f64.add', value, b.op('f64.from_i32', i)))
              b.store(marks, b.i32(2), b.op('f64.gt', value, b.f64(1.5)))
            },
            shape,
          )
        },
      ])
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

    test(`${title}: calls of the host happen once an element, masked ones only where the mask holds`, () => {
      const [x, y] = [array('x', 'f64', length), array('y', 'f64', length)]
      for (const masked of [false, true]) {
        const calls: number[] = []
        const host: HostFunction = {
          kind: 'host-function',
          name: 'delete this; //',
          parameterTypes: ['f64', 'bool'],
          resultType: 'f64',
          call: (value = NaN, flag = NaN) => {
            calls.push(value, flag)
            return value * 10 + flag
          },
        }
        const run = program([
          'run',
          b => {
            b.for(
              'i',
              b.i32(0),
              b.i32(length),
              i => {
                const value = b.load(x, i)
                const condition = b.op('f64.gt', value, b.f64(1.5))
                const mask = masked ? { condition, otherwise: b.f64(-3) } : undefined
                b.store(y, i, b.call(host, [value, b.op('f64.gt', value, b.f64(2))], mask))
              },
              shape,
            )
          },
        ])
        expectSameOnAllTargets(
          run,
          new Map([
            [x, numbers(length)],
            [y, []],
          ]),
          [['run']],
        )
        const once = calls.slice(0, calls.length / 3)
        expect(calls).toEqual([...once, ...once, ...once])
        expect(once.length).toBe(2 * (masked ? Math.max(0, length - 2) : length))
      }
    })
  }
}

test('the sign of a nan counts as positive, whatever the machine makes of it', () => {
  const [x, y, z] = [array('x', 'f64', 4), array('y', 'f64', 4), array('z', 'f64', 4)]
  for (const shape of SHAPES) {
    const run = program([
      'run',
      b => {
        b.for(
          'i',
          b.i32(0),
          b.i32(4),
          i => {
            const value = b.load(x, i)
            b.store(y, i, b.op('f64.copysign', b.f64(1), b.op('f64.neg', b.op('f64.sub', value, value))))
            b.store(z, i, b.op('f64.copysign', b.f64(1), b.op('f64.sub', value, value)))
          },
          shape,
        )
      },
    ])
    const after = expectSameOnAllTargets(
      run,
      new Map([
        [x, [Infinity, -Infinity, NaN, 0]],
        [y, []],
        [z, []],
      ]),
      [['run']],
    )
    expect([...(after.get(y) ?? [])]).toEqual([1, 1, 1, -1])
    expect([...(after.get(z) ?? [])]).toEqual([1, 1, 1, 1])
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

test('kernel functions are called by element, loop on their own, and are shared', () => {
  const root = kernelFunction(
    'newton root',
    [
      ['x', 'f64'],
      ['turns', 'i32'],
    ],
    (b, x, turns) => {
      if (x === undefined || turns === undefined) throw new Error('parameters')
      const guess = b.local('guess', x)
      b.for('turn', b.i32(0), turns, () => {
        const old = b.read(guess)
        b.assign(guess, b.op('f64.mul', b.f64(0.5), b.op('f64.add', old, b.op('f64.div', x, old))))
      })
      return b.read(guess)
    },
  )
  const positive = kernelFunction(
    'positive',
    [
      ['x', 'f64'],
      ['flag', 'bool'],
    ],
    (b, x, flag) => {
      if (x === undefined || flag === undefined) throw new Error('parameters')
      return b.op('bool.and', flag, b.op('f64.gt', b.call(root, [x, b.i32(2)]), b.f64(1)))
    },
  )
  const [x, y, c, k] = [
    array('x', 'f64', 5),
    array('y', 'f64', 5),
    array('c', 'bool', 5),
    array('k', 'i32', 5),
  ]
  for (const shape of SHAPES) {
    const run = program([
      'run',
      b => {
        b.for(
          'i',
          b.i32(0),
          b.i32(5),
          i => {
            const value = b.load(x, i)
            const condition = b.op('f64.gt', value, b.f64(2))
            const plain = b.call(root, [value, i])
            const masked: Value = b.call(root, [plain, b.i32(3)], { condition, otherwise: value })
            b.store(y, i, b.op('f64.add', plain, masked))
            b.store(c, i, b.call(positive, [value, condition]))
            b.store(
              k,
              i,
              b.op(
                'i32.from_bool',
                b.call(positive, [value, b.bool(true)], { condition, otherwise: b.bool(true) }),
              ),
            )
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
        [c, []],
        [k, []],
      ]),
      [['run']],
    )
  }
})

test('parameters come as the numbers that WebAssembly would make of them', () => {
  const [x, k, c] = [array('x', 'f64', 1), array('k', 'i32', 1), array('c', 'bool', 1)]
  const [number, integer, condition] = (['f64', 'i32', 'bool'] as const).map(type => ({
    kind: 'parameter' as const,
    type,
    name: `let ${type}`,
  }))
  if (number === undefined || integer === undefined || condition === undefined) throw new Error('parameters')
  const builder = new Builder()
  builder.storeScalar(x, number)
  builder.storeScalar(k, builder.op('i32.add', integer, builder.i32(1)))
  builder.storeScalar(c, condition)
  const run: Program = {
    name: 'p',
    procedures: [
      { name: 'run', comment: '', parameters: [number, integer, condition], body: builder.statements },
    ],
  }
  const results = TARGETS.map(target => {
    const memory = new TestMemory(
      new Map([
        [x, [0]],
        [k, [0]],
        [c, [0]],
      ]),
    )
    target.translate(run, memory).instantiate(memory.memory).procedure('run')(0.1, 2 ** 32 + 5, 1)
    return [memory.view(x)[0], memory.view(k)[0], memory.view(c)[0]]
  })
  expect(results).toEqual([
    [0.1, 6, 1],
    [0.1, 6, 1],
  ])
})

test('a callback of the host may let the memory grow while a procedure is under way', () => {
  const [x, y] = [array('x', 'f64', 4), array('y', 'f64', 4)]
  for (const target of TARGETS) {
    const memory = new TestMemory(
      new Map([
        [x, [1, 2, 3, 4]],
        [y, [0, 0, 0, 0]],
      ]),
    )
    let rebind = (): void => undefined
    const grow: HostFunction = {
      kind: 'host-function',
      name: 'grow',
      parameterTypes: ['f64'],
      resultType: 'f64',
      call: (value = NaN) => {
        memory.memory.grow(1)
        rebind()
        return value + 0.5
      },
    }
    const run = program([
      'run',
      b => {
        b.for('i', b.i32(0), b.i32(4), i => {
          b.store(y, i, b.call(grow, [b.load(x, i)]))
        })
      },
    ])
    const compiled = target.translate(run, memory).instantiate(memory.memory)
    rebind = () => {
      compiled.rebind()
    }
    compiled.procedure('run')()
    expect([...memory.view(y)], target.name).toEqual([1.5, 2.5, 3.5, 4.5])
  }
})

test('what a host function gives is converted to its type', () => {
  const [k, c, x] = [array('k', 'i32', 1), array('c', 'bool', 1), array('x', 'f64', 1)]
  const host = (resultType: 'f64' | 'i32' | 'bool', result: unknown): HostFunction => ({
    kind: 'host-function',
    name: 'constructor',
    parameterTypes: [],
    resultType,
    call: () => result as number,
  })
  for (const [result, integer, condition, number] of [
    [2 ** 32 + 7.9, 7, 1, 2 ** 32 + 7.9],
    [true, 1, 1, 1],
    [NaN, 0, 0, NaN],
    ['12', 12, 1, 12],
    [undefined, 0, 0, NaN],
  ] as const) {
    for (const target of TARGETS) {
      const memory = new TestMemory(
        new Map([
          [k, [9]],
          [c, [9]],
          [x, [9]],
        ]),
      )
      const run = program([
        'run',
        b => {
          b.storeScalar(k, b.call(host('i32', result), []))
          b.storeScalar(c, b.call(host('bool', result), []))
          b.storeScalar(x, b.call(host('f64', result), []))
        },
      ])
      target.translate(run, memory).instantiate(memory.memory).procedure('run')()
      expect([memory.view(k)[0], memory.view(c)[0], memory.view(x)[0]], target.name).toEqual([
        integer,
        condition,
        number,
      ])
    }
  }
})

test('a program that does not hang together is refused', () => {
  const memory = new TestMemory(new Map())
  const named = (name: string, performed?: string): Procedure => ({
    name,
    comment: '',
    parameters: [],
    body: performed === undefined ? [] : [{ kind: 'perform', procedure: performed }],
  })
  for (const target of TARGETS) {
    const translate = (...procedures: Procedure[]) => target.translate({ name: 'p', procedures }, memory)
    expect(() => translate(named('a'), named('a'))).toThrow('two procedures a')
    expect(() => translate(named('a', 'b'))).toThrow('a performs b, which does not exist')
    const compiled = translate(named('a'), named('__proto__')).instantiate(memory.memory)
    expect(compiled.procedure('__proto__')()).toBeUndefined()
    expect(() => compiled.procedure('toString')).toThrow('p has no procedure toString')
  }
})
