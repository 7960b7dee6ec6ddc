import { RheobaseError } from '../errors/rheobase-error.js'
import type { GroupCore, GroupPart } from './group-core.js'
import { groupViewOf } from './group-views.js'
import { elementsOfMorphology } from './spatial-form.js'
import type { GroupRange } from '../model/group.js'
import { selectionOf } from './variable-owner.js'
import { consecutive, elementsCalled, type ElementSelector } from './element-selection.js'
import { describeValue } from './options.js'

type View = GroupPart & { readonly core: GroupCore }

/** A part as the compiler sees it. */
export const rangeOf = ({ core, start, stop, listed }: View): GroupRange => ({
  group: core.model(),
  start,
  stop,
  ...(listed === undefined ? {} : { listed }),
})

/** The numbers in the group of the neurons of a part. */
export const neuronsOfPart = ({ start, stop, listed }: Omit<GroupPart, 'name'>): Int32Array =>
  listed?.neurons ?? consecutive(start, stop - start)

/** The place of a neuron of the group in a part. */
export const placeIn = ({ start, listed }: Omit<GroupPart, 'name'>, neuron: number): number =>
  listed === undefined ? neuron - start : (listed.places[neuron] ?? -1)

/**
 * The places in a part of the neurons of another part, which a user gives to pick them; nothing for a selector that is no group.
 * @throws {RheobaseError} kind `value` for a part of another group, kind `index` if a neuron is outside
 */
export function placesOfPart(core: GroupCore, part: GroupPart, selector: unknown): Int32Array | undefined {
  const compartments = elementsOfMorphology(core, selector)
  if (compartments !== undefined) return placesOf(core, part, compartments, 'the part of the morphology')
  const other = groupViewOf(selector)
  if (other === undefined) return undefined
  if (other.core !== core)
    throw new RheobaseError(
      'value',
      'neurons-of-another-group',
      `a selection of ${elementsCalled(core.element)} of \`${core.name}\`: \`${other.name}\` is no part of it`,
    )
  return placesOf(core, part, neuronsOfPart(other), `\`${other.name}\``)
}

const placesOf = (core: GroupCore, part: GroupPart, neurons: Int32Array, what: string): Int32Array =>
  neurons.map(neuron => {
    const place = placeIn(part, neuron)
    if (place >= 0 && place < part.stop - part.start) return place
    throw new RheobaseError(
      'index',
      'index-out-of-range',
      `${what} has the ${core.element} ${String(neuron)} of \`${core.name}\`, which \`${part.name}\` has not`,
    )
  })

/** Number of parts made of each group, for their names. */
const partCounts = new WeakMap<GroupCore, number>()

function nextName(core: GroupCore): string {
  const number = partCounts.get(core) ?? 0
  partCounts.set(core, number + 1)
  return `${core.name}_subgroup${number === 0 ? '' : `_${String(number)}`}`
}

/** The neurons from one place up to another. @throws {RheobaseError} kind `index` if there are none */
export function stretchOf(view: View, from: number, to: number): View {
  const { core, start, stop, name, listed } = view
  const size = stop - start
  const place = (position: number): number => {
    if (!Number.isInteger(position)) {
      throw new RheobaseError(
        'type',
        'index-not-whole',
        `a part of \`${name}\` starts and stops at whole numbers, not at ${describeValue(position)}`,
      )
    }
    return Math.min(Math.max(position < 0 ? position + size : position, 0), size)
  }
  const [first, end] = [place(from), place(to)]
  if (first >= end) {
    throw new RheobaseError(
      'index',
      'empty-part',
      `the part ${String(from)} to ${String(to)} of \`${name}\` has no ${elementsCalled(core.element)}: it has ${String(size)}, 0 to ${String(size - 1)}`,
    )
  }
  if (listed !== undefined) return listPart(core, listed.neurons.slice(first, end))
  return { core, start: start + first, stop: start + end, name: nextName(core) }
}

/** The neurons of a selection. @throws {RheobaseError} kind `index` if there are none, kind `value` if they do not ascend */
export function selectionFrom(view: View, selector: ElementSelector): View {
  const { core, start, listed, name } = view
  const places = selectionOf(core.owner(view), `\`${name}\``, selector)
  if (places.length === 0) {
    throw new RheobaseError(
      'index',
      'empty-part',
      `the selection ${typeof selector === 'string' ? `'${selector}'` : describeValue(selector)} of \`${name}\` has no ${elementsCalled(core.element)}`,
    )
  }
  const wrong = places.findIndex((place, k) => k > 0 && place <= (places[k - 1] ?? -1))
  if (wrong > 0) {
    throw new RheobaseError(
      'value',
      'part-not-ascending',
      `the ${elementsCalled(core.element)} of a part stand in the order of the group, each once, but in the selection of \`${name}\` ${String(places[wrong])} comes after ${String(places[wrong - 1])}: sort the list`,
    )
  }
  return listPart(
    core,
    places.map(place => listed?.neurons[place] ?? place + start),
  )
}

/** A part of listed neurons, ascending; those that follow each other are a stretch, which is faster. */
export function listPart(core: GroupCore, neurons: Int32Array): View {
  const [first = 0] = neurons
  const stop = first + neurons.length
  const name = nextName(core)
  if (neurons[neurons.length - 1] === stop - 1) return { core, start: first, stop, name }
  const places = new Int32Array(core.size).fill(-1)
  neurons.forEach((neuron, place) => {
    places[neuron] = place
  })
  return { core, start: 0, stop: neurons.length, listed: { neurons, places }, name }
}
