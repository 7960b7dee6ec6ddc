import { PART_DIGITS, type ArraySymbol } from '../value.js'

/** Equal parts of a doubling: 8 KiB of numbers, a part of the nearest cache. */
export const PARTS = 2 ** PART_DIGITS

/** Binary digits that are computed with: those that are lost on the way are far behind those of a double. */
const DIGITS = 192n
const ONE = 1n << DIGITS

let excesses: ArraySymbol | undefined
let powers: ArraySymbol | undefined

/**
 * 2^(j/PARTS) - 1, rounded to the nearest double, at place j + PARTS/2 for whole j from -PARTS/2 up to below PARTS/2. From integers only, so that
 * it has the same bits in every engine.
 */
export function partsOfDoubling(): ArraySymbol {
  excesses ??= table('parts of a doubling', (power, j) => ({
    place: (j + PARTS / 2) % PARTS,
    // From the middle on half of the power: those below 1.
    value: toNumber(j < PARTS / 2 ? power - ONE : (power >> 1n) - ONE),
  }))
  return excesses
}

/** What is taken from the exponents of the powers, so that numbers of parts may be added to them. */
export const POWER_BIAS = -500

/**
 * 2^(POWER_BIAS + j/PARTS) at place j, with bits that are less by j 2^(52 - PART_DIGITS): adding a whole number of parts as in `times_parts` gives the power
 * of two of all of them.
 */
export function powersOfTwo(): ArraySymbol {
  powers ??= table('powers of two', (power, j) => ({ place: j, value: steppedPower(toNumber(power), j) }))
  return powers
}

function steppedPower(power: number, j: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, power * 2 ** POWER_BIAS)
  view.setBigUint64(0, view.getBigUint64(0) - (BigInt(j) << BigInt(52 - PART_DIGITS)))
  return view.getFloat64(0)
}

const toNumber = (fixed: bigint): number => Number(fixed) / 2 ** Number(DIGITS)

/** A table with an entry for each 2^(j/PARTS), given as an integer. */
function table(
  name: string,
  entryOf: (power: bigint, j: number) => { readonly place: number; readonly value: number },
): ArraySymbol {
  let root = 2n << DIGITS
  for (let parts = 1; parts < PARTS; parts *= 2) root = squareRoot(root << DIGITS)
  const content = new Array<number>(PARTS).fill(0)
  let power = ONE
  for (let j = 0; j < PARTS; j++) {
    const { place, value } = entryOf(power, j)
    content[place] = value
    power = (power * root) >> DIGITS
  }
  return { name, type: 'f64', length: PARTS, content }
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
