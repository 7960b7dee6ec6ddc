import { ms } from '../units/units.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { axisLabel, type Axis, type TimeOptions } from './mark.js'
import { rangeOfNumbers } from './numbers-in.js'

/** The unit of the time axis. */
export const timeUnitOf = ({ timeUnit }: TimeOptions): UnitDefinition => timeUnit ?? ms

/**
 * The time axis of a mark: from the start of the simulation, or where the options say, to the last time of the data.
 * @throws {DimensionError} if the options are no times
 */
export function timeAxis(times: ArrayLike<number>, options: TimeOptions): Axis {
  const unit = timeUnitOf(options)
  const last = rangeOfNumbers([times])?.[1] ?? 0
  const first = Number(options.from?.in(unit) ?? Math.min(0, last))
  const end = Number(options.to?.in(unit) ?? endOfStep(last))
  return { label: axisLabel('Time', unit), domain: [first, Math.max(end, first)] }
}

/** The times that an axis shows: those outside of it are nan, so that a panel draws nothing beyond its edges. */
export function timesShown(times: Float64Array, { domain: [first, last] }: Axis): Float64Array {
  // Times are multiples of a step, and miss a limit by their last bit only.
  const slack = 1e-9 * (last - first)
  return times.map(time => (time >= first - slack && time <= last + slack ? time : NaN))
}

/** The last sample of a second is at 999.9 ms: the axis goes on to the next number of three digits. */
function endOfStep(last: number): number {
  if (!(last > 0)) return last
  const grain = 10 ** (Math.floor(Math.log10(last)) - 2)
  return Number((Math.ceil(last / grain - 1e-9) * grain).toPrecision(3))
}
