import type { Builder } from '../builder.js'
import type { ArraySymbol, Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

/** A distribution of whole numbers, from which one costs two look-ups whatever its shape. */
export interface AliasTable {
  /** The number that the first cell stands for; the cell at a place stands for `first` + place. */
  readonly first: number
  /** For each cell the part that is its own number; the rest is the other number. The cells are 2^m, of equal probability. */
  readonly share: Float64Array
  readonly other: Int32Array
}

/** An outcome with less than this part of the probability of the likeliest one is left out. */
const NEGLIGIBLE = 2 ** -62

/**
 * The numbers around the likeliest one, `mode`, with their probabilities as parts of its own: from the ratio of neighbours, without a function
 * that could differ between engines. Nothing if they are more than `most`.
 */
export function outcomesAround(
  mode: number,
  { up, down, most }: { up: (k: number) => number; down: (k: number) => number; most: number },
): { readonly first: number; readonly weights: readonly number[] } | undefined {
  const above: number[] = []
  const below: number[] = []
  for (let k = mode, weight = up(k); weight >= NEGLIGIBLE; k++, weight *= up(k)) {
    if (above.push(weight) > most) return undefined
  }
  for (let k = mode, weight = down(k); weight >= NEGLIGIBLE; k--, weight *= down(k)) {
    if (below.push(weight) + above.length > most) return undefined
  }
  return { first: mode - below.length, weights: [...below.reverse(), 1, ...above] }
}

/**
 * The alias method: cells of equal probability that two outcomes share.
 * Source: Walker 1977, ACM Trans. Math. Softw. 3, 253-256; made as by Vose 1991, IEEE Trans. Softw. Eng. 17, 972-975.
 */
export function aliasTable(first: number, weights: readonly number[]): AliasTable {
  let cells = 2
  while (cells < weights.length) cells *= 2
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const scaled = Float64Array.from({ length: cells }, (_, cell) => ((weights[cell] ?? 0) / sum) * cells)
  const share = new Float64Array(cells).fill(1)
  const other = Int32Array.from({ length: cells }, (_, cell) => first + cell)
  const small: number[] = []
  const large: number[] = []
  scaled.forEach((weight, cell) => (weight < 1 ? small : large).push(cell))
  for (let poor = small.pop(), rich = large.at(-1); poor !== undefined && rich !== undefined;) {
    share[poor] = scaled[poor] ?? 0
    other[poor] = first + rich
    const left = (scaled[rich] ?? 0) - (1 - (scaled[poor] ?? 0))
    scaled[rich] = left
    if (left < 1) {
      large.pop()
      small.push(rich)
    }
    poor = small.pop()
    rich = large.at(-1)
  }
  return { first, share, other }
}

/** A number (i32) with the distribution of a table in memory, from two random words: some bits choose the cell, 53 less so many the outcome. */
export function drawFromAliasTable(
  b: Builder,
  {
    first,
    share,
    other,
  }: { readonly first: number; readonly share: ArraySymbol; readonly other: ArraySymbol },
  [high, low]: readonly [Value, Value],
): Value {
  const { add, mul, less } = floatArithmetic(b)
  const bits = 31 - Math.clz32(share.length)
  const cell = b.op('i32.shr_u', high, b.i32(32 - bits))
  const upper = b.op('f64.from_i32', b.op('i32.and', high, b.i32(2 ** (32 - bits) - 1)))
  const lower = b.op('f64.from_i32', b.op('i32.shr_u', low, b.i32(11)))
  const part = mul(add(mul(upper, 2 ** 21), lower), 2 ** (bits - 53))
  return b.op(
    'i32.select',
    less(part, b.load(share, cell)),
    b.op('i32.add', cell, b.i32(first)),
    b.load(other, cell),
  )
}
