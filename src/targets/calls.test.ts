import { expect, test } from 'vitest'
import { Builder, kernelFunction } from '../kernels/builder.js'
import type { HostFunction, Program, Value } from '../kernels/value.js'
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

for (const length of [0, 1, 2, 3, 4, 5, 8, 11]) {
  for (const shape of SHAPES) {
    const title = `${String(length)} elements, ${String(shape.lanes)} lanes${shape.padded ? ', padded' : ''}`

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
        const run = elementwise(length, shape, (b, i) => {
          const value = b.load(x, i)
          const condition = b.op('f64.gt', value, b.f64(1.5))
          const mask = masked ? { condition, otherwise: b.f64(-3) } : undefined
          b.store(y, i, b.call(host, [value, b.op('f64.gt', value, b.f64(2))], mask))
        })
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

test('kernel functions are called by element, loop on their own, and are shared', () => {
  const root = kernelFunction(
    'newton root',
    [
      ['x', 'f64'],
      ['turns', 'i32'],
    ],
    (b, x, turns) => {
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
    const run = elementwise(5, shape, (b, i) => {
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
    })
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
