import type { StateMonitor } from '../network/state-monitor.js'
import { sameDimension } from '../units/dimension.js'
import type { Mark } from './mark.js'
import { trace, type TraceOptions } from './trace.js'

/** More lines than this cannot be told apart; the key says which they are. */
const MOST_ELEMENTS = 5

/** All that a state monitor has recorded, variables of one dimension in one panel; of many elements the first few. */
export function tracesOf(
  monitor: StateMonitor,
  options: Omit<TraceOptions, 'elements' | 'unit' | 'label' | 'names'> = {},
): readonly Mark[] {
  const elements = [...monitor.elements.slice(0, MOST_ELEMENTS)]
  if (elements.length === 0) return []
  return ofSameDimension(monitor).map(variables => trace(monitor, variables, { ...options, elements }))
}

/** Variables that can share a panel. */
function ofSameDimension(monitor: StateMonitor): readonly (readonly string[])[] {
  const groups: string[][] = []
  for (const variable of monitor.variables) {
    const dimension = monitor.dimensionOf(variable)
    const group = groups.find(
      ([first]) => first !== undefined && sameDimension(monitor.dimensionOf(first), dimension),
    )
    if (group === undefined) groups.push([variable])
    else group.push(variable)
  }
  return groups
}
