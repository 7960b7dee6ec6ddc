import { kernelFunction } from '../kernels/builder.js'
import type { ArraySymbol, HostFunction, KernelFunction } from '../kernels/value.js'

/** Halves the distance between two numbers a few times: pure, with a loop and variables. */
export function averager(): KernelFunction {
  return kernelFunction(
    'average.of',
    [
      ['a', 'f64'],
      ['b', 'f64'],
      ['turns', 'i32'],
    ],
    (b, x, y, turns) => {
      const left = b.local('left', x)
      const turn = b.local('turn', b.i32(0))
      const count = b.op('i32.and', turns, b.i32(3))
      b.while(
        () => b.op('i32.lt_s', b.read(turn), count),
        () => {
          b.assign(left, b.op('f64.mul', b.f64(0.5), b.op('f64.add', b.read(left), y)))
          b.assign(turn, b.op('i32.add', b.read(turn), b.i32(1)))
        },
      )
      return b.read(left)
    },
  )
}

/** Pure and without a loop, on all types. */
export function chooser(): KernelFunction {
  return kernelFunction(
    'choose',
    [
      ['flag', 'bool'],
      ['x', 'f64'],
      ['k', 'i32'],
    ],
    (b, flag, x, k) => {
      const result = b.local('result', k)
      b.if(b.op('bool.and', flag, b.op('f64.lt', x, b.f64(2))), () => {
        b.assign(result, b.op('i32.sub', b.read(result), b.i32(5)))
      })
      return b.read(result)
    },
  )
}

/** Pure, on and to numbers of single precision. */
export function rounder(): KernelFunction {
  return kernelFunction(
    'round.to single',
    [
      ['x', 'f32'],
      ['y', 'f64'],
    ],
    (b, x, y) => b.op('f32.mul', b.op('f32.from_f64', y), b.op('f32.add', x, b.f32(0.1))),
  )
}

/** Reads and writes memory. */
export function reader(table: ArraySymbol): KernelFunction {
  return kernelFunction('read', [['k', 'i32']], (b, k) => {
    const index = b.op('i32.and', k, b.i32(3))
    const value = b.load(table, index)
    b.store(table, index, b.op('f64.add', value, b.f64(1)))
    return b.op('f64.gt', value, b.f64(1))
  })
}

export function hostFunctions(): readonly HostFunction[] {
  return [
    {
      kind: 'host-function',
      name: 'host.mix',
      parameterTypes: ['f64', 'bool', 'i32'],
      resultType: 'f64',
      call: (x = 0, flag = 0, k = 0) => x * 3 + flag - k,
    },
    {
      kind: 'host-function',
      name: 'host.is',
      parameterTypes: ['i32', 'f64'],
      resultType: 'bool',
      call: (k = 0, x = 0) => (k > x ? 1 : 0),
    },
    {
      kind: 'host-function',
      name: 'host.third',
      parameterTypes: ['f32'],
      resultType: 'f32',
      call: (x = 0) => x / 3,
    },
    { kind: 'host-function', name: 'function', parameterTypes: [], resultType: 'i32', call: () => -17 },
  ]
}
