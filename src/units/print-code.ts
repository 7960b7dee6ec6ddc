import { bestUnit, unscaledUnit } from './best-unit.js'
import { isDimensionless, printDimensionAsCode } from './dimension.js'
import { printedElements } from './print-number.js'
import type { Measured } from './display-quantity.js'
import type { UnitDefinition } from './unit-definition.js'

/**
 * A quantity as text of the equation language that evaluates to the same doubles: `20. * msecond`,
 * `array([1., 2., 3.]) * mvolt`, `3. * metre ** 2 * kilogram * second ** -4 * amp ** -1`; a plain number for
 * a dimensionless one.
 */
export function printCode(quantity: Measured): string {
  const { values, dimension } = quantity
  const list = typeof values === 'number' ? [values] : values
  const unit = [bestUnit(printedElements(list), dimension), unscaledUnit(dimension)].find(
    candidate => candidate !== undefined && factorsOf(list, candidate) !== undefined,
  )
  const texts = (unit === undefined ? undefined : factorsOf(list, unit)) ?? Array.from(list, codeNumber)
  const number = typeof values === 'number' ? (texts[0] ?? '') : `array([${texts.join(', ')}])`
  if (unit !== undefined) return `${number} * ${unit.name}`
  return isDimensionless(dimension) ? number : `${number} * ${printDimensionAsCode(dimension)}`
}

/**
 * The shortest texts of numbers whose products with the unit are the values to the last bit, if there are
 * such numbers for all.
 */
function factorsOf(values: ArrayLike<number>, unit: UnitDefinition): string[] | undefined {
  const texts: string[] = []
  for (const value of Array.from(values)) {
    const text = factorOf(value, unit.value)
    if (text === undefined) return undefined
    texts.push(text)
  }
  return texts
}

function factorOf(value: number, unitValue: number): string | undefined {
  const quotient = value / unitValue
  if (Object.is(quotient * unitValue, value) && String(quotient).length <= SHORT) return codeNumber(quotient)
  if (!Number.isFinite(quotient)) return Number.isFinite(value) ? undefined : codeNumber(value)
  // The quotient is rounded, and so is the product: digits nearby may give back the value where its own fail.
  for (let digits = 15; digits <= 17; digits++) {
    const factor = Number(quotient.toPrecision(digits))
    if (Object.is(factor * unitValue, value)) return codeNumber(factor)
  }
  return [quotient, neighbour(quotient, 1), neighbour(quotient, -1)]
    .filter(factor => Object.is(factor * unitValue, value))
    .map(codeNumber)[0]
}

/** Texts of up to 15 significant digits are taken as they are. */
const SHORT = 16

/** The next double away from (1) or towards (-1) zero, up to rounding: for normal numbers. */
function neighbour(value: number, direction: 1 | -1): number {
  return value + direction * Math.abs(value) * Number.EPSILON * 0.75 * (value < 0 ? -1 : 1)
}

/** With a point, so that it reads as a float: `20.`, `0.5`, `1e-10`. */
function codeNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const text = Object.is(value, -0) ? '-0' : String(value)
  return /[.e]/.test(text) ? text : `${text}.`
}
