import { unscaledUnit } from './best-unit.js'
import {
  dimensionless,
  isDimensionless,
  power,
  printDimension,
  printDimensionAsCode,
  product,
  quotient,
  sameDimension,
  type Dimension,
} from './dimension.js'
import { analyseUnitName } from './unit-name.js'

/**
 * A dimension for a message: `volt (m^2 kg s^-3 A^-1)`, `siemens/metre**2 (m^-4 kg^-1 s^3 A^2)`,
 * `dimensionless (1)`.
 */
export function describeDimension(dimension: Dimension): string {
  if (isDimensionless(dimension)) return 'dimensionless (1)'
  return `${baseUnitText(dimension)} (${printDimension(dimension)})`
}

/** A dimension as a unit that equations accept: `volt`, `siemens/metre**2`, `volt/second**0.5`, `1`. */
export function baseUnitText(dimension: Dimension): string {
  if (isDimensionless(dimension)) return '1'
  return (
    namedText(dimension) ?? combinedText(dimension) ?? printDimensionAsCode(dimension).replaceAll(' ', '')
  )
}

/** The symbol of the unit of value 1, `V` or `W/(m^2)`, or else the SI base form. */
export function unscaledSymbol(dimension: Dimension): string {
  return unscaledUnit(dimension)?.symbol ?? printDimension(dimension)
}

/** Units that models combine and raise to powers; `mmolar` has the value 1. */
// prettier-ignore
const COMMON_UNITS = [
  'metre', 'second', 'volt', 'amp', 'siemens', 'ohm', 'farad', 'coulomb', 'kilogram', 'kelvin', 'mole',
  'mmolar', 'joule', 'watt',
] as const
/** Units that stand for themselves only. */
const OTHER_UNITS = [
  'hertz',
  'newton',
  'pascal',
  'weber',
  'tesla',
  'henry',
  'candle',
  'lux',
  'gray',
  'katal',
] as const
const PARTNERS = ['metre', 'second', 'mole', 'kelvin', 'volt', 'amp'] as const

const EXPONENTS = [1, 2, 3, 0.5, 1.5]

function namedText(dimension: Dimension): string | undefined {
  const name = [...COMMON_UNITS, ...OTHER_UNITS].find(name => sameDimension(dimensionOfName(name), dimension))
  if (name !== undefined) return name
  for (const name of COMMON_UNITS) {
    for (const exponent of [...EXPONENTS, ...EXPONENTS.map(exponent => -exponent)]) {
      if (sameDimension(power(dimensionOfName(name), exponent), dimension)) return raised(name, exponent)
    }
  }
  return undefined
}

/**
 * A unit or its square per a power of a length, a time, an amount …, or times it: densities, rates, noise
 * amplitudes.
 */
function combinedText(dimension: Dimension): string | undefined {
  for (const first of [1, 2]) {
    for (const second of EXPONENTS) {
      for (const name of COMMON_UNITS) {
        const numerator = power(dimensionOfName(name), first)
        for (const partner of PARTNERS) {
          if (partner === name) continue
          const factor = power(dimensionOfName(partner), second)
          if (sameDimension(quotient(numerator, factor), dimension)) {
            return `${raised(name, first)}/${raised(partner, second)}`
          }
          if (sameDimension(product(numerator, factor), dimension)) {
            return `${raised(name, first)}*${raised(partner, second)}`
          }
        }
      }
    }
  }
  return undefined
}

const raised = (name: string, exponent: number): string =>
  exponent === 1 ? name : `${name}**${String(exponent)}`

function dimensionOfName(name: string): Dimension {
  return analyseUnitName(name)?.row.dimension ?? dimensionless
}
