import { variableArray } from '../compile/storage.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { sourceOf, targetOf } from '../compile/synapse-arrays.js'
import type { TypedValues } from '../runtime/typed-values.js'
import type { ElementRange } from './element-selection.js'
import { type Group } from './group-handle.js'
import { groupViewOf } from './group-views.js'
import { checkOptions, describeValue } from './options.js'
import { isPairSelector, type NeuronSelector, type SynapseSelector } from './pair-selector.js'
import type { SynapsesCore } from './synapses-core.js'
import { neuronsOfPart } from './group-part.js'

/** The synapses of a selection by neurons, ascending; nothing if the selector is of another kind. Neurons that do not exist select nothing. */
export function selectSynapses(synapses: SynapsesCore, selector: SynapseSelector): Int32Array | undefined {
  if (!isPairSelector(selector)) return undefined
  checkOptions(`a selection of synapses of \`${synapses.name}\``, selector, ['i', 'j', 'k'])
  const { workspace } = synapses.scope
  const model = synapses.model()
  const isSource = neuronsOf(synapses, 'i', selector.i)
  const isTarget = neuronsOf(synapses, 'j', selector.j)
  const sources = workspace.memory.view(sourceOf(workspace, model))
  const targets = workspace.memory.view(targetOf(workspace, model))
  const isNumber =
    selector.k === undefined
      ? ALL
      : membership(`k of \`${synapses.name}\``, selector.k, Number.MAX_SAFE_INTEGER)
  const numbers = selector.k === undefined ? undefined : parallelNumbers(synapses)
  const chosen = new Int32Array(synapses.size)
  let count = 0
  for (let synapse = 0; synapse < sources.length; synapse++) {
    if (!isSource(sources[synapse] ?? -1) || !isTarget(targets[synapse] ?? -1)) continue
    if (isNumber(numbers?.[synapse] ?? 0)) chosen[count++] = synapse
  }
  return chosen.slice(0, count)
}

type Membership = (number: number) => boolean
const ALL: Membership = () => true

/** Whether a neuron of a side is chosen. Neurons that do not exist choose nothing. */
function neuronsOf(
  synapses: SynapsesCore,
  side: 'i' | 'j',
  selector: NeuronSelector | undefined,
): Membership {
  if (selector === undefined) return ALL
  const { core, start, stop, listed, name } = side === 'i' ? synapses.source : synapses.target
  const view = groupViewOf(selector)
  if (view === undefined)
    return membership(
      `${side} of \`${synapses.name}\``,
      selector as Exclude<NeuronSelector, Group>,
      stop - start,
    )
  if (view.core === core) {
    const chosen = new Set(neuronsOfPart(view))
    const own = neuronsOfPart({ start, stop, ...(listed === undefined ? {} : { listed }) })
    return place => chosen.has(own[place] ?? -1)
  }
  throw new RheobaseError(
    'value',
    'neurons-of-another-group',
    `a selection of synapses of \`${synapses.name}\`: \`${view.name}\` is no part of the ${side === 'i' ? 'source' : 'target'} \`${name}\``,
  )
}

function parallelNumbers(synapses: SynapsesCore): TypedValues {
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

function membership(
  where: string,
  selector: number | ArrayLike<number> | ElementRange,
  size: number,
): Membership {
  if (typeof selector === 'number') return number => number === selector
  if (typeof selector !== 'object' || (selector as unknown) === null) {
    throw new RheobaseError(
      'type',
      'not-a-selection',
      `${where} is picked by a number, a list, a range or a group, not by ${describeValue(selector)}; text picks synapses: at('i < 3 and j == i')`,
    )
  }
  if ('length' in selector) {
    const members = new Set(Array.from(selector))
    return number => members.has(number)
  }
  checkOptions(`a range of ${where}`, selector, ['from', 'to', 'step'])
  const { from = 0, to = size, step = 1 } = selector
  for (const part of [from, to, step]) {
    if (Number.isInteger(part)) continue
    throw new RheobaseError(
      'type',
      'index-not-whole',
      `a range of ${where} has whole numbers, not ${describeValue(part)}`,
    )
  }
  if (step < 1)
    throw new RheobaseError(
      'value',
      'impossible-step',
      `the step of a range of ${where} must be at least 1, not ${String(step)}: the order of synapses is that of their numbers`,
    )
  const place = (position: number): number => (position < 0 ? Math.max(0, position + size) : position)
  const [first, end] = [place(from), place(to)]
  return number => number >= first && number < end && (number - first) % step === 0
}
