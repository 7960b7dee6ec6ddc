import type { Evaluated } from '../compile/evaluated.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Variable } from '../model/variable.js'
import {
  consecutive,
  selectElements,
  type ElementName,
  type ElementSelector,
  type PlaceSelector,
} from './element-selection.js'
import { isPairSelector, type PairSelector } from './pair-selector.js'
import type { StateVariable } from './state-variable.js'
import type { Workspace } from './workspace.js'

/** What an object with variables needs to tell so that its variables can be read and written. */
export interface VariableOwner {
  readonly workspace: Workspace
  readonly name: string
  /** The present model, as the compiler sees it; a part of a group gives that part. */
  readonly evaluated: () => Evaluated
  /** Number of elements that the arrays hold, and the first of them that belongs to this part. */
  readonly storedSize: () => number
  readonly start: number
  /** The elements of this part, if they do not follow each other. */
  readonly listed?: Int32Array
  readonly size: () => number
  /** What one of its elements is called in messages. */
  readonly element: ElementName
  readonly variables: ReadonlyMap<string, Variable>
  /** Throws if the host must not write now. */
  readonly checkWritable: () => void
  /** Called after a write, with the name of the variable. */
  readonly onWrite: (name: string) => void
  /** Called when a view of stored values is handed out. */
  readonly onLend?: () => void
  /** A variable of the neurons on either side, with the neuron of each synapse: `v_post`. */
  readonly through?: (name: string) => Reached | undefined
  /** The values of a computed name where they are stored anyway, for looking only. */
  readonly lent?: (name: string) => Int32Array | undefined
  /** Picks elements in a way of its own; nothing for a selector that is treated as for all objects. */
  readonly select?: (selector: ElementSelector | PairSelector) => Int32Array | undefined
}

/** A variable of neurons, as synapses reach it. */
export interface Reached {
  readonly variable: StateVariable
  readonly neurons: Int32Array
  /** Called when the synapses of a neuron were given different values, of which one remains. */
  readonly onConflict: (neuron: number) => void
}

/** Elements of a part as their object counts them. */
export function absoluteOf(
  { start, listed, size }: Pick<VariableOwner, 'start' | 'listed' | 'size'>,
  elements: Int32Array | undefined,
): Int32Array {
  if (elements === undefined) return listed ?? consecutive(start, size())
  return elements.map(index => listed?.[index] ?? index + start)
}

/** The elements of a selection, counted from the start of the object. `where` is what is selected from, for messages. */
export function selectionOf(
  owner: VariableOwner,
  where: string,
  selector: ElementSelector | PairSelector,
): Int32Array {
  const own = owner.select?.(selector)
  if (own !== undefined) return own
  if (isPairSelector(selector)) {
    throw new RheobaseError(
      'type',
      'pairs-of-neurons',
      `\`${owner.name}\` has single elements: { i, j } picks synapses`,
    )
  }
  // A part of a group was looked for before.
  if (typeof selector !== 'string')
    return selectElements(where, selector as PlaceSelector, owner.size(), owner.element)
  const chosen = owner.workspace.evaluate({
    evaluated: owner.evaluated(),
    title: `condition on \`${owner.name}\``,
    text: selector,
    elements: absoluteOf(owner, undefined),
    type: 'boolean',
    dimension: undefined,
  })
  return indicesWhere(chosen)
}

/** The places of what is not zero. */
function indicesWhere(chosen: Float64Array | Int32Array): Int32Array {
  const indices = new Int32Array(chosen.length)
  let count = 0
  for (let index = 0; index < chosen.length; index++) if (chosen[index] !== 0) indices[count++] = index
  return indices.slice(0, count)
}
