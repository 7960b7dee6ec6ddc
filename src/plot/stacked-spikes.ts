import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/dimension.js'
import type { Color } from './appearance.js'
import type { AxisName } from './mark.js'
import type { Spikes } from './raster.js'

/** Spikes of one or several groups, one group above the other. */
export interface StackedSpikes {
  readonly i: Int32Array
  readonly t: Quantity<Float64Array>
  /** Number of neurons of all groups. */
  readonly size: number
  /** The neurons of one colour: those from `first` to before `end`. */
  readonly bands: readonly Band[]
  /** Names beside the axis; neurons are numbered if there are none. */
  readonly names: readonly AxisName[] | undefined
}

interface Band {
  readonly first: number
  readonly end: number
  readonly color: Color | undefined
}

/**
 * Spikes of several monitors one above the other, the first one lowest, or of one monitor. Names are those of the groups, or of the neurons of a single
 * monitor; what has a name has a colour of its own, in the order in which traces and curves take theirs.
 * @throws {RheobaseError} kind `value` if there is not one name for each
 */
export function stackSpikes(
  spikes: Spikes | readonly Spikes[],
  names: readonly string[] | undefined,
  color: Color | undefined,
): StackedSpikes {
  const groups: readonly Spikes[] = 'countOfEach' in spikes ? [spikes] : spikes
  const sizes = groups.map(each => each.countOfEach().length)
  const ends = sizes.map((_, k) => sizes.slice(0, k + 1).reduce((sum, size) => sum + size, 0))
  const size = ends.at(-1) ?? 0
  const isList = !('countOfEach' in spikes)
  checkNames(names, isList ? groups.length : size, isList)
  if (groups.length === 0)
    throw new RheobaseError('value', 'nothing-to-draw', 'a raster needs at least one spike monitor')
  const bands: readonly Band[] = isList
    ? ends.map((end, k) => ({ first: end - (sizes[k] ?? 0), end, color: color ?? k }))
    : names === undefined
      ? [{ first: 0, end: size, color }]
      : names.map((_, k) => ({ first: k, end: k + 1, color: color ?? k }))
  const texts = names ?? (isList ? namesOf(groups) : undefined)
  return {
    ...(groups.length === 1 && groups[0] !== undefined
      ? { i: groups[0].i, t: groups[0].t }
      : merged(groups, ends)),
    size,
    bands,
    names: texts?.map((text, k) => {
      const { first, end, color: its } = bands[k] ?? { first: k, end: k + 1, color: undefined }
      return { at: (first + end - 1) / 2, text, ...(its === undefined ? {} : { color: its }) }
    }),
  }
}

/** A monitor has a name; other spikes are told by their place. */
const namesOf = (groups: readonly Spikes[]): readonly string[] =>
  groups.map((each, k) =>
    'name' in each && typeof each.name === 'string' ? each.name : `group ${String(k)}`,
  )

function merged(
  groups: readonly Spikes[],
  ends: readonly number[],
): { readonly i: Int32Array; readonly t: Quantity<Float64Array> } {
  const all = groups.map(({ i, t }) => ({ i, t: t.values }))
  const count = all.reduce((sum, { i }) => sum + i.length, 0)
  const [neurons, times] = [new Int32Array(count), new Float64Array(count)]
  let place = 0
  all.forEach(({ i, t }, group) => {
    const first = group === 0 ? 0 : (ends[group - 1] ?? 0)
    i.forEach((neuron, k) => {
      neurons[place + k] = first + neuron
    })
    times.set(t, place)
    place += i.length
  })
  return { i: neurons, t: new Quantity(times, second) }
}

function checkNames(names: unknown, count: number, isList: boolean): void {
  if (names === undefined) return
  const what = isList ? 'group' : 'neuron'
  if (!Array.isArray(names) || !names.every(name => typeof name === 'string')) {
    throw new RheobaseError(
      'type',
      'not-names',
      `the names of a raster are a list of texts, one for each ${what}, not ${describeValue(names)}`,
    )
  }
  if (names.length !== count) {
    throw new RheobaseError(
      'value',
      'unequal-lengths',
      `a raster of ${String(count)} ${what}${count === 1 ? '' : 's'} needs a name for each, not ${String(names.length)}`,
    )
  }
}
