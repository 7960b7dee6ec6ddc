import { PART_DIGITS, type ArraySymbol } from '../value.js'

/** Equal parts of a doubling: 4 KiB of numbers, a small part of the nearest cache. */
export const PARTS = 2 ** PART_DIGITS

/** Binary digits that are computed with: those that are lost on the way are far behind those of a double. */
const DIGITS = 192n
const ONE = 1n << DIGITS

let table: ArraySymbol | undefined

/**
 * 2^(j/PARTS) - 1, rounded to the nearest double, at place j + PARTS/2 for whole j from -PARTS/2 up to below PARTS/2. From integers only, so that
 * it has the same bits in every engine.
 */
export function powersOfTwo(): ArraySymbol {
  table ??= { name: 'powers of two', type: 'f64', length: PARTS, content: excesses() }
  return table
}

function excesses(): readonly number[] {
  let root = 2n << DIGITS
  for (let parts = 1; parts < PARTS; parts *= 2) root = squareRoot(root << DIGITS)
  const values = new Array<number>(PARTS).fill(0)
  let power = ONE
  for (let j = 0; j < PARTS; j++) {
    // From the middle on half of the power: those below 1.
    const excess = j < PARTS / 2 ? power - ONE : (power >> 1n) - ONE
    values[(j + PARTS / 2) % PARTS] = Number(excess) / 2 ** Number(DIGITS)
    power = (power * root) >> DIGITS
  }
  return values
}

/** The largest whole number whose square is not above `n`, by Newton's method from above. */
function squareRoot(n: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2))
  for (;;) {
    const next = (root + n / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
