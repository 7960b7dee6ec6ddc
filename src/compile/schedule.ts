import { RheobaseError } from '../errors/rheobase-error.js'
import { nearestNames } from '../errors/nearest-name.js'
import type { Part } from './part.js'

/** The slots of a time step, in order; each has a `before_` and an `after_` neighbour. */
export const DEFAULT_SLOTS = ['start', 'groups', 'thresholds', 'synapses', 'resets', 'end'] as const

/** All slots with their neighbours: `before_start`, `start`, `after_start`, … */
export const expandSlots = (slots: readonly string[]): readonly string[] =>
  slots.flatMap(slot => [`before_${slot}`, slot, `after_${slot}`])

/**
 * The parts of a step in the order in which they run: by slot, then `order`, then name (plain comparison of strings, so that the
 * order is the same everywhere).
 */
export function schedule(parts: readonly Part[], slots: readonly string[] = DEFAULT_SLOTS): readonly Part[] {
  const expanded = expandSlots(slots)
  const position = new Map(expanded.map((slot, index) => [slot, index]))
  const placed = parts.map(part => {
    const slot = position.get(part.when)
    if (slot === undefined) throw unknownSlot(part, expanded)
    return { part, slot }
  })
  placed.sort(
    (a, b) => a.slot - b.slot || a.part.order - b.part.order || compareText(a.part.name, b.part.name),
  )
  return placed.map(({ part }) => part)
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function unknownSlot(part: Part, slots: readonly string[]): RheobaseError {
  const [near] = nearestNames(part.when, slots)
  return new RheobaseError(
    'value',
    'unknown-slot',
    `${part.name} is scheduled in the slot "${part.when}", which does not exist.${near === undefined ? '' : ` Did you mean "${near}"?`}\n` +
      `The slots are: ${slots.join(', ')}.`,
  )
}
