/**
 * Elementary functions of big integers that stand for multiples of 2^-bits, by power series: slow, simple, and independent of the code
 * that is tested with them.
 */
export class FixedPoint {
  readonly bits: number
  readonly one: bigint

  constructor(bits: number) {
    this.bits = bits
    this.one = 1n << BigInt(bits)
  }

  mul(x: bigint, y: bigint): bigint {
    return (x * y) >> BigInt(this.bits)
  }
  div(x: bigint, y: bigint): bigint {
    return (x << BigInt(this.bits)) / y
  }
  sqrt(x: bigint): bigint {
    return squareRoot(x << BigInt(this.bits))
  }

  get ln2(): bigint {
    return this.#constant('ln 2', () => 2n * this.#oddSeries(this.one / 3n, 1n))
  }
  /** Source: Machin 1706. */
  get pi(): bigint {
    return this.#constant(
      'pi',
      () => 16n * this.#oddSeries(this.one / 5n, -1n) - 4n * this.#oddSeries(this.one / 239n, -1n),
    )
  }
  #constant(name: string, compute: () => bigint): bigint {
    const key = `${name} ${String(this.bits)}`
    const value = constants.get(key) ?? compute()
    constants.set(key, value)
    return value
  }

  /** e^x as a number between 1/2 and 2 and a power of two. */
  exp(x: bigint): { readonly value: bigint; readonly k: number } {
    const k = x / this.ln2
    const r = x - k * this.ln2
    let sum = this.one
    let term = this.one
    for (let n = 1n; !isNothing(term); n++) {
      term = this.mul(term, r) / n
      sum += term
    }
    return { value: sum, k: Number(k) }
  }

  /** The natural logarithm of a positive number. */
  log(x: bigint): bigint {
    let k = bitLength(x) - this.bits
    // Between 1/2 and 1, or between 0.7 and 1.4.
    if (10n * shift(x, -k) < 7n * this.one) k--
    const mantissa = shift(x, -k)
    const artanh = this.#oddSeries(this.div(mantissa - this.one, mantissa + this.one), 1n)
    return 2n * artanh + BigInt(k) * this.ln2
  }

  /** For |x| of about 1 or less. */
  sin(x: bigint): bigint {
    return this.#alternating(x, x, 2n)
  }
  cos(x: bigint): bigint {
    return this.#alternating(this.one, x, 1n)
  }
  #alternating(first: bigint, x: bigint, firstFactor: bigint): bigint {
    const square = this.mul(x, x)
    let sum = first
    let term = first
    for (let n = firstFactor; !isNothing(term); n += 2n) {
      term = -this.mul(term, square) / (n * (n + 1n))
      sum += term
    }
    return sum
  }

  arctan(x: bigint): bigint {
    if (x < 0n) return -this.arctan(-x)
    if (x > this.one) return this.pi / 2n - this.arctan(this.div(this.one, x))
    let reduced = x
    for (let halving = 0; halving < 3; halving++) {
      reduced = this.div(reduced, this.one + this.sqrt(this.one + this.mul(reduced, reduced)))
    }
    return 8n * this.#oddSeries(reduced, -1n)
  }

  /** x + sign x³/3 + x⁵/5 + …: artanh or arctan. */
  #oddSeries(x: bigint, sign: bigint): bigint {
    const ratio = sign * this.mul(x, x)
    let sum = 0n
    let power = x
    for (let n = 1n; !isNothing(power); n += 2n) {
      sum += power / n
      power = this.mul(power, ratio)
    }
    return sum
  }
}

const constants = new Map<string, bigint>()

/** What is left of a term that has died away: shifting right rounds towards -1. */
const isNothing = (term: bigint): boolean => term === 0n || term === -1n

/** x * 2^count, rounded down. */
export const shift = (x: bigint, count: number): bigint =>
  count >= 0 ? x << BigInt(count) : x >> BigInt(-count)

/** Of the magnitude; 0 for 0. */
export function bitLength(x: bigint): number {
  return x === 0n ? 0 : (x < 0n ? -x : x).toString(2).length
}

/** Newton's iteration from above. */
function squareRoot(x: bigint): bigint {
  if (x === 0n) return 0n
  let root = 1n << BigInt((bitLength(x) + 1) >> 1)
  for (;;) {
    const next = (root + x / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
