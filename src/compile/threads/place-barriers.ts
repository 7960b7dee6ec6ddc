import { areInConflict, type Unit } from './access.js'

/** A unit in the order of a step, with what decides whether it runs in a step: its clock, or nothing if it always does. */
export interface OrderedUnit extends Unit {
  readonly clock: object | undefined
}

/**
 * The units before which threads wait for each other: as few and as late as possible, so that between any two units that are in conflict, in one
 * step or from one step to the next, there is a barrier whenever both run. A barrier stands in the code of its unit and exists only in the
 * steps in which that unit runs.
 */
export function placeBarriers(units: readonly OrderedUnit[]): ReadonlySet<number> {
  const barriers = new Set<number>()
  // First within a step: many conflicts with the step before are settled by what is found there.
  for (const reach of ['step', 'step before'] as const) {
    for (let position = 0; position < units.length; position++)
      if (!barriers.has(position) && needsBarrier(units, position, barriers, reach)) barriers.add(position)
  }
  return barriers
}

function needsBarrier(
  units: readonly OrderedUnit[],
  position: number,
  barriers: ReadonlySet<number>,
  reach: 'step' | 'step before',
): boolean {
  const unit = units[position]
  if (unit === undefined) return false
  /** Clocks of barriers that were passed on the way back: they hold for earlier units of that clock. */
  let clocks = new Set<object>()
  for (let back = 1; back <= (reach === 'step' ? position : units.length); back++) {
    const place = (position - back + units.length) % units.length
    const isThisStep = back <= position
    if (back === position + 1) clocks = new Set()
    const earlier = units[place]
    if (earlier === undefined) continue
    const isCovered = earlier.clock !== undefined && clocks.has(earlier.clock)
    if (!isCovered && areInConflict(earlier, unit)) return true
    if (!barriers.has(place)) continue
    if (earlier.clock === undefined || (isThisStep && earlier.clock === unit.clock)) return false
    clocks.add(earlier.clock)
  }
  return false
}
