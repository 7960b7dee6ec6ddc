import { RheobaseError } from '../errors/rheobase-error.js'
import { dimensionless, type Dimension } from '../units/dimension.js'
import { checkRecord, describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import type { SweepParameters } from './sweep-model.js'

/** A parameter with its value at each point of the sweep, in SI base units. */
export interface SweptParameter {
  readonly name: string
  readonly dimension: Dimension
  readonly values: Float64Array
}

/** The points of a sweep: all combinations of the values, the last parameter changing first; or the values row by row. */
export interface Points {
  readonly parameters: readonly SweptParameter[]
  readonly size: number
  /** The values of each parameter as they were given. */
  readonly lists: readonly SweptParameter[]
  /** Number of values of each parameter in a grid; of rows else. */
  readonly shape: readonly number[]
}

export function readPoints(parameters: SweepParameters, combine: 'grid' | 'rows'): Points {
  checkRecord('the parameters of a sweep', parameters)
  const lists = Object.entries(parameters).map(([name, given]) => readList(name, given))
  if (lists.length === 0)
    throw new RheobaseError(
      'value',
      'nothing-to-sweep',
      'a sweep needs at least one parameter with its values',
    )
  if (combine === 'rows') return rowsOf(lists)
  const shape = lists.map(({ values }) => values.length)
  const size = shape.reduce((product, length) => product * length, 1)
  if (size > MOST_POINTS)
    throw new RheobaseError(
      'value',
      'too-many-points',
      `the sweep would have ${String(size)} points: ${shape.join(' times ')}. At most ${String(MOST_POINTS)} can be kept in a table.`,
    )
  let repeats = size
  return {
    size,
    shape,
    lists,
    parameters: lists.map(({ name, dimension, values }) => {
      repeats /= values.length
      const each = repeats
      return {
        name,
        dimension,
        values: Float64Array.from(
          { length: size },
          (_, point) => values[Math.floor(point / each) % values.length] ?? NaN,
        ),
      }
    }),
  }
}

const MOST_POINTS = 10_000_000

function rowsOf(lists: readonly SweptParameter[]): Points {
  const [first] = lists
  const size = first?.values.length ?? 0
  const other = lists.find(({ values }) => values.length !== size)
  if (other !== undefined)
    throw new RheobaseError(
      'value',
      'unequal-lengths',
      `in a sweep row by row all parameters have as many values: \`${first?.name ?? ''}\` has ${String(size)}, \`${other.name}\` has ${String(other.values.length)}`,
    )
  return { parameters: lists, lists, size, shape: [size] }
}

function readList(name: string, given: unknown): SweptParameter {
  const quantity =
    given instanceof Quantity
      ? given
      : isNumbers(given)
        ? new Quantity(Float64Array.from(given), dimensionless)
        : undefined
  if (quantity === undefined)
    throw new RheobaseError(
      'type',
      'not-a-list',
      `the parameter \`${name}\` of a sweep is a list of values, such as mV([1, 2, 3]), not ${describeValue(given)}`,
    )
  const { values } = quantity
  const list = typeof values === 'number' ? Float64Array.of(values) : Float64Array.from(values)
  if (list.length > 0) return { name, dimension: quantity.dimension, values: list }
  throw new RheobaseError('value', 'nothing-to-sweep', `the parameter \`${name}\` of the sweep has no values`)
}

const isNumbers = (given: unknown): given is ArrayLike<number> =>
  (Array.isArray(given) || (ArrayBuffer.isView(given) && 'length' in given)) &&
  Array.from(given as ArrayLike<unknown>).every(value => typeof value === 'number')
