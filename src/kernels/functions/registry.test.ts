import { expect, test } from 'vitest'
import { builtinFunctions } from '../../language/functions.js'
import { Builder } from '../builder.js'
import type { Value, ValueType } from '../value.js'
import { kernelFunctions } from './registry.js'

test('every built-in function that is not random has a writer', () => {
  const expected = [...builtinFunctions.values()].filter(({ stateless }) => stateless).map(({ name }) => name)
  expect([...kernelFunctions.keys()].sort()).toEqual(expected.sort())
})

/** The value of a call; integers are written as bigint, and arguments converted as the language does. */
function call(name: string, operands: readonly (number | boolean | bigint)[]): Value | undefined {
  const b = new Builder()
  const writer = kernelFunctions.get(name)
  const types = operands.map((operand): ValueType =>
    typeof operand === 'boolean' ? 'bool' : typeof operand === 'bigint' ? 'i32' : 'f64',
  )
  const wanted = writer?.parameters(types) ?? []
  const converted = operands.map((operand, position) => {
    const given = b.constant(types[position] ?? 'f64', Number(operand))
    return given.type === 'f64' && wanted[position] === 'i32'
      ? b.op('i32.from_f64', given)
      : b.constant(wanted[position] ?? 'f64', given.value)
  })
  return writer?.write(b, converted)
}

// prettier-ignore
test.each([
  ['exp', [0], 'f64', 1], ['sqrt', [4n], 'f64', 2], ['floor', [-1.5], 'f64', -2], ['ceil', [3n], 'f64', 3], ['round', [2.5], 'f64', 2],
  ['abs', [-3n], 'i32', 3], ['abs', [-3], 'f64', 3], ['abs', [true], 'i32', 1], ['sign', [-3n], 'i32', -1],
  ['int', [-2.7], 'i32', -2], ['int', [true], 'i32', 1], ['int', [2 ** 40], 'i32', 0], ['timestep', [3e-4, 1e-4], 'i32', 3],
  ['clip', [5n, 0n, 2n], 'i32', 2], ['clip', [5n, 0, 2], 'f64', 2], ['clip', [true, false, false], 'i32', 0],
  ['min', [3, 1n, 2], 'f64', 1], ['max', [3n, 1n, 7n], 'i32', 7], ['mod', [-7n, 3n], 'i32', 2], ['mod', [-2.5, 2n], 'f64', 1.5],
  ['mod', [true, true], 'i32', 0], ['where', [true, 1n, 2], 'f64', 1], ['where', [false, true, false], 'bool', 0],
  ['isnan', [NaN], 'bool', 1], ['isinf', [-Infinity], 'bool', 1], ['isinf', [NaN], 'bool', 0], ['heaviside', [2n], 'f64', 1],
  ['arctan2', [1, -1], 'f64', 0.75 * Math.PI],
] as const)('%s of %s is a constant of type %s', (name, operands, type, value) => {
  expect(call(name, operands)).toEqual({ kind: 'constant', type, value })
})
