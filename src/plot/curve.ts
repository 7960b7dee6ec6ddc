import { RheobaseError } from '../errors/rheobase-error.js'
import { checkOptions } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { asQuantity } from './as-quantity.js'
import { scaledAxis } from './axis-scale.js'
import { checkChoice } from './check-choice.js'
import { dotsPath } from './dots-path.js'
import { linePath } from './line-path.js'
import { axisLabel, type AxisScale, type Mark, type MarkOptions } from './mark.js'
import { numbersIn, rangeOfNumbers } from './numbers-in.js'
import { readableUnit } from './readable-unit.js'

export interface CurveOptions extends MarkOptions {
  /** What the horizontal axis shows, without its unit. */
  readonly xLabel?: string
  /** Units of the two axes; those in which the numbers read best if left out. */
  readonly xUnit?: UnitDefinition
  readonly unit?: UnitDefinition
  /** Scales of the two axes: equal steps, or equal factors (`'log'`), for which all numbers must be above 0; linear if left out. */
  readonly xScale?: AxisScale
  readonly scale?: AxisScale
  /** A line through the points in their order, or dots; a line if left out. */
  readonly draw?: 'line' | 'dots'
  /** Name in the key of the panel. */
  readonly name?: string
  /** Whether a unit is as long upwards as to the right, as on a map; the two axes then have one unit. */
  readonly evenScales?: boolean
  /** Width of the line or diameter of the dots in pixels. */
  readonly size?: number
}

export const CURVE_OPTIONS = [
  'label',
  'color',
  'weight',
  'xLabel',
  'xUnit',
  'unit',
  'xScale',
  'scale',
  'draw',
  'name',
  'size',
  'evenScales',
] as const

/**
 * One quantity against another, point by point: `curve(currents, rates, { xLabel: 'Current', label: 'Rate' })`. Plain numbers are
 * without unit. `{ xScale: 'log', scale: 'log' }` shows powers as straight lines.
 * @throws {RheobaseError} kind `value` if there are not as many of the one as of the other, or numbers on a logarithmic axis are not above 0
 */
export function curve(
  right: Quantity | ArrayLike<number>,
  up: Quantity | ArrayLike<number>,
  options: CurveOptions = {},
): Mark {
  checkOptions('curve', options, CURVE_OPTIONS)
  checkChoice('`draw` of a curve', options.draw, ['line', 'dots'])
  const [x, y] = [asQuantity(right), asQuantity(up)]
  if (x.length !== y.length) {
    throw new RheobaseError(
      'value',
      'unequal-lengths',
      `a curve needs as many values upwards as to the right, not ${String(y.length)} and ${String(x.length)}`,
    )
  }
  const { label = '', xLabel = '', weight = 1.5, draw = 'line', color, name } = options
  const size = options.size ?? (draw === 'dots' ? 5 : undefined)
  const [xUnit, unit] = [
    options.xUnit ?? readableUnit([representative(x, options.xScale)]),
    options.unit ?? readableUnit([representative(y, options.scale)]),
  ]
  const [xs, ys] = [numbersIn(x, xUnit), numbersIn(y, unit)]
  const path = draw === 'line' ? linePath : dotsPath
  return {
    x: {
      label: axisLabel(xLabel, xUnit),
      ...scaledAxis(`the horizontal axis${quoted(xLabel)}`, options.xScale, [xs]),
    },
    y: {
      label: axisLabel(label, unit),
      ...scaledAxis(`the vertical axis${quoted(label)}`, options.scale, [ys]),
    },
    weight,
    ...(options.evenScales === true ? { evenScales: true } : {}),
    strokes: [
      {
        kind: draw,
        ...(size === undefined ? {} : { width: size }),
        ...(color === undefined ? {} : { color }),
        ...(name === undefined ? {} : { name }),
        path: place =>
          path(
            k => place.x(xs[k] ?? NaN),
            k => place.y(ys[k] ?? NaN),
            xs.length,
          ),
      },
    ],
  }
}

/** On a logarithmic axis the middle reads best, not the largest number. */
function representative(quantity: Quantity, scale: AxisScale | undefined): Quantity {
  const { values, dimension } = quantity
  const [least, most] = rangeOfNumbers([typeof values === 'number' ? [values] : values]) ?? [0, 0]
  return scale === 'log' && least > 0
    ? new Quantity(Float64Array.of(Math.sqrt(least * most)), dimension)
    : quantity
}

const quoted = (label: string): string => (label === '' ? '' : ` "${label}"`)
