import { RheobaseError } from '../errors/rheobase-error.js'
import { dimensionless, type Dimension } from '../units/dimension.js'
import { describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'

/** What was measured at points that follow each other: plain data, which can travel to another thread. In SI base units. */
export type Measured = Readonly<
  Record<string, { readonly dimension: Dimension; readonly values: Float64Array }>
>

/** Checks what a model gave back for so many points. @throws {RheobaseError} kind `type` or `value` */
export function readMeasured(given: unknown, points: number, names: readonly string[] | undefined): Measured {
  if (typeof given !== 'object' || given === null || given instanceof Quantity)
    throw new RheobaseError(
      'type',
      'nothing-measured',
      `a model of a sweep gives back what it measured, by name, such as { rate: Hz(12) }, not ${describeValue(given)}`,
    )
  const entries = Object.entries(given as Readonly<Record<string, unknown>>)
  const missing = names?.find(name => !Object.hasOwn(given, name))
  if (missing !== undefined || entries.length === 0)
    throw new RheobaseError(
      'value',
      'nothing-measured',
      missing === undefined
        ? 'the model of the sweep measured nothing: what it gives back is empty'
        : `the model of the sweep did not give back \`${missing}\`, but ${entries.map(([name]) => `\`${name}\``).join(', ') || 'nothing'}`,
    )
  return Object.fromEntries(
    entries
      .filter(([name]) => names?.includes(name) !== false)
      .map(([name, value]) => [name, readValues(name, value, points)]),
  )
}

function readValues(name: string, value: unknown, points: number): Measured[string] {
  const values = value instanceof Quantity ? value.values : value
  const list =
    typeof values === 'number'
      ? Float64Array.of(values)
      : Array.isArray(values) || ArrayBuffer.isView(values)
        ? Float64Array.from(values as ArrayLike<number>)
        : undefined
  if (list === undefined || (typeof values === 'number') !== (points === ONE))
    throw new RheobaseError(
      'type',
      'not-measured',
      `the model of the sweep gave ${describeValue(value)} as \`${name}\`: it is to be ${points === ONE ? 'a number or a quantity' : 'a list with a number for each point'}`,
    )
  if (points !== ONE && list.length !== points)
    throw new RheobaseError(
      'value',
      'not-measured',
      `the model of the sweep gave ${String(list.length)} values as \`${name}\`, for ${String(points)} points`,
    )
  return { dimension: value instanceof Quantity ? value.dimension : dimensionless, values: list }
}

/** Stands for one point by itself, whose measures are no lists. */
export const ONE = -1
