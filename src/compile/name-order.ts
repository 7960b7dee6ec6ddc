import type { ArraySymbol } from '../kernels/value.js'
import { accessOf } from '../kernels/walk.js'
import type { CompiledModel } from './compile-model.js'
import type { ModelFinding } from './model-finding.js'
import type { NetworkModel } from './network-model.js'
import type { Part } from './part.js'
import { variableArray, type Storage } from './storage.js'

interface Touch {
  readonly part: Part
  readonly position: number
  readonly reads: boolean
  readonly writes: boolean
}

/**
 * Parts of a step whose results depend on which of two comes first though nothing but their names says so: one writes a variable that the
 * other reads. Where both read and write it, as the pathways do that add to a potential, only rounding can tell.
 */
export function nameOrders(
  storage: Storage,
  { objects }: NetworkModel,
  { schedule }: Pick<CompiledModel, 'schedule'>,
): readonly ModelFinding[] {
  const touches = touchesOf(schedule)
  const pairs = new Map<string, { readonly first: Part; readonly second: Part; readonly names: string[] }>()
  for (const object of objects) {
    if (object.kind !== 'neuron-group' && object.kind !== 'synapses') continue
    for (const variable of object.variables.values()) {
      const touching = touches.get(variableArray(storage, variable, object.size)) ?? []
      for (const [k, a] of touching.entries())
        for (const b of touching.slice(k + 1)) {
          if (!isDecidedByName(a, b)) continue
          const key = `${String(a.position)} ${String(b.position)}`
          const pair = pairs.get(key) ?? { first: a.part, second: b.part, names: [] }
          pair.names.push(`\`${variable.owner}.${variable.name}\``)
          pairs.set(key, pair)
        }
    }
  }
  return [...pairs.values()].map(({ first, second, names }) => ({
    level: 'info',
    code: 'order-by-name',
    text:
      `${first.name} comes before ${second.name} by its name alone, in slot ${first.when} with order ${String(first.order)}, and one writes what the other reads: ${names.join(', ')}. ` +
      'Give one of them another order to decide it.',
  }))
}

/** Which parts of the schedule read or write an array, in order. */
function touchesOf(schedule: readonly Part[]): ReadonlyMap<ArraySymbol, readonly Touch[]> {
  const touches = new Map<ArraySymbol, Touch[]>()
  schedule.forEach((part, position) => {
    if (part.work.kind !== 'kernel') return
    const { reads, writes } = accessOf(part.work.procedure.body)
    for (const array of new Set([...reads, ...writes])) {
      const touching = touches.get(array) ?? []
      touching.push({ part, position, reads: reads.has(array), writes: writes.has(array) })
      touches.set(array, touching)
    }
  })
  return touches
}

const isDecidedByName = (a: Touch, b: Touch): boolean =>
  a.part.when === b.part.when &&
  a.part.order === b.part.order &&
  ((a.writes && b.reads && !b.writes) || (b.writes && a.reads && !a.writes))
