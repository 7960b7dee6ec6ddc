import { bestUnit } from '../units/best-unit.js'
import { COMPOUND_UNITS, compoundSymbol } from '../plot/compound-units.js'
import { isDimensionless, sameDimension, type Dimension } from '../units/dimension.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { ms, second } from '../units/units.js'
import { numeral, operator, row, SPACE, superscript, symbol, type Formula } from './formula.js'
import { typesetUnit } from './typeset-unit.js'

/** Digits of a number in a report; the model itself has all. */
const DIGITS = 6

/** A number as it is printed: `0.02`, `5 · 10⁻⁹`, `−49`. */
export function typesetNumber(value: number): Formula {
  if (Number.isNaN(value)) return symbol('nan')
  if (!Number.isFinite(value)) return numeral(value > 0 ? '∞' : '−∞')
  const text = String(Number(value.toPrecision(DIGITS)))
  const [mantissa = '', exponent] = text.split('e')
  const digits = mantissa.replace('-', '−')
  if (exponent === undefined) return numeral(digits)
  const power = superscript(numeral('10'), numeral(exponent.replace('+', '').replace('-', '−')))
  return digits === '1' ? power : row(numeral(digits), operator('·'), power)
}

/** Times of simulations are in milliseconds, down to hundredths: a step has 0.1 ms. */
const timeUnit = (value: number): UnitDefinition | undefined =>
  Math.abs(value) >= 1 || value === 0
    ? second
    : Math.abs(value) >= 1e-5
      ? ms
      : bestUnit([value], second.dimension)

/** A number with the unit in which it reads best; 0 reads best in that of the largest number that stands beside it. */
export function typesetQuantity(value: number, dimension: Dimension, largest = value): Formula {
  const judged = value === 0 ? largest : value
  const unit = sameDimension(dimension, second.dimension)
    ? timeUnit(judged)
    : bestUnit([judged], dimension, COMPOUND_UNITS)
  const number = typesetNumber(unit === undefined ? value : value / unit.value)
  const symbolText = unit?.symbol ?? (isDimensionless(dimension) ? '' : compoundSymbol(dimension))
  return symbolText === '' ? number : row(number, SPACE, typesetUnit(symbolText))
}
