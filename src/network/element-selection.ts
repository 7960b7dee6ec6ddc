import { RheobaseError } from '../errors/rheobase-error.js'
import type { CompartmentValues } from '../morphology/compartment-values.js'
import type { Group } from './group-handle.js'
import { checkOptions, describeValue } from './options.js'

/** A range of elements: `to` excluded, negative numbers count from the end, every part may be left out. */
export interface ElementRange {
  readonly from?: number
  readonly to?: number
  readonly step?: number
}

/**
 * Which elements: one index (negative counts from the end), a list of indices, a range, a mask with one boolean per element, a
 * condition in the equation language such as `'v > -60*mV and i < 3'`, a part of the group, which stands for its neurons, or a part of a
 * morphology, which stands for compartments.
 */
export type ElementSelector =
  number | ArrayLike<number> | readonly boolean[] | ElementRange | string | Group | CompartmentValues

/** Elements by their places alone, without what they are. */
export type PlaceSelector = Exclude<ElementSelector, string | Group | CompartmentValues>

/** What the elements of an object are called in messages. */
export type ElementName = 'neuron' | 'compartment' | 'synapse'
/** `neurons`, or with a number `1 neuron`, `2 neurons`. */
export const elementsCalled = (name: ElementName, count?: number): string =>
  count === undefined ? `${name}s` : `${String(count)} ${name}${count === 1 ? '' : 's'}`

/** `count` whole numbers from `first` on. */
export function consecutive(first: number, count: number): Int32Array {
  // By index: what `from` with a function takes per element is felt with millions of synapses.
  const numbers = new Int32Array(count)
  for (let k = 0; k < count; k++) numbers[k] = first + k
  return numbers
}

/** Indices of a selection that is not text, from 0 to `size` - 1. */
export function selectElements(
  where: string,
  selector: PlaceSelector,
  size: number,
  element: ElementName,
): Int32Array {
  if (typeof selector !== 'number' && (typeof selector !== 'object' || (selector as unknown) === null)) {
    throw new RheobaseError(
      'type',
      'not-a-selection',
      `${where} is picked by a number, a list, a range or a condition, not by ${describeValue(selector)}`,
    )
  }
  if (typeof selector === 'number') return Int32Array.of(checkedIndex(where, selector, size, element))
  if (isListLike(selector)) {
    if (isMask(selector)) {
      if (selector.length !== size) {
        throw new RheobaseError(
          'index',
          'mask-length',
          `a mask for ${where} must have ${String(size)} values, not ${String(selector.length)}`,
        )
      }
      return Int32Array.from(selector.flatMap((chosen, index) => (chosen ? [index] : [])))
    }
    return Int32Array.from(selector, index => checkedIndex(where, index, size, element))
  }
  checkOptions(`a range of ${where}`, selector, ['from', 'to', 'step'])
  for (const position of [selector.from, selector.to]) {
    if (position === undefined || Number.isInteger(position)) continue
    throw new RheobaseError(
      'type',
      'index-not-whole',
      `a range of ${where} starts and ends at whole numbers, not at ${describeValue(position)}`,
    )
  }
  return rangeOf(selector, size)
}

const isListLike = (selector: object): selector is ArrayLike<number> | readonly boolean[] =>
  'length' in selector
const isMask = (list: ArrayLike<number> | readonly boolean[]): list is readonly boolean[] =>
  list.length > 0 && typeof list[0] === 'boolean'

function checkedIndex(where: string, index: number, size: number, element: ElementName): number {
  if (!Number.isInteger(index)) {
    throw new RheobaseError(
      'type',
      'index-not-whole',
      `an index of ${where} must be a whole number, not ${describeValue(index)}`,
    )
  }
  const absolute = index < 0 ? index + size : index
  if (absolute < 0 || absolute >= size) {
    throw new RheobaseError(
      'index',
      'index-out-of-range',
      `${where} has no ${element} ${String(index)}: it has ${String(size)}, 0 to ${String(size - 1)}`,
    )
  }
  return absolute
}

function rangeOf({ from, to, step = 1 }: ElementRange, size: number): Int32Array {
  if (!Number.isInteger(step) || step === 0) {
    throw new RheobaseError(
      'value',
      'impossible-step',
      `the step of a range must be a whole number other than 0, not ${String(step)}`,
    )
  }
  const cut = (position: number): number => {
    const absolute = position < 0 ? position + size : position
    return Math.min(Math.max(absolute, step > 0 ? 0 : -1), step > 0 ? size : size - 1)
  }
  const first = from === undefined ? (step > 0 ? 0 : size - 1) : cut(from)
  const end = to === undefined ? (step > 0 ? size : -1) : cut(to)
  const indices = new Int32Array(Math.max(0, Math.ceil((end - first) / step)))
  for (let k = 0; k < indices.length; k++) indices[k] = first + k * step
  return indices
}
