import { bestUnit } from './best-unit.js'
import { DimensionError } from './dimension-error.js'
import { dimensionless, isDimensionless, printDimension, sameDimension, type Dimension } from './dimension.js'
import { DEFAULT_PRECISION, printedElements, printNumber, printNumbers } from './print-number.js'
import type { UnitDefinition } from './unit-definition.js'

/** Numbers in SI base units with their dimension; a quantity is one. */
export interface Measured {
  readonly values: number | ArrayLike<number>
  readonly dimension: Dimension
}

export interface PrintOptions {
  /**
   * Unit to print in. Left out: the one that brings the numbers nearest to 10. A scalar quantity prints the
   * SI base form instead of a symbol.
   */
  readonly unit?: UnitDefinition | Measured
  /** Most digits after the decimal point; 8 unless given. */
  readonly precision?: number
  /** Units to choose from for dimensions that have no named unit, for example `uS.per(cm2)`. */
  readonly registered?: readonly UnitDefinition[]
}

/**
 * A quantity as arrays of numbers are shown: `20. ms`, `[1. 2. 3.] mV`, `3. m^2 kg s^-4 A^-1`. Plain numbers print without unit; arrays of more than
 * 1000 elements are shortened.
 * @throws {DimensionError} if the quantity is not of the dimension of the unit asked for
 */
export function displayQuantity(
  quantity: Measured | number | ArrayLike<number>,
  { unit, precision = DEFAULT_PRECISION, registered = [] }: PrintOptions = {},
): string {
  const measured = isMeasured(quantity) ? quantity : { values: quantity, dimension: dimensionless }
  const { values, dimension } = measured
  if (unit !== undefined && !sameDimension(unit.dimension, dimension)) {
    const printed = displayQuantity(measured, { precision, registered })
    throw new DimensionError('wrong-unit', `${printed} cannot be expressed in ${symbolOf(unit)}`, {
      left: { label: 'quantity', dimension },
      right: { label: 'unit', dimension: unit.dimension },
    })
  }
  const list = typeof values === 'number' ? [values] : values
  const chosen = unit ?? bestUnit(printedElements(list), dimension, registered)
  const scale = chosen === undefined ? 1 : 'value' in chosen ? chosen.value : Number(chosen.values)
  const scaled = Float64Array.from(list, value => value / scale)
  const number =
    typeof values === 'number' ? printNumber(scaled[0] ?? NaN, precision) : printNumbers(scaled, precision)
  const symbol =
    chosen !== undefined ? symbolOf(chosen) : isDimensionless(dimension) ? '' : printDimension(dimension)
  return symbol === '' ? number : `${number} ${symbol}`
}

/** The same for an operand in a message: arrays of more than five elements show two at either end. */
export function displayBriefly(quantity: Measured): string {
  const { values, dimension } = quantity
  if (typeof values === 'number' || values.length <= 5) return displayQuantity(quantity)
  const shown = bestUnit(values, dimension)
  const scaled = Float64Array.from(values, value => value / (shown?.value ?? 1))
  const symbol = shown?.symbol ?? (isDimensionless(dimension) ? '' : printDimension(dimension))
  return `${printNumbers(scaled, DEFAULT_PRECISION, 5, 2)} ${symbol}`.trimEnd()
}

function symbolOf(unit: UnitDefinition | Measured): string {
  return 'symbol' in unit ? unit.symbol : printDimension(unit.dimension)
}

function isMeasured(value: Measured | number | ArrayLike<number>): value is Measured {
  return typeof value === 'object' && 'dimension' in value
}
