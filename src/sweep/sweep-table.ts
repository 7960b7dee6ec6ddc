import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { column, type Columns } from '../network/columns.js'
import { dimensionless, sameDimension, type Dimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import type { BatchResult, FailedPoint } from './measure-points.js'
import type { Points } from './read-parameters.js'

/** A point at which the model failed. */
export interface SweepFailure {
  readonly position: number
  /** The parameters there. */
  readonly values: Readonly<Record<string, Quantity<number>>>
  readonly message: string
  /** The code of an error of Rheobase; `error-of-model` for others. */
  readonly code: string
}

interface MeasuredColumn {
  readonly dimension: Dimension
  readonly values: Float64Array
}

/** What a sweep gives: a row for each point, a column for each parameter and for each measure. */
export class SweepTable<Name extends string = string> {
  readonly #points: Points
  readonly #measured = new Map<string, MeasuredColumn>()
  readonly #failed = new Map<number, FailedPoint>()

  /** @internal */
  constructor(points: Points) {
    this.#points = points
  }

  /** Number of points. */
  get size(): number {
    return this.#points.size
  }
  /** Number of values of each parameter in a grid, in the order of the parameters; of rows else. */
  get shape(): readonly number[] {
    return this.#points.shape
  }
  /** Names of the columns: parameters, then measures. */
  get names(): readonly Name[] {
    return [
      ...this.#points.parameters.map(({ name }) => name),
      ...this.#measured.keys(),
    ] as string[] as Name[]
  }
  /** Points at which the model failed, in order; what would have been measured there is nan. */
  get failures(): readonly SweepFailure[] {
    return [...this.#failed.values()]
      .sort((a, b) => a.position - b.position)
      .map(failed => ({ ...failed, values: this.#valuesAt(failed.position) }))
  }

  /**
   * The values of a parameter or of a measure, one for each point: `table.column('rate').in(Hz)`.
   * @throws {RheobaseError} kind `name` if there is no such column
   */
  column(name: Name): Quantity<Float64Array> {
    const { dimension, values } = this.#find(name)
    return new Quantity<Float64Array>(values.slice(), dimension)
  }
  /** The values of a parameter as they were given: what stands along an axis of a grid. @throws {RheobaseError} kind `name` if there is no such parameter */
  axis(name: Name): Quantity<Float64Array> {
    const list = this.#points.lists.find(parameter => parameter.name === name)
    if (list !== undefined) return new Quantity<Float64Array>(list.values.slice(), list.dimension)
    throw new RheobaseError(
      'name',
      'no-such-parameter',
      `the sweep has no parameter \`${name}\`. It has: ${this.#points.lists.map(parameter => parameter.name).join(', ')}.`,
    )
  }
  /**
   * A column as a grid over the two parameters that have several values, the first one upwards: `heatMap(table.grid('rate'), …)`.
   * @throws {RheobaseError} kind `name` if there is no such column, `value` if not exactly two parameters have several values, or the points are rows
   */
  grid(name: Name): {
    readonly shape: readonly [rows: number, columns: number]
    readonly values: Quantity<Float64Array>
  } {
    const [rows, columns, ...others] = this.shape.filter(count => count > 1)
    if (rows !== undefined && columns !== undefined && others.length === 0)
      return { shape: [rows, columns], values: this.column(name) }
    throw new RheobaseError(
      'value',
      'not-a-grid',
      `a grid has two parameters with several values, and the sweep has ${String(this.shape.filter(count => count > 1).length)}: ` +
        this.#points.lists.map(({ name, values }) => `${name} (${String(values.length)})`).join(', '),
    )
  }
  /** All values at a point. @throws {RheobaseError} kind `index` for a point that there is not */
  row(position: number): Readonly<Record<Name, Quantity<number>>> {
    if (!Number.isInteger(position) || position < 0 || position >= this.size)
      throw new RheobaseError(
        'index',
        'no-such-point',
        `the sweep has no point ${String(position)}: it has ${String(this.size)}, 0 to ${String(this.size - 1)}`,
      )
    return Object.fromEntries(
      this.names.map(name => {
        const { dimension, values } = this.#find(name)
        return [name, new Quantity(values[position] ?? NaN, dimension)]
      }),
    ) as Record<Name, Quantity<number>>
  }
  /** The table as columns in SI units, as recordings have them: for `rheobase/data`, or anything that reads columns. */
  columns(): Columns {
    return this.names.map(name => {
      const { dimension, values } = this.#find(name)
      return column(name, dimension, 'float', values.slice())
    })
  }

  #find(name: string): MeasuredColumn {
    const found =
      this.#points.parameters.find(parameter => parameter.name === name) ?? this.#measured.get(name)
    if (found !== undefined) return found
    const [near] = nearestNames(name, this.names)
    throw new RheobaseError(
      'name',
      'no-such-column',
      `the sweep has no column \`${name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`} It has: ${this.names.join(', ')}.`,
    )
  }
  #valuesAt(position: number): Record<string, Quantity<number>> {
    return Object.fromEntries(
      this.#points.parameters.map(({ name, dimension, values }) => [
        name,
        new Quantity(values[position] ?? NaN, dimension),
      ]),
    )
  }

  /** @internal Takes over what came of some points. @throws {RheobaseError} if a measure is called as a parameter, or has two units */
  add({ measured, failed }: BatchResult): void {
    for (const point of failed) this.#failed.set(point.position, point)
    for (const { first, values } of measured)
      for (const [name, { dimension, values: list }] of Object.entries(values))
        this.#columnFor(name, dimension).values.set(list, first)
  }
  /** @internal Columns that there are even if all points fail. */
  expect(names: readonly string[]): void {
    for (const name of names) if (!this.#measured.has(name)) this.#columnFor(name, dimensionless)
  }
  #columnFor(name: string, dimension: Dimension): MeasuredColumn {
    const known = this.#measured.get(name)
    if (known !== undefined && sameDimension(known.dimension, dimension)) return known
    if (known !== undefined)
      throw new RheobaseError(
        'dimension',
        'dimension-mismatch',
        `the model of the sweep measured \`${name}\` with two units: ${describeDimension(known.dimension)} and ${describeDimension(dimension)}`,
      )
    if (this.#points.parameters.some(parameter => parameter.name === name))
      throw new RheobaseError(
        'name',
        'name-taken',
        `the model of the sweep measured \`${name}\`, which is the name of a parameter`,
      )
    const fresh = { dimension, values: new Float64Array(this.size).fill(NaN) }
    this.#measured.set(name, fresh)
    return fresh
  }
}
