import { RheobaseError } from '../errors/rheobase-error.js'
import type { StateMonitor } from '../network/state-monitor.js'
import { checkOptions } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { um } from '../units/units.js'
import { heatMap, type HeatMapOptions } from './heat-map.js'
import type { Mark, TimeOptions } from './mark.js'
import { rangeOfNumbers } from './numbers-in.js'
import { timeUnitOf } from './time-axis.js'

export interface SpaceTimeOptions extends TimeOptions, Pick<HeatMapOptions, 'unit' | 'range' | 'colors'> {
  /** What the vertical axis shows, without its unit; `Distance` if left out. */
  readonly label?: string
  /** What the colours show, without its unit; the variable if left out. */
  readonly valueLabel?: string
  /** Unit of the distances; `um` if left out. */
  readonly distanceUnit?: UnitDefinition
  /** Height of the panel, relative to the others of the figure. */
  readonly weight?: number
}

const OPTIONS = [
  ...['label', 'valueLabel', 'distanceUnit', 'unit', 'range', 'colors', 'from', 'to', 'timeUnit', 'weight'],
]

/**
 * What happens along a branch: time to the right, distance upwards, a variable of the compartments as colour. A spike that travels is a line, and
 * its slope is the speed.
 *
 *     const monitor = net.stateMonitor(neuron.child('axon'), 'v', { record: true })
 *     figure([spaceTime(monitor, 'v', neuron.child('axon').distance.quantity(), { unit: mV })])
 *
 * `distances` has one for each recorded compartment, in their order. Each place shows the compartment whose middle is nearest, so compartments may
 * be of any lengths; each time the sample before it. Of long recordings as many samples are shown as there are pixels.
 * @throws {RheobaseError} kind `name` for what was not recorded, `value` if there are not as many distances as compartments, or nothing to draw
 */
export function spaceTime(
  monitor: Pick<StateMonitor, 't' | 'matrix' | 'dimensionOf'>,
  variable: string,
  distances: Quantity,
  options: SpaceTimeOptions = {},
): Mark {
  checkOptions('spaceTime', options, OPTIONS)
  const { label = 'Distance', valueLabel = variable, distanceUnit = um, weight = 2 } = options
  const dimension = monitor.dimensionOf(variable)
  const { shape, values } = monitor.matrix(variable)
  const [compartments, samples] = shape
  if (distances.length !== compartments) {
    throw new RheobaseError(
      'value',
      'unequal-lengths',
      `a picture of ${String(compartments)} recorded compartments needs a distance for each, not ${String(distances.length)}`,
    )
  }
  const times = monitor.t.values
  const first = firstFrom(times, options.from?.value ?? -Infinity)
  const end = firstFrom(times, options.to?.value ?? Infinity)
  if (end - first < 2 || compartments < 2) {
    throw new RheobaseError(
      'value',
      'nothing-to-draw',
      `a picture over distance and time needs two compartments and two samples, and there are ${String(compartments)} and ${String(Math.max(end - first, 0))}` +
        (samples > 1 ? ' of them between `from` and `to`' : ''),
    )
  }
  const column = evenly(times[first] ?? 0, times[end - 1] ?? 0, Math.min(end - first, MOST_COLUMNS))
  const places = distances.values as Float64Array
  const [least, greatest] = rangeOfNumbers([places]) ?? [0, 0]
  if (!(greatest > least)) {
    throw new RheobaseError(
      'value',
      'nothing-to-draw',
      'the compartments of a branch have different distances',
    )
  }
  const row = evenly(least, greatest, Math.min(Math.max(compartments, LEAST_ROWS), MOST_ROWS))
  const nearest = row.map(place => nearestTo(places, place))
  // A hair later than the column, so that a sample is not missed by a last bit.
  const slack = 1e-6 * ((column[1] ?? 0) - (column[0] ?? 0))
  const sample = column.map(time => Math.max(firstFrom(times, time + slack) - 1, first))
  const grid = Float64Array.from({ length: row.length * column.length }, (_, k) => {
    const compartment = nearest[Math.floor(k / column.length)] ?? 0
    return values[compartment * samples + (sample[k % column.length] ?? 0)] ?? NaN
  })
  return heatMap(
    { shape: [row.length, column.length], values: new Quantity(grid, dimension) },
    {
      ...{ x: new Quantity(column, monitor.t.dimension), xLabel: 'Time', xUnit: timeUnitOf(options) },
      ...{ y: new Quantity(row, distances.dimension), label, yUnit: distanceUnit },
      ...{ valueLabel, weight, colors: options.colors ?? 'sequential' },
      ...(options.unit === undefined ? {} : { unit: options.unit }),
      ...(options.range === undefined ? {} : { range: options.range }),
    },
  )
}

/** More than the pixels of a panel show nothing more. */
const MOST_COLUMNS = 640
const MOST_ROWS = 400
/** Few compartments of unequal lengths need rows enough to show how long each is. */
const LEAST_ROWS = 100

const evenly = (first: number, last: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, k) => first + ((last - first) * k) / (count - 1))

/** Place of the first time that is not before `time`; their number if there is none. */
function firstFrom(times: ArrayLike<number>, time: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? NaN) < time) low = middle + 1
    else high = middle
  }
  return low
}

function nearestTo(places: ArrayLike<number>, place: number): number {
  let best = 0
  for (let k = 1; k < places.length; k++)
    if (Math.abs((places[k] ?? NaN) - place) < Math.abs((places[best] ?? NaN) - place)) best = k
  return best
}
