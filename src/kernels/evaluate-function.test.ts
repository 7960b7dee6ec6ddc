import { expect, test } from 'vitest'
import { Builder, kernelFunction } from './builder.js'
import { evaluateFunction } from './evaluate-function.js'

/** The greatest common divisor by subtraction, for every kind of statement that a function may have. */
const divisor = kernelFunction(
  'divisor',
  [
    ['x', 'i32'],
    ['y', 'i32'],
  ],
  (b, x, y) => {
    const [a, c] = [b.local('a', x), b.local('c', y)]
    b.while(
      () => b.op('i32.ne', b.read(a), b.read(c)),
      () => {
        const [large, small] = [b.read(a), b.read(c)]
        b.if(
          b.op('i32.lt_s', small, large),
          () => {
            b.assign(a, b.op('i32.sub', large, small))
          },
          () => {
            b.assign(c, b.op('i32.sub', small, large))
          },
        )
      },
    )
    return b.read(a)
  },
)

const triangle = kernelFunction('triangle', [['n', 'i32']], (b, n) => {
  const sum = b.local('sum', b.i32(0))
  b.for('i', b.i32(0), n, i => {
    b.assign(sum, b.op('i32.add', b.read(sum), i))
  })
  return b.read(sum)
})

test('loops, branches and locals', () => {
  expect(evaluateFunction(divisor, [84, 36])).toBe(12)
  expect(evaluateFunction(triangle, [5])).toBe(10)
  expect(evaluateFunction(triangle, [0])).toBe(0)
})

test('a builder folds calls of constants, masked or not', () => {
  const b = new Builder()
  expect(b.call(divisor, [b.i32(6), b.i32(4)])).toBe(b.i32(2))
  const masked = (condition: boolean) => ({ condition: b.bool(condition), otherwise: b.i32(-1) })
  expect(b.call(divisor, [b.i32(6), b.i32(4)], masked(true))).toBe(b.i32(2))
  expect(b.call(divisor, [b.i32(6), b.i32(4)], masked(false))).toBe(b.i32(-1))
  expect(b.statements).toEqual([])
})

test('a masked call inside a function runs only where its mask holds', () => {
  const f = kernelFunction('f', [['x', 'i32']], (b, x) =>
    b.call(divisor, [x, b.i32(4)], { condition: b.op('i32.gt_s', x, b.i32(0)), otherwise: x }),
  )
  expect([evaluateFunction(f, [10]), evaluateFunction(f, [-3])]).toEqual([2, -3])
})

test('what depends on more than its arguments is refused', () => {
  const array = { name: 'v', type: 'f64', length: 1 } as const
  const reads = kernelFunction('reads', [['x', 'f64']], (b, x) => b.op('f64.add', x, b.loadScalar(array)))
  expect(() => evaluateFunction(reads, [1])).toThrow('loads from v')
  expect(() => evaluateFunction(divisor, [1])).toThrow('evaluated on 1 values')
})
