import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { evaluateOperation } from './evaluate-operation.js'
import { numberAtRank, rankOf } from './float-rank.js'
import { printProcedure } from './print-kernel.js'
import { simplifyComparison } from './simplify-comparison.js'
import type { ArraySymbol, Operator, Procedure } from './value.js'
import { vectorise } from './vectorise.js'

const single = fc.float({ noNaN: false })

test('sums, products, quotients and roots are rounded once: never nearer to the exact value than the result are its neighbours', () => {
  const operators = ['f32.add', 'f32.sub', 'f32.mul'] as const
  fc.assert(
    fc.property(fc.constantFrom(...operators), single, single, (operator, x, y) => {
      const result = evaluateOperation(operator, [x, y])
      if (!Number.isFinite(result)) return
      // Exact as fractions: a single is a whole number of 2^-149.
      const [a, b] = [wholeOf(x), wholeOf(y)]
      const exact = operator === 'f32.mul' ? a * b : (operator === 'f32.add' ? a + b : a - b) << 149n
      const distance = (number: number): bigint => magnitude((wholeOf(number) << 149n) - exact)
      const rank = rankOf('f32', result)
      for (const other of [numberAtRank('f32', rank - 1n), numberAtRank('f32', rank + 1n)])
        if (Number.isFinite(other)) expect(distance(other)).toBeGreaterThanOrEqual(distance(result))
    }),
    { numRuns: 2000 },
  )
})

/** A finite single in units of 2^-149. */
function wholeOf(number: number): bigint {
  const bits = evaluateOperation('i32.bits_of_f32', [number])
  const exponent = (bits >>> 23) & 0xff
  const fraction = BigInt(bits & 0x7fffff)
  const whole = exponent === 0 ? fraction : (fraction | 0x800000n) << BigInt(exponent - 1)
  return bits < 0 ? -whole : whole
}
const magnitude = (number: bigint): bigint => (number < 0n ? -number : number)

test('a constant is folded in double and rounded where it meets a single', () => {
  const b = new Builder()
  const third = b.op('f64.div', b.f64(1), b.f64(3))
  expect(b.op('f32.from_f64', third)).toBe(b.f32(1 / 3))
  expect(b.f32(0.1).value).toBe(Math.fround(0.1))
  expect(b.op('f32.add', b.f32(1), b.f32(2 ** -25))).toBe(b.f32(1))
})

test('widened and rounded again is the number itself; rounded and widened is not', () => {
  const b = new Builder()
  const x = { kind: 'parameter', type: 'f32', name: 'x' } as const
  const y = { kind: 'parameter', type: 'f64', name: 'y' } as const
  expect(b.op('f32.from_f64', b.op('f64.from_f32', x))).toBe(x)
  expect(b.op('f64.from_f32', b.op('f32.from_f64', y))).not.toBe(y)
})

test('a comparison of singles solved for its variable gives the same answer for every number', () => {
  const x = { kind: 'parameter', type: 'f32', name: 'x' } as const
  const comparisons: readonly Operator[] = ['f32.ge', 'f32.gt', 'f32.le', 'f32.lt']
  fc.assert(
    fc.property(
      fc.constantFrom(...comparisons),
      fc.constantFrom('f32.add', 'f32.mul', 'f32.div', 'f32.sub'),
      fc.float({ min: 0.125, max: 64, noNaN: true }),
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.array(single, { minLength: 20 }),
      (comparison, operator, operand, limit, numbers) => {
        const b = new Builder()
        const inner = b.op(operator, x, b.f32(operand))
        const simpler = simplifyComparison(comparison, inner, b.f32(limit))
        if (simpler === undefined) return
        expect(simpler.value).toBe(x)
        const edge = rankOf('f32', simpler.limit)
        const tried = [...numbers, NaN, ...[-1n, 0n, 1n].map(by => numberAtRank('f32', edge + by))]
        for (const number of tried) {
          const before = evaluateOperation(comparison, [
            evaluateOperation(operator, [number, operand]),
            limit,
          ])
          expect(evaluateOperation(simpler.operator, [number, simpler.limit])).toBe(before)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('a loop with singles has four lanes, one without has two; what stands in `when` blocks does not count', () => {
  const array = (type: 'f32' | 'f64'): ArraySymbol => ({ name: `g.${type}`, type, length: 8 })
  const [single, double] = [array('f32'), array('f64')]
  const lanesOf = (write: (b: Builder) => void): readonly number[] => {
    const b = new Builder()
    write(b)
    return vectorise(b.statements).map(statement => (statement.kind === 'for' ? statement.lanes : 0))
  }
  const copy = (from: ArraySymbol, to: ArraySymbol) => (b: Builder) => {
    b.for('i', b.i32(0), b.i32(8), i => {
      const value = b.load(from, i)
      if (from.type === to.type) b.store(to, i, value)
      else b.store(to, i, b.op(to.type === 'f32' ? 'f32.from_f64' : 'f64.from_f32', value))
    })
  }
  expect(lanesOf(copy(single, single))).toEqual([4])
  expect(lanesOf(copy(double, single))).toEqual([4])
  expect(lanesOf(copy(single, double))).toEqual([4])
  expect(lanesOf(copy(double, double))).toEqual([2])
  expect(
    lanesOf(b => {
      b.for('i', b.i32(0), b.i32(8), i => {
        b.when(b.op('f64.gt', b.load(double, i), b.f64(1)), 'k', k => {
          b.store(single, k, b.f32(0))
        })
      })
    }),
  ).toEqual([2])
})

test('a kernel shows a single by the shortest text that means it', () => {
  const b = new Builder()
  const v: ArraySymbol = { name: 'g.v', type: 'f32', length: 4 }
  b.store(v, b.i32(0), b.op('f32.mul', b.load(v, b.i32(1)), b.f32(0.1)))
  const procedure: Procedure = { name: 'p', comment: '', parameters: [], body: b.statements }
  expect(printProcedure(procedure)).toContain('v * 0.1')
})
