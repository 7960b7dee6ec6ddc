import type { ArraySymbol } from '../kernels/value.js'
import { accessOf } from '../kernels/walk.js'
import type { CompiledModel } from './compile-model.js'
import type { ModelFinding } from './model-finding.js'
import type { NetworkModel } from './network-model.js'
import type { Part } from './part.js'
import { variableArray, type Storage } from './storage.js'

/** A part of the schedule that reads or writes an array. */
interface Touch {
  readonly part: Part
  readonly position: number
  readonly writes: boolean
}

/**
 * Parts of a step of which one reads what the other writes, and only their names say which comes first: an integration before or after that
 * of a linked variable's source, code at intervals and a monitor. Where both read and write a variable, as the pathways do that add to a
 * potential, only rounding can tell.
 */
export function nameOrders(
  storage: Storage,
  { objects }: NetworkModel,
  { schedule }: Pick<CompiledModel, 'schedule'>,
): readonly ModelFinding[] {
  const touches = touchesOf(schedule)
  const pairs = new Map<
    string,
    { readonly reader: Touch; readonly writer: Touch; readonly names: string[] }
  >()
  for (const object of objects) {
    if (object.kind !== 'neuron-group' && object.kind !== 'synapses') continue
    for (const variable of object.variables.values()) {
      const touching = touches.get(variableArray(storage, variable, object.size)) ?? []
      for (const writer of touching.filter(({ writes }) => writes))
        for (const reader of touching) {
          if (reader.writes || !areTied(reader, writer)) continue
          const key = `${String(reader.position)} ${String(writer.position)}`
          const pair = pairs.get(key) ?? { reader, writer, names: [] }
          pair.names.push(`\`${variable.owner}.${variable.name}\``)
          pairs.set(key, pair)
        }
    }
  }
  return [...pairs.values()].map(({ reader, writer, names }) => ({
    level: 'info',
    code: 'order-by-name',
    text:
      `${reader.part.name} reads ${names.join(', ')}, which ${writer.part.name} writes, and comes ${reader.position < writer.position ? 'before' : 'after'} it by its name alone: ` +
      `both are in slot ${reader.part.when} with order ${String(reader.part.order)}. Give one of them another order to decide it.`,
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
      touching.push({ part, position, writes: writes.has(array) })
      touches.set(array, touching)
    }
  })
  return touches
}

const areTied = ({ part: a }: Touch, { part: b }: Touch): boolean =>
  a.when === b.when && a.order === b.order && (a.sequence === undefined || a.sequence !== b.sequence)
