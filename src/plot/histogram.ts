import { RheobaseError } from '../errors/rheobase-error.js'
import { checkOptions } from '../units/options.js'
import type { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { asQuantity } from './as-quantity.js'
import { scaledAxis } from './axis-scale.js'
import { checkChoice } from './check-choice.js'
import { axisLabel, type AxisScale, type Mark, type MarkOptions } from './mark.js'
import { numbersIn, rangeOfNumbers } from './numbers-in.js'
import { pathNumber } from './path-number.js'
import { readableUnit } from './readable-unit.js'

export interface HistogramOptions extends MarkOptions {
  /** What is counted, without its unit: the label of the horizontal axis. */
  readonly xLabel?: string
  /** Unit of the values; the one in which they read best if left out. */
  readonly xUnit?: UnitDefinition
  /** Number of bins of equal width; 40 if left out. */
  readonly bins?: number
  /** Left edge of the first bin and right edge of the last; smallest and largest value if left out. Values outside are not counted. */
  readonly from?: Quantity | number
  readonly to?: Quantity | number
  /** Bins of equal width, or each as many times wider than the one before (`'log'`), for values above 0; linear if left out. */
  readonly xScale?: AxisScale
  /** Name in the key of the panel. */
  readonly name?: string
}

export const HISTOGRAM_OPTIONS = [
  'label',
  'color',
  'weight',
  'xLabel',
  'xUnit',
  'bins',
  'from',
  'to',
  'xScale',
  'name',
] as const

/**
 * How many values fall where: `histogram(intervals, { xLabel: 'Interval', bins: 50 })`. Plain numbers are without unit. A bin contains its left
 * edge, the last one its right edge, too; values that are not finite are not counted.
 * @throws {RheobaseError} kind `value` for a number of bins that is not whole and positive, or values or ends that a logarithmic axis cannot show
 */
export function histogram(values: Quantity | ArrayLike<number>, options: HistogramOptions = {}): Mark {
  checkOptions('histogram', options, HISTOGRAM_OPTIONS)
  const { label = 'Number', xLabel = '', bins = 40, weight = 1, color, name } = options
  if (!Number.isInteger(bins) || bins < 1) {
    throw new RheobaseError(
      'value',
      'impossible-bin',
      `a histogram needs a whole number of bins, at least one, not ${String(bins)}`,
    )
  }
  const counted = asQuantity(values)
  const unit = options.xUnit ?? readableUnit([counted])
  const numbers = numbersIn(counted, unit)
  const isLog = checkChoice('`xScale` of a histogram', options.xScale, ['linear', 'log']) === 'log'
  const [least, greatest] = rangeOfNumbers([numbers]) ?? (isLog ? [1, 10] : [0, 1])
  const ends = [edge(options.from, unit) ?? least, edge(options.to, unit) ?? greatest] as const
  if (isLog) scaledAxis(`the horizontal axis${xLabel === '' ? '' : ` "${xLabel}"`}`, 'log', [ends])
  // Bins are counted on the axis as it is drawn.
  const [along, back] = isLog ? [Math.log10, (place: number) => 10 ** place] : [same, same]
  const [first, last] = [along(ends[0]), along(ends[1])]
  const width = (last > first ? last - first : 1) / bins
  const counts = countsOf(numbers.map(along), first, width, bins)
  const edges = Float64Array.from({ length: bins + 1 }, (_, k) => back(first + k * width))
  const [left = 0, right = 1] = [edges[0], edges[bins]]
  return {
    x: { label: axisLabel(xLabel, unit), domain: [left, right], ...(isLog ? { log: true } : {}) },
    y: { label, domain: [0, Math.max(...counts, 1)] },
    weight,
    strokes: [
      {
        kind: 'area',
        ...(color === undefined ? {} : { color }),
        ...(name === undefined ? {} : { name }),
        path: ({ x, y, bottom }) =>
          [
            `M${pathNumber(x(left))},${pathNumber(bottom)}`,
            ...Array.from(
              counts,
              (count, k) => `V${pathNumber(y(count))}H${pathNumber(x(edges[k + 1] ?? right))}`,
            ),
            `V${pathNumber(bottom)}`,
          ].join(''),
      },
    ],
  }
}

const same = (value: number): number => value

function countsOf(numbers: Float64Array, first: number, width: number, bins: number): Float64Array {
  const counts = new Float64Array(bins)
  for (const value of numbers) {
    // What stands on an edge may miss it by its last bit.
    const place = (value - first) / width + 1e-9
    const k = Math.min(Math.floor(place), place < bins + 2e-9 ? bins - 1 : bins)
    if (k >= 0 && k < bins) counts[k] = (counts[k] ?? 0) + 1
  }
  return counts
}

const edge = (value: Quantity | number | undefined, unit: UnitDefinition): number | undefined =>
  value === undefined ? undefined : numbersIn(asQuantity(value), unit)[0]
