import { InternalError } from '../../errors/rheobase-error.js'
import type { Rewriter } from '../../kernels/rewrite.js'
import type { ArraySymbol, Statement, Value } from '../../kernels/value.js'
import { usedBy, walk } from '../../kernels/walk.js'
import type { PathwayModel, SynapsesModel } from '../../model/synapses.js'
import { targetOf, type Rows } from '../synapse-arrays.js'
import { ownStretchOf, type Place, type Region } from './access.js'
import { isLoadOf, isNeuronAt } from './neuron-index.js'
import type { ThreadPlan } from './thread-plan.js'

export interface Pathway {
  readonly synapses: SynapsesModel
  readonly pathway: PathwayModel
}
/** Pathways by the names of the arrays in which their rows start. */
export type Pathways = ReadonlyMap<string, Pathway>

export const pathwaysOf = (synapses: readonly SynapsesModel[]): Pathways =>
  new Map(
    synapses.flatMap(owner =>
      owner.pathways.map(
        pathway => [`${owner.name}.${pathway.name}.rows`, { synapses: owner, pathway }] as const,
      ),
    ),
  )

/** The code for one place of a row. */
export interface RowCode {
  /** The place, or what is known by its number. */
  readonly place: Value
  readonly code: readonly Statement[]
  /** The neuron that has emitted, counted in its part. */
  readonly emitting: Value | undefined
}

/** What the indices in the code of a row mean. */
export class PlacesOfRow {
  /** Whether places of the row are used only to find synapses. */
  readonly areSynapsesOnly: boolean
  readonly #plan: ThreadPlan
  readonly #pathway: Pathway
  readonly #rows: Rows
  readonly #code: RowCode
  readonly #orderLoads: readonly Statement[]

  constructor(plan: ThreadPlan, pathway: Pathway, rows: Rows, code: RowCode) {
    this.#plan = plan
    this.#pathway = pathway
    this.#rows = rows
    this.#code = code
    const users: Statement[] = []
    walk(code.code, statement => {
      if (usedBy(statement).includes(code.place)) users.push(statement)
    })
    this.#orderLoads = users.filter(
      statement => statement.kind === 'define' && this.#isFromOrder(statement.value),
    )
    this.areSynapsesOnly = rows.order === undefined || this.#orderLoads.length === users.length
  }

  regionOf({ array, index, displacement }: Place): Region {
    const { name, size, target } = this.#pathway.synapses
    if (displacement !== 0) return 'any'
    if (array.length === size && this.#isSynapse(index)) return { own: `synapses ${name}` }
    const isTarget = isNeuronAt(this.#plan.storage, target, index, place => this.#isPlaceOfTarget(place))
    return array.length === target.group.size && isTarget ? ownStretchOf(array) : 'any'
  }

  /** What finds synapses in another order. */
  withOrder(order: ArraySymbol | undefined): ReadonlyMap<Statement, (rewriter: Rewriter) => void> {
    const { place } = this.#code
    return new Map(
      this.#orderLoads.map(statement => [
        statement,
        (rewriter: Rewriter) => {
          if (statement.kind !== 'define' || order === undefined)
            throw new InternalError('rows without an order')
          rewriter.map(statement.value, rewriter.builder.load(order, rewriter.value(place)))
        },
      ]),
    )
  }

  #isFromOrder(value: Value): boolean {
    return isLoadOf(value, this.#rows.order) && value.index === this.#code.place
  }
  #isSynapse(value: Value): boolean {
    return this.#rows.order === undefined ? value === this.#code.place : this.#isFromOrder(value)
  }
  #isPlaceOfTarget(value: Value): boolean {
    if (this.#pathway.pathway.side === 'post' && value === this.#code.emitting) return true
    return (
      isLoadOf(value, targetOf(this.#plan.storage, this.#pathway.synapses)) && this.#isSynapse(value.index)
    )
  }
}
