import { printBriefly } from './print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { dimensionless, type Dimension } from './dimension.js'
import { Quantity } from './quantity.js'
import { defineUnit, divideUnits, multiplyUnits, raiseUnit, type UnitDefinition } from './unit-definition.js'
import { PREFIXES } from './unit-table.js'

/**
 * A unit is called to give numbers a dimension: `ms(20)`, `mV([1, 2, 3])`. Its value is a whole power of ten
 * of SI base units. Products, quotients and powers of units are units again and exact: `uF.per(cm.power(2))`
 * is 0.01 where doubles give 0.009999999999999998.
 */
export interface Unit extends UnitDefinition {
  (value: number): Quantity<number>
  (values: readonly number[] | ArrayLike<number>): Quantity<Float64Array>
  readonly name: string
  times(other: UnitDefinition): Unit
  per(other: UnitDefinition): Unit
  /**
   * @throws {RheobaseError} kind `value` if the scale of the power is not whole, as that of `mV` to the power
   * of 0.5
   */
  power(exponent: number): Unit
  toString(): string
}

/** What to make a unit from; the scale is a power of ten of SI base units. */
export interface UnitOptions {
  readonly name: string
  readonly symbol: string
  readonly dimension: Dimension
  readonly scale?: number
}

/** Makes a unit of one's own. @throws {RheobaseError} kind `value` if the scale is not a whole number */
export function createUnit({ name, symbol, dimension, scale = 0 }: UnitOptions): Unit {
  return callable(defineUnit(name, symbol, dimension, scale))
}

/**
 * A unit with an SI prefix: `withPrefix('m', createUnit({ name: 'erg', … }))` is `merg`.
 * @throws {RheobaseError} kind `name` for a prefix that does not exist
 */
export function withPrefix(prefix: string, { name, symbol, dimension, scale }: UnitDefinition): Unit {
  const exponent = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined
  if (exponent === undefined) {
    throw new RheobaseError(
      'name',
      'unknown-prefix',
      `\`${prefix}\` is not an SI prefix; they are ${Object.keys(PREFIXES).join(' ')}`,
    )
  }
  return callable(defineUnit(`${prefix}${name}`, `${prefix}${symbol}`, dimension, scale + exponent))
}

export function isUnit(value: unknown): value is Unit {
  return typeof value === 'function' && Object.getPrototypeOf(value) === UNIT_PROTOTYPE
}

/** The unit of plain numbers. */
export function plainUnit(): Unit {
  return callable(defineUnit('1', '1', dimensionless, 0))
}

/** @internal Makes a definition callable. */
export function callable(definition: UnitDefinition): Unit {
  const { name, symbol, dimension, scale, value } = definition
  const unit = (numbers: unknown): Quantity => quantityOf(numbers, definition)
  Object.defineProperties(unit, {
    name: { value: name },
    symbol: { value: symbol },
    dimension: { value: dimension },
    scale: { value: scale },
    value: { value: value },
  })
  return Object.freeze(Object.setPrototypeOf(unit, UNIT_PROTOTYPE) as Unit)
}

const UNIT_PROTOTYPE: object = Object.freeze(
  Object.assign(Object.create(Function.prototype) as object, {
    times(this: UnitDefinition, other: UnitDefinition): Unit {
      return callable(multiplyUnits(this, other))
    },
    per(this: UnitDefinition, other: UnitDefinition): Unit {
      return callable(divideUnits(this, other))
    },
    power(this: UnitDefinition, exponent: number): Unit {
      return exponent === 1 ? callable(this) : callable(raiseUnit(this, exponent))
    },
    toString(this: UnitDefinition): string {
      return this.symbol
    },
    [Symbol.toPrimitive](this: UnitDefinition, hint: string): string {
      if (hint === 'string') return this.symbol
      throw new RheobaseError(
        'type',
        'operator-on-unit',
        `JavaScript operators do not work on units; ` +
          `write ${this.name}(20) for a quantity, and times, per, power for other units`,
      )
    },
  }),
)

function quantityOf(numbers: unknown, { name, value, dimension }: UnitDefinition): Quantity {
  if (typeof numbers === 'number') return new Quantity(numbers * value, dimension)
  if (isNumberList(numbers)) {
    // By index: `from` with a function is felt with a weight for each of millions of synapses.
    const scaled = new Float64Array(numbers.length)
    for (let k = 0; k < scaled.length; k++) scaled[k] = (numbers[k] ?? NaN) * value
    return new Quantity(scaled, dimension)
  }
  throw new RheobaseError(
    'type',
    'not-a-number',
    `${name}(…) takes a number or a list of numbers, not ${describe(numbers)}`,
  )
}

function isNumberList(value: unknown): value is ArrayLike<number> {
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView) && 'length' in value && !isBig(value)
  return Array.isArray(value) && value.every(element => typeof element === 'number')
}

const isBig = (value: ArrayBufferView): boolean =>
  value instanceof BigInt64Array || value instanceof BigUint64Array

function describe(value: unknown): string {
  if (value instanceof Quantity)
    return `${printBriefly(value)}, which has a unit already; value.in(unit) gives its numbers`
  if (typeof value === 'string') return `the text ${JSON.stringify(value)}; parseQuantity('20*ms') reads text`
  return Array.isArray(value) ? 'a list with other things than numbers' : typeof value
}
