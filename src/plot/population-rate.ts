import { RheobaseError } from '../errors/rheobase-error.js'
import type { PopulationRateMonitor } from '../network/population-rate-monitor.js'
import { checkOptions } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { Hz, second } from '../units/units.js'
import { axisLabel, type Mark, type MarkOptions, type TimeOptions } from './mark.js'
import { numbersIn } from './numbers-in.js'
import { pathNumber } from './path-number.js'
import type { Spikes } from './raster.js'
import { timeAxis, timeUnitOf } from './time-axis.js'

export interface PopulationRateOptions extends MarkOptions, TimeOptions {
  /** Width of the bins of time over which the rate is averaged; a two-hundredth of the time shown if left out, or more
   * if there are few spikes. */
  readonly bin?: Quantity
  /** Unit of the rate; `Hz` if left out. */
  readonly unit?: UnitDefinition
}

const OPTIONS = ['label', 'color', 'weight', 'from', 'to', 'timeUnit', 'bin', 'unit'] as const

/**
 * Rate of a population, in bins of time: spikes per neuron and second, from a spike monitor or a population rate monitor.
 * @throws {RheobaseError} kind `value` for a bin that is not positive, `name` if a spike monitor only counts
 */
export function populationRate(
  source: Spikes | Pick<PopulationRateMonitor, 't' | 'rate'>,
  options: PopulationRateOptions = {},
): Mark {
  checkOptions('populationRate', options, OPTIONS)
  const { unit = Hz, label = 'Rate', weight = 1, color } = options
  const timeUnit = timeUnitOf(options)
  const times = numbersIn(source.t, timeUnit)
  const x = timeAxis(times, options)
  const [first, last] = x.domain
  const bin = binWidth(
    options.bin?.dividedBy(timeUnit).value,
    last - first,
    'rate' in source ? Infinity : times.length,
  )
  const bins = Math.max(1, Math.ceil((last - first) / bin - 1e-9))
  const rates =
    'rate' in source
      ? averages(times, numbersIn(source.rate, unit), first, bin, bins)
      : frequencies(times, first, bin, bins).map(
          count => count / (source.countOfEach().length * bin * timeUnit.value * unit.value),
        )
  return {
    x,
    y: { label: axisLabel(label, unit), domain: [0, Math.max(...rates) || 1] },
    weight,
    strokes: [
      {
        kind: 'area',
        ...(color === undefined ? {} : { color }),
        path: ({ x: right, y: up, bottom }) =>
          [
            `M${pathNumber(right(first))},${pathNumber(bottom)}`,
            ...Array.from(
              rates,
              (rate, k) =>
                `V${pathNumber(up(rate))}H${pathNumber(right(Math.min(first + (k + 1) * bin, last)))}`,
            ),
            `V${pathNumber(bottom)}`,
          ].join(''),
      },
    ],
  }
}

/** @throws {RheobaseError} for a bin that is not positive */
function binWidth(given: number | undefined, duration: number, spikes: number): number {
  // Ten spikes in a bin: fewer would show chance.
  if (given === undefined)
    return niceWidth(Math.max(duration / 200, Math.min(duration / 20, (10 * duration) / spikes)))
  if (given > 0) return given
  throw new RheobaseError(
    'value',
    'impossible-bin',
    `a bin of time must be longer than 0, not ${new Quantity(given, second.dimension).toString()}`,
  )
}

/** The next of 1, 2, 5, 10, … upwards: bins then end at numbers that people write. */
function niceWidth(width: number): number {
  if (!(width > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(width))
  return power * ([1, 2, 5, 10].find(step => step * power >= width * (1 - 1e-9)) ?? 10)
}

function frequencies(times: Float64Array, first: number, bin: number, bins: number): Float64Array {
  const counts = new Float64Array(bins)
  for (const time of times) {
    const k = binOf(time, first, bin)
    if (k >= 0 && k < bins) counts[k] = (counts[k] ?? 0) + 1
  }
  return counts
}

function averages(
  times: Float64Array,
  values: Float64Array,
  first: number,
  bin: number,
  bins: number,
): Float64Array {
  const sums = new Float64Array(bins)
  const counts = frequencies(times, first, bin, bins)
  times.forEach((time, sample) => {
    const k = binOf(time, first, bin)
    if (k >= 0 && k < bins) sums[k] = (sums[k] ?? 0) + (values[sample] ?? NaN)
  })
  return sums.map((sum, k) => sum / Math.max(counts[k] ?? 1, 1))
}

/** Times are multiples of a step and miss the edge of a bin by the last bit only. */
const binOf = (time: number, first: number, bin: number): number => Math.floor((time - first) / bin + 1e-9)
