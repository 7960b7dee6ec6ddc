import { elementArray, elementKey } from '../compile/record-state.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { NetworkScope } from './network-scope.js'
import type { SynapseSelector } from './pair-selector.js'
import type { NumberedSynapses, Renumbering } from './renumbering.js'
import { absoluteOf, selectionOf, type VariableOwner } from './variable-owner.js'

/**
 * Which elements a state monitor records. Those of a group are known when the monitor is made. Synapses can be removed, and then the others get
 * new numbers: so their list stands in the memory of the network and goes back with it. All synapses are those that exist when the network first
 * runs; until then there is no list.
 */
export class RecordedElements implements NumberedSynapses {
  readonly #scope: NetworkScope
  readonly #monitor: string
  readonly #owner: () => VariableOwner
  readonly #record: SynapseSelector | boolean
  readonly #fixed: Int32Array | undefined
  /** Whether the monitor is still in the network. */
  readonly #isPresent: () => boolean

  constructor(
    scope: NetworkScope,
    monitor: string,
    owner: () => VariableOwner,
    record: SynapseSelector | boolean,
    followers: Set<NumberedSynapses> | undefined,
    isPresent: () => boolean,
  ) {
    this.#scope = scope
    this.#monitor = monitor
    this.#owner = owner
    this.#record = record
    this.#isPresent = isPresent
    // Chosen in any case: what is wrong with the selection must be found now.
    const chosen = chooseElements(owner(), record)
    if (followers === undefined) this.#fixed = chosen
    else {
      followers.add(this)
      if (record !== true) this.#store(chosen)
    }
  }

  /** Their numbers, counted from the start of the recorded object. */
  get(): Int32Array {
    return this.#fixed ?? this.#stored() ?? chooseElements(this.#owner(), this.#record)
  }
  /** Writes the list for the kernel, before a run. */
  prepare(): void {
    this.#store(absoluteOf(this.#owner(), this.get()))
  }

  checkRenumbering({ numbers }: Renumbering): void {
    if (!this.#isPresent()) return
    const gone = this.#stored()?.find(synapse => numbers[synapse] === -1)
    if (gone === undefined) return
    throw new RheobaseError(
      'state',
      'synapse-needed',
      `\`${this.#monitor}\` records synapse ${String(gone)} of \`${this.#owner().name}\`, which would be removed: take the monitor out of the network first, it keeps what it has recorded`,
    )
  }
  renumber({ numbers }: Renumbering): void {
    const stored = this.#isPresent() ? this.#stored() : undefined
    if (stored !== undefined) this.#store(stored.map(synapse => numbers[synapse] ?? 0))
  }

  #store(elements: Int32Array): void {
    if (elements.length === 0) return
    const { workspace } = this.#scope
    workspace.memory.view(elementArray(workspace, this.#monitor, elements.length)).set(elements)
  }
  #stored(): Int32Array | undefined {
    const { workspace } = this.#scope
    const length = workspace.memory.lengthOf(elementKey(this.#monitor))
    if (length === 0) return undefined
    const list = Int32Array.from(workspace.memory.view(elementArray(workspace, this.#monitor, length)))
    return list[0] === UNSET ? undefined : list
  }
}

/** What the list is filled with before it is written. */
const UNSET = -1

function chooseElements(owner: VariableOwner, record: SynapseSelector | boolean): Int32Array {
  if (record === false) return new Int32Array(0)
  if (record === true) return Int32Array.from({ length: owner.size() }, (_, index) => index)
  return selectionOf(owner, `\`${owner.name}\``, record)
}
