import { RheobaseError } from '../errors/rheobase-error.js'
import { checkOptions } from '../units/options.js'
import type { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { asQuantity } from './as-quantity.js'
import { checkChoice } from './check-choice.js'
import { axisLabel, type Axis, type Mark } from './mark.js'
import { numbersIn, rangeOfNumbers } from './numbers-in.js'
import { readableUnit } from './readable-unit.js'

export interface HeatMapOptions {
  /** What the two axes show, without their units. */
  readonly xLabel?: string
  readonly label?: string
  /** What the colours show, without its unit; without it there is no bar of colours. */
  readonly valueLabel?: string
  /** The middles of the columns and of the rows, in even steps; their numbers from 0 if left out. */
  readonly x?: Quantity | ArrayLike<number>
  readonly y?: Quantity | ArrayLike<number>
  /** Units of the axes and of the values; those in which they read best if left out. */
  readonly xUnit?: UnitDefinition
  readonly yUnit?: UnitDefinition
  readonly unit?: UnitDefinition
  /** Values with the first and the last colour; the lowest and the highest value if left out. */
  readonly range?: readonly [Quantity | number, Quantity | number]
  /** Values in an order, how much there is of something, or values on both sides of 0; by the values if left out. */
  readonly colors?: 'sequential' | 'density' | 'diverging'
  /** Height of the panel, relative to the others of the figure. */
  readonly weight?: number
}

const OPTIONS = [
  'xLabel',
  'label',
  'valueLabel',
  'x',
  'y',
  'xUnit',
  'yUnit',
  'unit',
  'range',
  'colors',
  'weight',
] as const

/** Values of a grid, row by row from the bottom: that of column c in row r is at `r*columns + c`. */
export interface GridValues {
  readonly shape: readonly [rows: number, columns: number]
  readonly values: Quantity | ArrayLike<number>
}

/**
 * Numbers of a grid as colours, as a weight matrix or the result of a sweep over two parameters:
 *
 *     heatMap({ shape: [rows, columns], values: rates }, { x: currents, y: taus, xLabel: 'Current', label: 'tau', valueLabel: 'Rate' })
 *
 * What is nan stays empty.
 * @throws {RheobaseError} kind `value` if numbers and shape do not fit, or axes have no even steps
 */
export function heatMap({ shape, values }: GridValues, options: HeatMapOptions = {}): Mark {
  checkOptions('heatMap', options, OPTIONS)
  const [rows, columns] = shape
  const quantity = asQuantity(values)
  if (quantity.length !== rows * columns || !(rows > 0) || !(columns > 0)) {
    throw new RheobaseError(
      'value',
      'unequal-lengths',
      `a heat map of ${String(rows)} rows and ${String(columns)} columns needs ${String(rows * columns)} values, not ${String(quantity.length)}`,
    )
  }
  const unit = options.unit ?? readableUnit([quantity])
  const numbers = numbersIn(quantity, unit)
  const [low, high] = rangeOfNumbers([numbers]) ?? [0, 1]
  const colors =
    checkChoice('`colors` of a heat map', options.colors, ['sequential', 'density', 'diverging']) ??
    (low < 0 && high > 0 ? 'diverging' : 'sequential')
  const x = axisOf('x', options.x, columns, options.xLabel, options.xUnit)
  const y = axisOf('y', options.y, rows, options.label, options.yUnit)
  const { valueLabel, weight = Math.min(Math.max((4 * rows) / columns, 1.5), 4) } = options
  const most = Math.max(Math.abs(low), Math.abs(high))
  return {
    x,
    y,
    weight,
    strokes: [],
    cells: {
      columns,
      rows,
      values: numbers,
      x: x.domain,
      y: y.domain,
      range: endsIn(options.range, unit) ?? (colors === 'diverging' ? [-most, most] : [low, high]),
      colors,
      ...(valueLabel === undefined ? {} : { label: axisLabel(valueLabel, unit) }),
    },
  }
}

function endsIn(range: HeatMapOptions['range'], unit: UnitDefinition): readonly [number, number] | undefined {
  if (range === undefined) return undefined
  const end = (value: Quantity | number): number => numbersIn(asQuantity(value), unit)[0] ?? NaN
  return [end(range[0]), end(range[1])]
}

function axisOf(
  name: string,
  given: Quantity | ArrayLike<number> | undefined,
  count: number,
  label = '',
  asked: UnitDefinition | undefined,
): Axis {
  if (given === undefined) return { label, domain: [-0.5, count - 0.5], counts: true }
  const middles = asQuantity(given)
  const unit = asked ?? readableUnit([middles])
  const numbers = numbersIn(middles, unit)
  if (numbers.length !== count) {
    throw new RheobaseError(
      'value',
      'unequal-lengths',
      `\`${name}\` of a heat map needs a value for each of ${String(count)}, not ${String(numbers.length)}`,
    )
  }
  const [first, last] = [numbers[0] ?? 0, numbers.at(-1) ?? 0]
  const step = count === 1 ? 1 : (last - first) / (count - 1)
  const isEven = numbers.every((each, k) => Math.abs(each - (first + k * step)) <= 1e-6 * Math.abs(step))
  if (!isEven || !(step > 0)) {
    throw new RheobaseError(
      'value',
      'uneven-steps',
      `\`${name}\` of a heat map must ascend in even steps: its cells are equally large`,
    )
  }
  return { label: axisLabel(label, unit), domain: [first - step / 2, last + step / 2], tight: true }
}
