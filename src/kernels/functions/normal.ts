import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'
import { assembleLogarithm, splitNormal } from './logarithm-core.js'
import type { Words } from './philox.js'

/** sin(2 pi z) = z P(z²) for |z| <= 1/4, relative error 2^-59, by a minimax fit of our own. */
const SINE_OF_TURNS = [
  6.283185307179586, -41.341702240399755, 81.60524927607362, -76.70585975282526, 42.05869392544983,
  -15.094641676841219, 3.8199281079262772, -0.7177339272049876, 0.10089749588562336,
]

/**
 * A standard normal number from four random words, sqrt(-2 log u) cos(2 pi v): u from (0, 1] with all the digits that 64 bits give near
 * zero, so that the tails are right up to 9.4 standard deviations, where they end.
 * Source: Box & Muller 1958, Ann. Math. Stat. 29, 610-611.
 */
export function normalFromWords(b: Builder, [first, second, third, fourth]: Words): Value {
  const { abs, add, sub, mul, sqrt, polynomial } = floatArithmetic(b)
  const word = (bits: Value): Value => b.op('f64.from_u32', bits)
  const u = add(mul(word(first), 2 ** -32), mul(add(word(second), 0.5), 2 ** -64))
  const radius = sqrt(mul(-2, assembleLogarithm(b, splitNormal(b, u))))
  // v in turns, between -1/2 and 1/2: cos(2 pi v) = sin(2 pi (1/4 - |v|)).
  const v = add(mul(b.op('f64.from_i32', third), 2 ** -32), mul(word(fourth), 2 ** -64))
  const z = sub(0.25, abs(v))
  return mul(radius, mul(z, polynomial(mul(z, z), SINE_OF_TURNS)))
}
