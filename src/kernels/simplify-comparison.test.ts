import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateOperation } from './evaluate-operation.js'
import { simplifyComparison } from './simplify-comparison.js'
import type { Operator, Value } from './value.js'

const x: Value = { kind: 'parameter', type: 'f64', name: 'x' }
const constant = (value: number): Value => ({ kind: 'constant', type: 'f64', value })
const operation = (operator: Operator, ...operands: Value[]): Value => ({
  kind: 'operation',
  type: 'f64',
  operator,
  operands,
})

function evaluate(value: Value, at: number): number {
  if (value.kind === 'constant') return value.value
  if (value.kind !== 'operation') return at
  return evaluateOperation(
    value.operator,
    value.operands.map(operand => evaluate(operand, at)),
  )
}

test('whole steps of a duration against a number of steps become one comparison', () => {
  const steps = operation(
    'f64.floor',
    operation('f64.div', operation('f64.add', x, constant(1e-7)), constant(1e-4)),
  )
  const simpler = simplifyComparison('f64.ge', steps, constant(50))
  expect(simpler?.operator).toBe('f64.ge')
  expect(simpler?.value).toBe(x)
  expect(simpler?.limit).toBeCloseTo(0.0049999, 12)
})

const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const step = fc.oneof(
  fc
    .constantFrom<Operator>('f64.floor', 'f64.ceil', 'f64.trunc')
    .map(operator => (value: Value) => operation(operator, value)),
  fc.tuple(fc.constantFrom<Operator>('f64.add', 'f64.sub', 'f64.mul', 'f64.div'), number).map(
    ([operator, c]) =>
      (value: Value) =>
        operation(operator, value, constant(c)),
  ),
  fc.tuple(fc.constantFrom<Operator>('f64.add', 'f64.mul'), number).map(
    ([operator, c]) =>
      (value: Value) =>
        operation(operator, constant(c), value),
  ),
)

test('the answer is the same for every number, next to the limit and far from it', () => {
  const comparison = fc.constantFrom<Operator>('f64.ge', 'f64.gt', 'f64.le', 'f64.lt')
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 4 }),
      comparison,
      number,
      fc.array(fc.double()),
      (steps, operator, limit, points) => {
        const value = steps.reduce<Value>((inner, wrap) => wrap(inner), x)
        const simpler = simplifyComparison(operator, value, constant(limit))
        if (simpler === undefined) return
        const near = [
          simpler.limit,
          simpler.limit * (1 + 2 ** -52),
          simpler.limit * (1 - 2 ** -52),
          -simpler.limit,
          simpler.limit + 5e-324,
          simpler.limit - 5e-324,
        ]
        for (const at of [
          ...points,
          ...near,
          0,
          -0,
          Infinity,
          -Infinity,
          NaN,
          5e-324,
          1.7976931348623157e308,
        ]) {
          expect(evaluateOperation(simpler.operator, [evaluate(simpler.value, at), simpler.limit])).toBe(
            evaluateOperation(operator, [evaluate(value, at), limit]),
          )
        }
      },
    ),
    { numRuns: 500 },
  )
})
