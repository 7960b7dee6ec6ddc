import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { evaluateOperation } from './evaluate-operation.js'
import type { Operator, Value } from './value.js'

const NUMBERS = [0, -0, 1, -1, 2.5, Infinity, -Infinity, NaN]

test.each([
  ['f64.lt', true],
  ['f64.lt', false],
  ['f64.gt', true],
  ['f64.gt', false],
  ['f32.lt', true],
  ['f32.gt', false],
] as const)(
  'a choice by %s, the second number if it holds: %s, keeps its bits as a limit',
  (order, second) => {
    const type = order === 'f32.lt' || order === 'f32.gt' ? 'f32' : 'f64'
    const [x, c] = ['x', 'c'].map(name => ({ kind: 'parameter', type, name }) as const)
    if (x === undefined || c === undefined) throw new Error('no parameters')
    const builder = new Builder()
    const [chosen, other]: [Value, Value] = second ? [c, x] : [x, c]
    const made = builder.op(`${type}.select`, builder.op(order, x, c), chosen, other)
    if (made.kind !== 'operation') throw new Error('no operation')
    expect(made.operator).toMatch(/at_(most|least)/)
    for (const left of NUMBERS) {
      for (const right of NUMBERS) {
        const holds = evaluateOperation(order, [left, right]) !== 0
        const expected = holds === second ? right : left
        const numbers = made.operands.map(operand => (operand === x ? left : right))
        expect(Object.is(evaluateOperation(made.operator, numbers), expected)).toBe(true)
      }
    }
  },
)

test('a choice between other numbers than those that are compared stays', () => {
  const builder = new Builder()
  const [x, c, d] = ['x', 'c', 'd'].map(name => ({ kind: 'parameter', type: 'f64', name }) as const)
  if (x === undefined || c === undefined || d === undefined) throw new Error('no parameters')
  const operators: Operator[] = []
  for (const value of [
    builder.op('f64.select', builder.op('f64.lt', x, c), d, x),
    builder.op('f64.select', builder.op('f64.le', x, c), c, x),
  ])
    if (value.kind === 'operation') operators.push(value.operator)
  expect(operators).toEqual(['f64.select', 'f64.select'])
})
