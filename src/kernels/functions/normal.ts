import type { Builder } from '../builder.js'
import type { FloatType, Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'
import { assembleLogarithm, splitNormal } from './logarithm-core.js'
import type { Words } from './philox.js'

/** sin(2 pi z) = z P(z²) for |z| <= 1/4, relative error 2^-59, by a minimax fit of our own. */
const SINE_OF_TURNS = [
  6.283185307179586, -41.341702240399755, 81.60524927607362, -76.70585975282526, 42.05869392544983,
  -15.094641676841219, 3.8199281079262772, -0.7177339272049876, 0.10089749588562336,
]
/** The same within 2^-25, with coefficients that are singles. */
const SINE_OF_TURNS_OF_SINGLES = [
  6.2831854820251465, -41.341766357421875, 81.60863494873047, -76.72797393798828, 40.875762939453125,
]

/**
 * A standard normal number from four random words, sqrt(-2 log u) cos(2 pi v): u from (0, 1] with all the digits that 64 bits give near
 * zero, so that the tails are right up to 9.4 standard deviations, where they end.
 * In single, u and v come from the first and the third word alone, and the tails end at 6.6.
 * Source: Box & Muller 1958, Ann. Math. Stat. 29, 610-611.
 */
export function normalFromWords(
  b: Builder,
  [first, second, third, fourth]: Words,
  type: FloatType = 'f64',
): Value {
  if (type === 'f32') return normalSingle(b, first, third)
  const { abs, add, sub, mul, sqrt, polynomial } = floatArithmetic(b)
  const word = (bits: Value): Value => b.op('f64.from_u32', bits)
  const u = add(mul(word(first), 2 ** -32), mul(add(word(second), 0.5), 2 ** -64))
  const radius = sqrt(mul(-2, assembleLogarithm(b, splitNormal(b, u))))
  // v in turns, between -1/2 and 1/2: cos(2 pi v) = sin(2 pi (1/4 - |v|)).
  const v = add(mul(b.op('f64.from_i32', third), 2 ** -32), mul(word(fourth), 2 ** -64))
  const z = sub(0.25, abs(v))
  return mul(radius, mul(z, polynomial(mul(z, z), SINE_OF_TURNS)))
}

function normalSingle(b: Builder, first: Value, third: Value): Value {
  const { abs, add, sub, mul, sqrt, polynomial } = floatArithmetic(b, 'f32')
  const u = mul(add(b.op('f32.from_i32', b.op('i32.shr_u', first, b.i32(1))), 0.5), 2 ** -31)
  const radius = sqrt(mul(-2, assembleLogarithm(b, splitNormal(b, u))))
  const z = sub(0.25, abs(mul(b.op('f32.from_i32', third), 2 ** -32)))
  return mul(radius, mul(z, polynomial(mul(z, z), SINE_OF_TURNS_OF_SINGLES)))
}
