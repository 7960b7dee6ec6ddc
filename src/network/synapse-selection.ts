import { variableArray } from '../compile/storage.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { sourceOf, targetOf } from '../compile/synapse-arrays.js'
import type { ElementRange, ElementSelector } from './element-selection.js'
import type { SynapsesCore } from './synapses-core.js'

/** One side of a selection by neurons: an index, a list of indices, or a range. */
export type NeuronSelector = number | ArrayLike<number> | ElementRange

/** Synapses by the neurons they join: all whose source is in `i` and whose target is in `j`; a side left out takes all. */
export interface PairSelector {
  readonly i?: NeuronSelector
  readonly j?: NeuronSelector
  /** With a multisynaptic index: only synapses with these numbers among the parallel ones. */
  readonly k?: number | ElementRange
}

/** Synapses by number as for all objects, by condition over `i`, `j` and variables, or by their neurons. */
export type SynapseSelector = ElementSelector | PairSelector

export const isPairSelector = (selector: unknown): selector is PairSelector =>
  typeof selector === 'object' && selector !== null && ('i' in selector || 'j' in selector || 'k' in selector)

/** The synapses of a selection by neurons, ascending; nothing if the selector is of another kind. Neurons that do not exist select nothing. */
export function selectSynapses(synapses: SynapsesCore, selector: SynapseSelector): Int32Array | undefined {
  if (!isPairSelector(selector)) return undefined
  const { memory } = synapses.scope.workspace
  const model = synapses.model()
  const isSource = membership(selector.i, synapses.source.stop - synapses.source.start)
  const isTarget = membership(selector.j, synapses.target.stop - synapses.target.start)
  const sources = memory.view(sourceOf(synapses.scope.workspace, model))
  const targets = memory.view(targetOf(synapses.scope.workspace, model))
  const isNumber = selector.k === undefined ? undefined : membership(selector.k, Number.MAX_SAFE_INTEGER)
  const numbers = isNumber === undefined ? undefined : parallelNumbers(synapses)
  const chosen: number[] = []
  sources.forEach((source, synapse) => {
    const isChosen =
      isSource(source) && isTarget(targets[synapse] ?? -1) && (isNumber?.(numbers?.[synapse] ?? 0) ?? true)
    if (isChosen) chosen.push(synapse)
  })
  return Int32Array.from(chosen)
}

function parallelNumbers(synapses: SynapsesCore): Float64Array | Int32Array {
  const { workspace } = synapses.scope
  const index = synapses.multisynapticIndex
  if (index === undefined) {
    throw new RheobaseError(
      'index',
      'no-multisynaptic-index',
      `\`${synapses.name}\` does not number parallel synapses: make it with the option multisynapticIndex to select by k`,
    )
  }
  return workspace.memory.view(variableArray(workspace, index, synapses.size))
}

function membership(selector: NeuronSelector | undefined, size: number): (neuron: number) => boolean {
  if (selector === undefined) return () => true
  if (typeof selector === 'number') return neuron => neuron === selector
  if ('length' in selector) {
    const members = new Set(Array.from(selector))
    return neuron => members.has(neuron)
  }
  const { from = 0, to = size, step = 1 } = selector
  const place = (position: number): number => (position < 0 ? position + size : position)
  const [first, end] = [place(from), place(to)]
  return neuron => neuron >= first && neuron < end && (neuron - first) % step === 0
}
