import { RheobaseError } from '../errors/rheobase-error.js'

/** SI base units, in the order in which a dimension prints. */
const BASE_UNITS = ['m', 'kg', 's', 'A', 'K', 'mol', 'cd'] as const
export type BaseUnit = (typeof BASE_UNITS)[number]
/** Exponent of each base unit; fractions occur: white noise `xi` is `s^-0.5`. */
export type Dimension = Readonly<Record<BaseUnit, number>>

/** The dimension of plain numbers. */
export const dimensionless: Dimension = { m: 0, kg: 0, s: 0, A: 0, K: 0, mol: 0, cd: 0 }

/**
 * A dimension from the exponents that are not zero: `dimension({ m: 2, s: -1 })`.
 * @throws {RheobaseError} kind `value` for an exponent that is not finite, `name` for a base unit that does
 * not exist
 */
export function dimension(exponents: Partial<Dimension>): Dimension {
  for (const [name, exponent] of Object.entries(exponents)) {
    if (!BASE_UNITS.some(unit => unit === name)) {
      throw new RheobaseError(
        'name',
        'unknown-base-unit',
        `\`${name}\` is not an SI base unit; a dimension has exponents of ${BASE_UNITS.join(', ')}`,
      )
    }
    if (!Number.isFinite(exponent)) {
      throw new RheobaseError(
        'value',
        'impossible-exponent',
        `the exponent of \`${name}\` in a dimension must be a finite number, not ${String(exponent)}`,
      )
    }
  }
  const { m = 0, kg = 0, s = 0, A = 0, K = 0, mol = 0, cd = 0 } = exponents
  return ofExponents(m, kg, s, A, K, mol, cd)
}

export const length: Dimension = dimension({ m: 1 })
export const time: Dimension = dimension({ s: 1 })
/** The dimension of times, under the name of its SI unit. */
export const second: Dimension = time
export const frequency: Dimension = dimension({ s: -1 })
export const current: Dimension = dimension({ A: 1 })
export const charge: Dimension = dimension({ s: 1, A: 1 })
export const voltage: Dimension = dimension({ m: 2, kg: 1, s: -3, A: -1 })
export const resistance: Dimension = dimension({ m: 2, kg: 1, s: -3, A: -2 })
export const conductance: Dimension = dimension({ m: -2, kg: -1, s: 3, A: 2 })
export const capacitance: Dimension = dimension({ m: -2, kg: -1, s: 4, A: 2 })

export function product(a: Dimension, b: Dimension): Dimension {
  if (b === dimensionless) return a
  if (a === dimensionless) return b
  return ofExponents(a.m + b.m, a.kg + b.kg, a.s + b.s, a.A + b.A, a.K + b.K, a.mol + b.mol, a.cd + b.cd)
}

export function quotient(a: Dimension, b: Dimension): Dimension {
  if (b === dimensionless) return a
  if (a === b) return dimensionless
  return ofExponents(a.m - b.m, a.kg - b.kg, a.s - b.s, a.A - b.A, a.K - b.K, a.mol - b.mol, a.cd - b.cd)
}

export function power(a: Dimension, exponent: number): Dimension {
  if (a === dimensionless || exponent === 1) return a
  return ofExponents(
    a.m * exponent,
    a.kg * exponent,
    a.s * exponent,
    a.A * exponent,
    a.K * exponent,
    a.mol * exponent,
    a.cd * exponent,
  )
}

/**
 * Whether two dimensions are the same, up to the rounding of fractional powers: exponents differ by at most
 * 1e-8 + 1e-5 times the larger magnitude. The order of the two does not matter.
 */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return (
    a === b ||
    (sameExponent(a.m, b.m) &&
      sameExponent(a.kg, b.kg) &&
      sameExponent(a.s, b.s) &&
      sameExponent(a.A, b.A) &&
      sameExponent(a.K, b.K) &&
      sameExponent(a.mol, b.mol) &&
      sameExponent(a.cd, b.cd))
  )
}

export function isDimensionless(a: Dimension): boolean {
  return sameDimension(a, dimensionless)
}

/** `m^2 kg s^-3 A^-1`; the empty product prints as `1`. */
export function printDimension(dimension: Dimension): string {
  return printProduct(dimension, BASE_UNITS, '^', ' ')
}

const BASE_UNIT_NAMES = ['metre', 'kilogram', 'second', 'amp', 'kelvin', 'mole', 'candle'] as const

/**
 * `metre ** 2 * kilogram * second ** -3 * amp ** -1`: the dimension as code in the equation language; `1` for
 * none.
 */
export function printDimensionAsCode(dimension: Dimension): string {
  return printProduct(dimension, BASE_UNIT_NAMES, ' ** ', ' * ')
}

function printProduct(dimension: Dimension, names: readonly string[], to: string, times: string): string {
  const factors: string[] = []
  BASE_UNITS.forEach((unit, k) => {
    const exponent = dimension[unit]
    if (exponent !== 0) factors.push((names[k] ?? unit) + (exponent === 1 ? '' : to + String(exponent)))
  })
  return factors.join(times) || '1'
}

function ofExponents(
  m: number,
  kg: number,
  s: number,
  A: number,
  K: number,
  mol: number,
  cd: number,
): Dimension {
  return { m: snap(m), kg: snap(kg), s: snap(s), A: snap(A), K: snap(K), mol: snap(mol), cd: snap(cd) }
}

const LARGEST_DENOMINATOR = 12
const SNAP_DISTANCE = 1e-9

/** Exponents are fractions of small whole numbers; sums of rounded ones would drift away from them. */
function snap(exponent: number): number {
  // Adding 0 turns -0 into 0, so that equal dimensions have equal fields.
  if (Number.isInteger(exponent)) return exponent + 0
  for (let denominator = 1; denominator <= LARGEST_DENOMINATOR; denominator++) {
    const fraction = Math.round(exponent * denominator) / denominator
    if (Math.abs(exponent - fraction) <= SNAP_DISTANCE) return fraction + 0
  }
  return exponent
}

function sameExponent(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-8 + 1e-5 * Math.max(Math.abs(a), Math.abs(b))
}
