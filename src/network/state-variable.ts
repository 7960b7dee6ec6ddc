import { RheobaseError } from '../errors/rheobase-error.js'
import type { NumberType } from '../language/syntax-tree.js'
import { dimensionless, sameDimension, type Dimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { collectQuantities } from '../units/collect-quantities.js'
import { Quantity, type ReadonlyFloat64Array } from '../units/quantity.js'
import type { Unit } from '../units/unit.js'
import type { TypedValues } from '../runtime/typed-values.js'
import { elementsCalled, type ElementName, type ElementSelector } from './element-selection.js'
import { checkNoMore, describeValue } from './options.js'
import type { PairSelector } from './pair-selector.js'

/**
 * What a variable can be set to: a quantity, a plain number (for dimensionless ones), booleans, lists of these, the values of another
 * variable, or an expression.
 */
export type VariableValue =
  | Quantity
  | number
  | boolean
  | string
  | ArrayLike<number>
  | readonly boolean[]
  | readonly Quantity<number>[]
  | StateVariable

/** Where the values of a variable come from and go to; the objects of a network implement it. */
export interface VariableStore {
  readonly owner: string
  readonly name: string
  /** What an element is called in messages. */
  readonly element: ElementName
  readonly dimension: Dimension
  readonly type: NumberType
  readonly shared: boolean
  /** Elements of the object, or 1 for a shared variable. */
  size(): number
  select(selector: ElementSelector | PairSelector): Int32Array
  /** SI values of elements, numbered from the start of the object. */
  read(elements: Int32Array | undefined): Float64Array | Int32Array
  /** Takes one value for all of the elements, or one for each. */
  write(elements: Int32Array | undefined, values: ArrayLike<number>): void
  writeText(elements: Int32Array | undefined, text: string): void
  /** The values where they are stored, if they are. */
  view?(): TypedValues
}

/** Values as they stand in memory, which must not be written to. */
export type LiveValues = ReadonlyFloat64Array | ReadonlyFloat32Array | ReadonlyInt32Array
type ReadonlyFloat32Array = Readonly<
  Omit<Float32Array, 'set' | 'fill' | 'sort' | 'reverse' | 'copyWithin' | 'subarray' | 'buffer'>
>
type ReadonlyInt32Array = Readonly<
  Omit<Int32Array, 'set' | 'fill' | 'sort' | 'reverse' | 'copyWithin' | 'subarray' | 'buffer'>
>

/**
 * A state variable, parameter or subexpression of an object: `neurons.v`.
 *
 * Values read are copies. `set` checks the dimension before anything is written; text is evaluated for each element, with all names of
 * the object: `neurons.v.set('Vr + rand() * (Vt - Vr)')`.
 */
export class StateVariable {
  readonly #store: VariableStore
  readonly #elements: Int32Array | undefined

  /** @internal */
  constructor(store: VariableStore, elements?: Int32Array) {
    this.#store = store
    this.#elements = elements
  }

  get name(): string {
    return this.#store.name
  }
  get dimension(): Dimension {
    return this.#store.dimension
  }
  get type(): NumberType {
    return this.#store.type
  }
  /** Whether it has one value for the whole object. */
  get shared(): boolean {
    return this.#store.shared
  }
  /** Number of values: 1 for a shared variable. */
  get length(): number {
    return this.#elements?.length ?? this.#store.size()
  }

  /**
   * Some of the elements: by index, list, range `{ from, to, step }`, mask or condition text.
   *
   *     neurons.v.at(3).in(mV)
   *     neurons.v.at('i < 100').set('-65*mV + 5*mV*rand()')
   *
   * @throws {RheobaseError} kind `index` for a position outside the object; shared variables cannot be indexed
   */
  at(selector: ElementSelector | PairSelector): StateVariable
  at(selector: ElementSelector | PairSelector, ...more: readonly unknown[]): StateVariable {
    const { shared, owner, name, element } = this.#store
    checkNoMore(
      `at(selector) of \`${owner}.${name}\``,
      more,
      '; a list is [0, 3], a range { from: 0, to: 3 }',
    )
    if (shared)
      throw new RheobaseError(
        'index',
        'shared-variable-indexed',
        `\`${owner}.${name}\` is shared: it has one value for all, and no ${element} can be picked`,
      )
    if (this.#elements !== undefined)
      throw new RheobaseError('index', 'selection-indexed', 'a selection of elements cannot be indexed again')
    return new StateVariable(this.#store, this.#store.select(selector))
  }

  /**
   * Sets all values, or those of the selection. A single value goes to every element; an array needs as many values as elements.
   * @throws {RheobaseError} kind `dimension`, `value` (number of values), `type` (read-only, or not a value) or that of the text
   */
  set(value: VariableValue): void {
    if (typeof value === 'string') this.#store.writeText(this.#elements, value)
    else this.#store.write(this.#elements, this.#plainValues(value))
  }

  /** @internal Sets values that are known to have the right dimension and number. */
  setPlain(values: ArrayLike<number>): void {
    this.#store.write(this.#elements, values)
  }

  /** The values in a unit, one per element. @throws {RheobaseError} kind `dimension` if the unit does not fit */
  in(unit: Unit | Quantity): Float64Array {
    // Tells whether the unit fits.
    new Quantity(0, this.dimension).in(unit)
    const scale = unit.value
    const values = this.values()
    const scaled = values instanceof Float64Array ? values : new Float64Array(values)
    for (let k = 0; k < scaled.length; k++) scaled[k] = (scaled[k] ?? NaN) / scale
    return scaled
  }
  /** The single value in a unit. @throws {RheobaseError} kind `value` if there is more than one */
  valueIn(unit: Unit | Quantity): number {
    const values = this.in(unit)
    const [value] = values
    if (values.length !== 1 || value === undefined) {
      throw new RheobaseError(
        'value',
        'not-a-single-value',
        `\`${this.#store.owner}.${this.name}\` has ${String(values.length)} values: pick one with at()`,
      )
    }
    return value
  }
  /** The values with their dimension. */
  quantity(): Quantity<Float64Array> {
    return new Quantity(this.values(), this.#store.dimension)
  }
  /** The values in SI base units: doubles, whatever the precision of the network; integers and booleans (as 0 and 1) in an Int32Array. */
  values(): Float64Array | Int32Array {
    return this.#store.read(this.#elements)
  }
  /**
   * The values in SI base units without a copy, as they are in memory (a Float32Array in single precision): a view that follows every
   * change. It ends, with length 0, when its
   * object gets more or fewer elements or the memory grows; so it is asked for anew rather than kept. Writing is for `set`.
   * @throws {RheobaseError} kind `type` for what is computed rather than stored, and for a selection
   */
  view(): LiveValues {
    if (this.#elements === undefined && this.#store.view !== undefined) return this.#store.view()
    const { owner, name } = this.#store
    throw new RheobaseError(
      'type',
      'no-view',
      `\`${owner}.${name}\` is ${this.#elements === undefined ? 'computed, or of neurons that do not follow each other' : 'a selection'}, so there is nothing to look at in place: values() gives a copy`,
    )
  }
  toString(): string {
    return `${this.#store.owner}.${this.name} = ${this.quantity().toString()}`
  }

  #plainValues(given: Exclude<VariableValue, string>): ArrayLike<number> {
    const { owner, name, element, dimension } = this.#store
    const what = `\`${owner}.${name}\``
    const value = asQuantity(given)
    const values =
      value instanceof Quantity
        ? asList(value.values)
        : typeof value === 'number' || typeof value === 'boolean'
          ? [Number(value)]
          : isList(value)
            ? numbersOf(what, value)
            : undefined
    if (values === undefined)
      throw new RheobaseError('type', 'not-a-value', `${what} cannot be set to ${describeValue(value)}`)
    const found = value instanceof Quantity ? value.dimension : undefined
    const neutral =
      found === undefined && Array.from(values).every(number => number === 0 || Math.abs(number) === Infinity)
    if (!neutral && !sameDimension(found ?? dimensionless, dimension)) {
      throw new RheobaseError(
        'dimension',
        'dimension-mismatch',
        `${what} cannot be set to ${describeValue(value)}\n` +
          `  expected  ${describeDimension(dimension)}\n  found     ${describeDimension(found ?? dimensionless)}`,
      )
    }
    if (values.length !== 1 && values.length !== this.length) {
      throw new RheobaseError(
        'value',
        'number-of-values',
        `${what} was given ${String(values.length)} values for ${elementsCalled(element, this.length)}`,
      )
    }
    return values
  }
}

/** Also for what a program without types passes. */
const isList = (value: unknown): value is ArrayLike<number> | readonly boolean[] =>
  typeof value === 'object' && value !== null && 'length' in value

/** Numbers as they are; booleans as 0 and 1. @throws {RheobaseError} kind `type` for anything else in the list */
function numbersOf(what: string, values: ArrayLike<number> | readonly boolean[]): ArrayLike<number> {
  if (values instanceof Float64Array || values instanceof Int32Array) return values
  return Array.from<number | boolean, number>(values, (value: unknown, place) => {
    if (typeof value === 'number' || typeof value === 'boolean') return Number(value)
    throw new RheobaseError(
      'type',
      'not-a-value',
      `${what} cannot be set to a list with ${describeValue(value)} at place ${String(place)}`,
    )
  })
}

/** Variables and lists of quantities as one quantity, other values as they are. */
function asQuantity(
  value: Exclude<VariableValue, string>,
): Quantity | number | boolean | ArrayLike<number> | readonly boolean[] {
  if (value instanceof StateVariable) return value.quantity()
  return isListOfQuantities(value) ? collectQuantities(value) : value
}
const isListOfQuantities = (value: Exclude<VariableValue, string>): value is readonly Quantity<number>[] =>
  Array.isArray(value) && value.length > 0 && value.every(element => element instanceof Quantity)

const asList = (values: number | ArrayLike<number>): ArrayLike<number> =>
  typeof values === 'number' ? [values] : values
