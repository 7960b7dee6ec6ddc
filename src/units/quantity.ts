import { RheobaseError } from '../errors/rheobase-error.js'
import { DimensionError } from './dimension-error.js'
import {
  dimensionless,
  isDimensionless,
  power,
  product,
  quotient,
  sameDimension,
  type Dimension,
} from './dimension.js'
import { printCode } from './print-code.js'
import { displayBriefly, displayQuantity, type PrintOptions } from './display-quantity.js'
import { printBriefly, printQuantity } from './print-quantity.js'
import { combine, each, everyElement, floorRemainder, type Values } from './elementwise.js'
import { realPower } from './real-power.js'
import type { UnitDefinition } from './unit-definition.js'

/** An array that shows the values of a quantity; it must not be written to. */
export type ReadonlyFloat64Array = Readonly<
  Omit<Float64Array, 'set' | 'fill' | 'sort' | 'reverse' | 'copyWithin' | 'subarray' | 'buffer'>
>

/** What arithmetic takes: a quantity, a unit, or plain numbers, which are dimensionless. */
export type Operand = Quantity | UnitDefinition | number | readonly number[] | Float64Array

type ValuesOf<Other> =
  Other extends Quantity<infer OfOther>
    ? OfOther
    : Other extends number | UnitDefinition
      ? number
      : Float64Array
type Combined<A extends Values, B extends Values> = A extends number ? B : Float64Array
type Result<A extends Values, Other> = Quantity<Combined<A, ValuesOf<Other>>>
type TruthOf<Of extends Values> = Of extends number ? boolean : boolean[]
type Truth<A extends Values, Other> = TruthOf<Combined<A, ValuesOf<Other>>>

/**
 * One number or a list of numbers with a dimension: `ms(20)`, `mV([1, 2, 3])`. It never changes; arithmetic
 * gives new ones.
 *
 * The type argument says which: `Quantity<number>` is a scalar, `Quantity<Float64Array>` an array. A scalar
 * goes with an array of any length, two arrays must have the same length. A result without dimension stays a
 * quantity (`value` gives its number), but counts as plain numbers. Plain zeros go with every dimension in
 * sums and comparisons, plain infinities in comparisons; 0 seconds are a time.
 */
export class Quantity<Of extends Values = Values> {
  readonly dimension: Dimension
  readonly #values: Values

  /** From numbers in SI base units, which are copied. */
  constructor(values: Of extends number ? number : ArrayLike<number>, dimension: Dimension) {
    this.#values = typeof values === 'number' ? values : new Float64Array(values)
    this.dimension = dimension
  }

  /** The numbers in SI base units. */
  get values(): Of extends number ? number : ReadonlyFloat64Array {
    return this.#values as Of extends number ? number : ReadonlyFloat64Array
  }
  get isScalar(): boolean {
    return typeof this.#values === 'number'
  }
  /** Number of elements; 1 for a scalar. */
  get length(): number {
    return typeof this.#values === 'number' ? 1 : this.#values.length
  }
  /** The number of a scalar in SI base units. @throws {RheobaseError} kind `value` for an array */
  get value(): number {
    if (typeof this.#values === 'number') return this.#values
    throw new RheobaseError(
      'value',
      'not-a-scalar',
      `${printBriefly(this)} has ${String(this.length)} values, and one is needed here; at(index) picks one`,
    )
  }

  /**
   * The numbers in a unit, as a new array: `ms(20).in(ms)` is 20.
   * @throws {DimensionError} for a unit of another dimension
   * @throws {RheobaseError} kind `value` if the unit is an array quantity
   */
  in(unit: UnitDefinition | Quantity): Of {
    this.#expectSame('express', 'in', unit)
    return each(this.#values, value => value / unit.value) as Of
  }

  plus<Other extends Operand>(other: Other): Result<Of, Other> {
    const right = this.#expectSame('add', 'and', other)
    return this.#with(right.values, (a, b) => a + b, commonDimension(this.#term, right))
  }
  minus<Other extends Operand>(other: Other): Result<Of, Other> {
    const right = this.#expectSame('subtract', 'and', other)
    return this.#with(right.values, (a, b) => a - b, commonDimension(this.#term, right))
  }
  /** The remainder of a division, with the sign of the divisor. */
  modulo<Other extends Operand>(other: Other): Result<Of, Other> {
    const right = this.#expectSame('take the remainder of', 'and', other)
    return this.#with(right.values, floorRemainder, commonDimension(this.#term, right))
  }
  times<Other extends Operand>(other: Other): Result<Of, Other> {
    const right = asTerm(other)
    return this.#with(right.values, (a, b) => a * b, product(this.dimension, right.dimension))
  }
  dividedBy<Other extends Operand>(other: Other): Result<Of, Other> {
    const right = asTerm(other)
    return this.#with(right.values, (a, b) => a / b, quotient(this.dimension, right.dimension))
  }
  /**
   * @throws {DimensionError} for an exponent with dimension
   * @throws {RheobaseError} kind `type` for more than one exponent
   */
  toPower(exponent: Quantity | number): Quantity<Of> {
    const { values, dimension } = asTerm(exponent)
    if (!isDimensionless(dimension)) {
      throw new DimensionError(
        'exponent-with-dimension',
        `the exponent of a power must be dimensionless, not ${printTerm(exponent)}`,
        { left: { label: 'exponent', dimension } },
      )
    }
    const single = typeof values === 'number' ? values : values.length === 1 ? values[0] : undefined
    if (single === undefined) {
      throw new RheobaseError(
        'type',
        'several-exponents',
        `a quantity has one exponent, not ${printTerm(exponent)}: each would give another dimension`,
      )
    }
    return made(
      each(this.#values, value => realPower(value, single)),
      power(this.dimension, single),
    )
  }
  squareRoot(): Quantity<Of> {
    return made(each(this.#values, Math.sqrt), power(this.dimension, 0.5))
  }
  negated(): Quantity<Of> {
    return made(
      each(this.#values, value => -value),
      this.dimension,
    )
  }
  absolute(): Quantity<Of> {
    return made(each(this.#values, Math.abs), this.dimension)
  }

  /** False for what is no number or quantity. @throws {DimensionError} for numbers of another dimension */
  equals<Other extends Operand>(other: Other): Truth<Of, Other> {
    if (!isOperand(other)) return false as Truth<Of, Other>
    return this.#compare(other, (a, b) => a === b)
  }
  lessThan<Other extends Operand>(other: Other): Truth<Of, Other> {
    return this.#compare(other, (a, b) => a < b)
  }
  lessOrEqual<Other extends Operand>(other: Other): Truth<Of, Other> {
    return this.#compare(other, (a, b) => a <= b)
  }
  greaterThan<Other extends Operand>(other: Other): Truth<Of, Other> {
    return this.#compare(other, (a, b) => a > b)
  }
  greaterOrEqual<Other extends Operand>(other: Other): Truth<Of, Other> {
    return this.#compare(other, (a, b) => a >= b)
  }

  /** One element; a negative index counts from the end. @throws {RheobaseError} kind `index` */
  at(index: number): Quantity<number> {
    const value = typeof this.#values === 'number' ? undefined : this.#values.at(index)
    if (value !== undefined && Number.isInteger(index)) return new Quantity<number>(value, this.dimension)
    throw new RheobaseError(
      'index',
      'element-out-of-range',
      this.isScalar
        ? `${printQuantity(this)} is a single value and has no elements to pick`
        : `there is no element ${String(index)} in ${printBriefly(this)}; it has ${String(this.length)} elements`,
    )
  }
  /** Elements from `start` up to, not including, `end`, as `Array.prototype.slice` counts. */
  slice(start?: number, end?: number): Quantity<Float64Array> {
    const values = typeof this.#values === 'number' ? Float64Array.of(this.#values) : this.#values
    return new Quantity<Float64Array>(values.slice(start, end), this.dimension)
  }

  /** In the unit that reads best unless one is given: `20. ms`, `[1. 2. 3.] mV`. */
  toString(options?: PrintOptions): string {
    return displayQuantity(this, options)
  }
  /** Text that parseQuantity reads back to the same bits. */
  toJSON(): string {
    return printCode(this)
  }
  /** Operators of JavaScript know no units: they are refused rather than silently wrong. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString()
    throw new RheobaseError(
      'type',
      'operator-on-quantity',
      `JavaScript operators do not work on quantities (here: ${printBriefly(this)}); ` +
        'use plus, minus, times, dividedBy, toPower, lessThan, equals … or in(unit), and a template string to print',
    )
  }
  /** How Node shows it in `console.log`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  get #term(): Term {
    return { values: this.#values, dimension: this.dimension }
  }

  #with<Other>(
    right: Values,
    operation: (a: number, b: number) => number,
    dimension: Dimension,
  ): Result<Of, Other> {
    return made(combine(this.#values, right, operation), dimension)
  }

  #compare<Other extends Operand>(other: Other, holds: (a: number, b: number) => boolean): Truth<Of, Other> {
    const right = this.#expectSame(
      'compare',
      'with',
      other,
      value => value === 0 || Math.abs(value) === Infinity,
    )
    const truth = combine(this.#values, right.values, (a, b) => (holds(a, b) ? 1 : 0))
    return (typeof truth === 'number' ? truth === 1 : Array.from(truth, value => value === 1)) as Truth<
      Of,
      Other
    >
  }

  #expectSame(verb: string, joint: string, other: Operand, isNeutral = isZero): Term {
    const right = asTerm(other)
    if (sameDimension(this.dimension, right.dimension)) return right
    if (isNeutralTerm(right, isNeutral) || isNeutralTerm(this.#term, isNeutral)) return right
    throw new DimensionError(
      'dimension-mismatch',
      `cannot ${verb} ${displayBriefly(this)} ${joint} ${printTerm(other)}`,
      {
        left: { label: 'left side', dimension: this.dimension },
        right: { label: 'right side', dimension: right.dimension },
      },
    )
  }
}

interface Term {
  readonly values: Values
  readonly dimension: Dimension
}

/** The numbers and dimension of an operand. @throws {RheobaseError} kind `type` for what is none */
function asTerm(operand: Operand): Term {
  if (operand instanceof Quantity) return { values: operand.values as Values, dimension: operand.dimension }
  if (typeof operand === 'number') return { values: operand, dimension: dimensionless }
  if (!isOperand(operand)) {
    throw new RheobaseError(
      'type',
      'not-a-quantity',
      `a quantity, unit or number is needed here, not ${describe(operand)}`,
    )
  }
  return 'dimension' in operand
    ? { values: operand.value, dimension: operand.dimension }
    : { values: Float64Array.from(operand), dimension: dimensionless }
}

/** Callers without type checking can pass anything. */
function isOperand(value: unknown): value is Operand {
  if (typeof value === 'number' || value instanceof Quantity || value instanceof Float64Array) return true
  if (Array.isArray(value)) return value.every(element => typeof element === 'number')
  return (
    (typeof value === 'function' || (typeof value === 'object' && value !== null)) &&
    'dimension' in value &&
    'value' in value
  )
}

function describe(value: unknown): string {
  return typeof value === 'string'
    ? `the text ${JSON.stringify(value)}`
    : Array.isArray(value)
      ? 'a list with other things than numbers'
      : typeof value
}

function made<Of extends Values>(values: Values, dimension: Dimension): Quantity<Of> {
  return new Quantity<Of>(values as Of extends number ? number : ArrayLike<number>, dimension)
}

const isZero = (value: number): boolean => value === 0

function isNeutralTerm({ values, dimension }: Term, isNeutral: (value: number) => boolean): boolean {
  return isDimensionless(dimension) && everyElement(values, isNeutral)
}

/** Plain zeros take the dimension of the other side. */
function commonDimension(left: Term, right: Term): Dimension {
  return sameDimension(left.dimension, right.dimension) || !isDimensionless(left.dimension)
    ? left.dimension
    : right.dimension
}

function printTerm(operand: Operand): string {
  return displayBriefly(asTerm(operand))
}
