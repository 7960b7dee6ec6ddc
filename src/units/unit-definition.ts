import { RheobaseError } from '../errors/rheobase-error.js'
import { power, product, quotient, type Dimension } from './dimension.js'

/**
 * What makes a unit, without the ability to be called. Its value is a whole power of ten of SI base units.
 */
export interface UnitDefinition {
  /** As in code: `msecond`, `siemens / (metre ** 2)`. */
  readonly name: string
  /** As printed after a number: `ms`, `S/(m^2)`. */
  readonly symbol: string
  readonly dimension: Dimension
  /** Power of ten. */
  readonly scale: number
  /** 10 to the power of `scale`, correctly rounded. */
  readonly value: number
}

/** @throws {RheobaseError} kind `value` if the scale is not a whole number that gives a finite value */
export function defineUnit(
  name: string,
  symbol: string,
  dimension: Dimension,
  scale: number,
): UnitDefinition {
  const value = powerOfTen(scale)
  if (!Number.isInteger(scale) || value === 0 || value === Infinity) {
    throw new RheobaseError(
      'value',
      'impossible-scale',
      `\`${name}\` cannot be a unit: it would be 10 to the power of ${String(scale)}, ` +
        'and a unit is a whole power of ten that a number can hold',
    )
  }
  return { name, symbol, dimension, scale: scale + 0, value }
}

/** Reading decimal text rounds correctly on every engine; a power of the number 10 does not. */
function powerOfTen(scale: number): number {
  return Number(`1e${String(scale)}`)
}

export function multiplyUnits(a: UnitDefinition, b: UnitDefinition): UnitDefinition {
  return defineUnit(
    `${operand(a.name)} * ${operand(b.name)}`,
    `${operand(a.symbol)} ${operand(b.symbol)}`,
    product(a.dimension, b.dimension),
    a.scale + b.scale,
  )
}

export function divideUnits(a: UnitDefinition, b: UnitDefinition): UnitDefinition {
  return defineUnit(
    `${operand(a.name)} / ${operand(b.name)}`,
    `${operand(a.symbol)}/${operand(b.symbol)}`,
    quotient(a.dimension, b.dimension),
    a.scale - b.scale,
  )
}

export function raiseUnit(a: UnitDefinition, exponent: number): UnitDefinition {
  const text = String(exponent)
  return defineUnit(
    `${operand(a.name)} ** ${text}`,
    `${operand(a.symbol)}^${text}`,
    power(a.dimension, exponent),
    a.scale * exponent,
  )
}

/** Compound texts are put in parentheses when they become part of another. */
function operand(text: string): string {
  return /^\w+$/.test(text) ? text : `(${text})`
}
