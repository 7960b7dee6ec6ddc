import { expect, test } from 'vitest'
import { kernelFunction } from './builder.js'
import { evaluateFunction } from './evaluate-function.js'
import { log } from './functions/log.js'
import { philox } from './functions/philox.js'
import { uniformFromWords } from './functions/uniform.js'
import {
  hostCos,
  hostExp,
  hostExpm1,
  hostLog,
  hostPower,
  hostSin,
  hostUniform,
  philoxWords,
} from './host-functions.js'

const logFunction = kernelFunction('log', [['x', 'f64']], log)
const wordFunctions = [0, 1, 2, 3].map(place =>
  kernelFunction(
    'word',
    [
      ['element', 'i32'],
      ['step', 'i32'],
      ['key', 'i32'],
    ],
    (b, element, step, key) => {
      const words = philox(b, [element, step, b.i32(-3), b.i32(4)], [key, b.i32(-6)])
      return words[place] ?? b.i32(0)
    },
  ),
)
const uniformFunction = kernelFunction(
  'uniform',
  [
    ['high', 'i32'],
    ['low', 'i32'],
  ],
  (b, high, low) => uniformFromWords(b, high, low),
)

/** Bits of a double from two random words: every exponent, subnormal numbers and both signs. */
function anyDouble(position: number): number {
  const [high, low] = philoxWords([position, 0, 0, 0], [1, 2])
  return new Float64Array(new Int32Array([low, high]).buffer)[0] ?? 0
}

test('the logarithm of the host has the bits of the kernels', () => {
  const special = [0, -0, 1, -1, Infinity, -Infinity, NaN, 5e-324, 2 ** -1022, 2 ** -1022 - 2 ** -1074]
  for (const x of special) expect(hostLog(x)).toBe(evaluateFunction(logFunction, [x]))
  let different = 0
  for (let position = 0; position < 50000; position++) {
    const x =
      position % 2 === 0 ? Math.abs(anyDouble(position)) : 2 * hostUniform(position * 2654435761, position)
    if (!Object.is(hostLog(x), evaluateFunction(logFunction, [x]))) different++
  }
  expect(different).toBe(0)
})

test('the random words of the host are those of the kernels', () => {
  for (let position = 0; position < 300; position++) {
    const [element, step, key] = philoxWords([position, 1, 2, 3], [4, 5])
    const words = wordFunctions.map(word => evaluateFunction(word, [element, step, key]))
    expect(philoxWords([element, step, -3, 4], [key, -6])).toEqual(words)
    expect(hostUniform(element, step)).toBe(evaluateFunction(uniformFunction, [element, step]))
  }
})

test('known answers of the authors of Philox', () => {
  const unsigned = philoxWords(
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
  ).map(word => word >>> 0)
  expect(unsigned).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1])
})

test('other functions', () => {
  expect(hostExp(0)).toBe(1)
  expect(hostSin(1)).toBeCloseTo(0.8414709848078965, 15)
  expect(hostCos(1)).toBeCloseTo(0.5403023058681398, 15)
  expect(hostExp(1)).toBeCloseTo(Math.E, 15)
  expect(hostExpm1(1e-20)).toBe(1e-20)
  expect(hostPower(3, 4)).toBe(81)
})
