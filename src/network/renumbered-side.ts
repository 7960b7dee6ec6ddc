import { RheobaseError } from '../errors/rheobase-error.js'
import type { NumberedSynapses, Renumbering } from './renumbering.js'
import type { SynapseNeurons } from './synapse-neurons.js'
import type { SynapsesCore } from './synapses-core.js'

/** A side of synapses that is other synapses: where those get new numbers, the sources or targets of these do. */
export class RenumberedSide implements NumberedSynapses {
  readonly #synapses: SynapsesCore
  readonly #neurons: SynapseNeurons
  readonly #side: 'source' | 'target'

  constructor(synapses: SynapsesCore, neurons: SynapseNeurons, side: 'source' | 'target') {
    this.#synapses = synapses
    this.#neurons = neurons
    this.#side = side
  }

  checkRenumbering({ numbers }: Renumbering): void {
    if (!this.#isPresent) return
    if (this.#neurons.sideColumn(this.#side).every(synapse => numbers[synapse] !== -1)) return
    const { name } = this.#synapses
    throw new RheobaseError(
      'state',
      'synapse-needed',
      `\`${name}\` leads to synapses of \`${this.#synapses[this.#side].name}\` that would be removed: remove those of \`${name}\` first`,
    )
  }

  renumber({ numbers }: Renumbering): void {
    if (!this.#isPresent) return
    const column = this.#neurons.sideColumn(this.#side)
    column.forEach((synapse, k) => {
      column[k] = numbers[synapse] ?? 0
    })
    this.#neurons.recount()
    this.#neurons.restored()
    for (const pathway of this.#synapses.pathways) pathway.delaysChanged()
  }

  /** Whether the synapses are still in the network. */
  get #isPresent(): boolean {
    const { scope, name } = this.#synapses
    return scope.find(name) === this.#synapses
  }
}
