import { printBriefly } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { ExternalFunction } from '../model/namespace.js'
import { dimensionless, sameDimension, second, type Dimension } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { gridSubdivisions } from '../compile/timed-array.js'
import { checkOptions, describeValue } from './options.js'
import { readAnyTimes, readSeconds } from './read-time.js'

/**
 * A table over time that equations call as a function: `I(t)`, or `I(t, i)` with a column per neuron. Each row holds for `dt`; before
 * time 0 the first row holds, after the end the last one. With `{ interpolation: 'linear' }` values lie on straight lines between the rows.
 *
 *     const current = timedArray(nA([0, 0.5, 0.2]), ms(100))
 *     net.neuronGroup(1, 'dv/dt = (R*current(t) - v)/tau : volt', { namespace: { current, … } })
 */
export class TimedArray {
  readonly dt: number
  readonly dimension: Dimension
  readonly rows: number
  /** 0: a function of time alone. */
  readonly columns: number
  /** Whether values lie on straight lines between the rows. */
  readonly isLinear: boolean
  readonly #values: Float64Array

  /** @internal */
  constructor(values: Float64Array, dimension: Dimension, dt: number, columns: number, isLinear: boolean) {
    this.#values = values
    this.dimension = dimension
    this.dt = dt
    this.columns = columns
    this.isLinear = isLinear
    this.rows = columns === 0 ? values.length : values.length / columns
  }

  /**
   * Values at times, by the rule that holds in a run: `current.at(ms(0.3))`, or `current.at(ms(0.3), column)`. A value holds from half of
   * an eighth of the given step (rounded down to a fraction 1/2^n of `dt`) before its time on; the step is that of the table if left out.
   * @throws {RheobaseError} kind `dimension` for what is no time, `index` for a column that is not there
   */
  at(time: Quantity<number>, column?: number, step?: Quantity): Quantity<number>
  at(times: Quantity, column?: number, step?: Quantity): Quantity
  at(times: Quantity, column?: number, step?: Quantity): Quantity {
    const seconds = readAnyTimes('the time of a timed array', times)
    const { columns } = this
    if ((column === undefined) !== (columns === 0))
      throw new RheobaseError(
        'index',
        'column-out-of-range',
        columns === 0
          ? 'this timed array has one column, which need not be named'
          : `this timed array has ${String(columns)} columns: name one`,
      )
    if (column !== undefined && !(Number.isInteger(column) && column >= 0 && column < columns))
      throw new RheobaseError(
        'index',
        'column-out-of-range',
        `this timed array has no column ${String(column)}: it has ${String(columns)}, 0 to ${String(columns - 1)}`,
      )
    const subdivisions = gridSubdivisions(
      this.dt,
      step === undefined ? this.dt : readSeconds('a time step', step),
    )
    const inRow = (row: number): number =>
      this.#values[this.#clipped(row) * Math.max(1, columns) + (column ?? 0)] ?? NaN
    const values = Float64Array.from(seconds, time => {
      if (!this.isLinear)
        return inRow(Math.trunc(roundToEven(time / (this.dt / subdivisions)) / subdivisions))
      const position = this.#clipped(time / this.dt)
      const row = Math.trunc(position)
      const part = position - row
      return part > 0 ? inRow(row) + part * (inRow(row + 1) - inRow(row)) : inRow(row)
    })
    return new Quantity(typeof times.values === 'number' ? (values[0] ?? NaN) : values, this.dimension)
  }

  /** To the rows that there are. */
  #clipped(row: number): number {
    const last = this.rows - 1
    const below = row < last ? row : last
    return below > 0 ? below : 0
  }

  /** @internal */
  external(name: string): ExternalFunction {
    const argumentRules = this.columns === 0 ? [second] : [second, dimensionless]
    return {
      kind: 'function',
      signature: {
        name,
        arguments: argumentRules.map(dimension => ({ dimension })),
        result: { dimension: this.dimension },
        resultType: 'float',
        stateless: true,
      },
      implementation: {
        kind: 'timed-array',
        values: this.#values,
        dt: this.dt,
        rows: this.rows,
        columns: this.columns,
        isLinear: this.isLinear,
      },
    }
  }
}

/** Options of `timedArray`. */
export interface TimedArrayOptions {
  /** `'linear'`: values lie on straight lines between those of the rows, at the times 0, `dt`, 2`dt`, …; else each row holds for `dt`. */
  readonly interpolation?: 'linear' | 'none'
}

/**
 * Makes a timed array: from one value per time (a quantity or plain numbers), or from one row per time with a value for each column.
 * @throws {RheobaseError} kind `dimension` if `dt` is no time or rows differ, `value` for an empty or ragged table or an impossible step
 */
export function timedArray(
  values: Quantity | readonly number[] | Float64Array | readonly Quantity[],
  dt: Quantity,
  options: TimedArrayOptions = {},
): TimedArray {
  const isLinear = readInterpolation(options)
  const step = readSeconds('the step of a timed array', dt)
  if (!(step > 0))
    throw new RheobaseError(
      'value',
      'impossible-time-step',
      `the step of a timed array must be positive, not ${printBriefly(dt)}`,
    )
  if (values instanceof Quantity && values.length === 0) throw emptyTable()
  if (values instanceof Quantity) return new TimedArray(listOf(values), values.dimension, step, 0, isLinear)
  checkTable(values)
  if (isRows(values)) return fromRows(values, step, isLinear)
  if (values.length === 0) throw emptyTable()
  return new TimedArray(Float64Array.from(values), dimensionless, step, 0, isLinear)
}

const emptyTable = (): RheobaseError =>
  new RheobaseError('value', 'empty-timed-array', 'a timed array needs at least one value')

function readInterpolation(options: TimedArrayOptions): boolean {
  checkOptions('timedArray', options, ['interpolation'])
  const { interpolation = 'none' } = options as { readonly interpolation?: unknown }
  if (interpolation === 'linear' || interpolation === 'none') return interpolation === 'linear'
  throw new RheobaseError(
    'value',
    'unknown-interpolation',
    `the interpolation of a timed array is 'linear' or 'none', not ${describeValue(interpolation)}`,
  )
}

/** For programs without types. */
function checkTable(values: unknown): void {
  const isList = Array.isArray(values) || values instanceof Float64Array
  const isNumbers =
    isList && Array.from(values).every(value => value instanceof Quantity || typeof value === 'number')
  if (isNumbers) return
  throw new RheobaseError(
    'type',
    'not-a-table',
    `a timed array is made of numbers, a quantity or rows of quantities, not of ${describeValue(values)}`,
  )
}

/** To the nearest whole number; halves to the even one. */
function roundToEven(value: number): number {
  const below = Math.floor(value)
  const rest = value - below
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1
  return below % 2 === 0 ? below : below + 1
}

const isRows = (
  values: readonly number[] | Float64Array | readonly Quantity[],
): values is readonly Quantity[] => values[0] instanceof Quantity

function fromRows(rows: readonly Quantity[], step: number, isLinear: boolean): TimedArray {
  const [first] = rows
  const columns = first?.length ?? 0
  if (first === undefined || columns === 0 || rows.some(row => row.length !== columns)) {
    throw new RheobaseError(
      'value',
      'ragged-timed-array',
      'all rows of a timed array must have the same number of columns, at least one',
    )
  }
  if (rows.some(row => !sameDimension(row.dimension, first.dimension))) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      'all rows of a timed array must have the same dimension',
    )
  }
  const values = new Float64Array(rows.length * columns)
  rows.forEach((row, k) => {
    values.set(listOf(row), k * columns)
  })
  return new TimedArray(values, first.dimension, step, columns, isLinear)
}

const listOf = ({ values }: Quantity): Float64Array =>
  typeof values === 'number' ? Float64Array.of(values) : Float64Array.from(values)
