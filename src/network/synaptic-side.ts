import { RheobaseError } from '../errors/rheobase-error.js'
import type { SynapticSide } from '../model/synapses.js'
import type { GroupCore, GroupPart } from './group-core.js'
import { groupViewOf, type GroupView } from './group-views.js'
import { describeValue } from './options.js'
import type { SynapsesCore } from './synapses-core.js'

/** What synapses join: a group or a part of one, or all of other synapses, as many as there are at the time. */
export interface SideView extends GroupPart {
  readonly core: GroupCore | SynapsesCore
}

export const sideOf = ({ core, start, stop, listed }: SideView): SynapticSide => ({
  group: core.model(),
  start,
  stop,
  ...(listed === undefined ? {} : { listed }),
})

/** All of some synapses, which other synapses lead to: their indices are the numbers of these. */
class SynapsesSide implements SideView {
  readonly start = 0
  readonly core: SynapsesCore
  constructor(core: SynapsesCore) {
    this.core = core
  }
  get stop(): number {
    return this.core.size
  }
  get name(): string {
    return this.core.name
  }
}

/** @throws {RheobaseError} kind `type` if the handle is neither a group nor synapses */
export function sideViewOf(
  where: string,
  handle: unknown,
  synapsesOf: (handle: unknown) => SynapsesCore | undefined,
): SideView {
  const synapses = synapsesOf(handle)
  if (synapses !== undefined) return new SynapsesSide(synapses)
  const view: GroupView | undefined = groupViewOf(handle)
  if (view !== undefined) return view
  throw new RheobaseError(
    'type',
    'not-a-group',
    `${where} must be a group of neurons, a part of one, or synapses, not ${describeValue(handle)}`,
  )
}
