import { eventList } from '../compile/event-list.js'
import { isWholeGroup } from '../compile/neuron-place.js'
import { variableArray } from '../compile/storage.js'
import type { GroupModel, ListedNeurons } from '../model/group.js'
import type { Namespace } from '../model/namespace.js'
import type { Variable } from '../model/variable.js'
import type { Clock } from '../runtime/clock.js'
import { placesOfPart } from './group-part.js'
import type { NetworkMember, NetworkScope } from './network-scope.js'
import { formOfCells } from './spatial-form.js'
import type { ElementName } from './element-selection.js'
import { StateVariable, type VariableStore } from './state-variable.js'
import { variableOf } from './variable-access.js'
import type { VariableOwner } from './variable-owner.js'

/** A group as the network sees it: the handle that a user holds has one. */
export abstract class GroupCore implements NetworkMember {
  readonly scope: NetworkScope
  readonly name: string
  readonly size: number
  readonly clock: Clock
  readonly variables: ReadonlyMap<string, Variable>
  readonly stream: string
  readonly namespaces: readonly Namespace[]
  order: number
  #active = true

  protected constructor(scope: NetworkScope, parts: GroupParts) {
    this.scope = scope
    this.name = parts.name
    this.size = parts.size
    this.clock = parts.clock
    this.variables = parts.variables
    this.stream = parts.stream
    this.order = parts.order
    this.namespaces = parts.namespaces
    // Lists of all elements are made on the host, also where a group has no variables.
    scope.workspace.memory.checkRoom(`\`${this.name}\``, this.size * 8)
    // In memory from the start: a snapshot that is taken before anything was written has them, too.
    for (const variable of this.variables.values()) variableArray(scope.workspace, variable, this.size)
  }

  abstract model(): GroupModel & { readonly active: boolean }
  abstract readonly events: readonly {
    readonly name: string
    readonly when: string
    readonly order: number
  }[]

  /** A group that is switched off has no events: those of its last step must not count again in every step. */
  prepare(): void {
    if (!this.#active) this.forgetEvents()
  }

  protected forgetEvents(): void {
    const { workspace } = this.scope
    for (const { name } of this.events) workspace.memory.setScalar(eventList(workspace, this, name).count, 0)
  }

  /** What one of its elements is called in messages. */
  get element(): ElementName {
    return formOfCells(this) === undefined ? 'neuron' : 'compartment'
  }

  get active(): boolean {
    return this.#active
  }
  set active(active: boolean) {
    this.#active = active
    this.scope.changed()
  }

  /** Reads and writes variables for a part of the group. */
  owner({ start, stop, listed, name }: GroupPart): VariableOwner {
    const { scope, variables, size } = this
    const part = { start, stop, ...(listed === undefined ? {} : { listed }) }
    return {
      workspace: scope.workspace,
      name,
      variables,
      start,
      ...(listed === undefined ? {} : { listed: listed.neurons }),
      size: () => stop - start,
      element: this.element,
      storedSize: () => size,
      evaluated: () => ({ group: this.model(), ...part }),
      select: selector => placesOfPart(this, { ...part, name }, selector),
      checkWritable: () => {
        scope.checkWritable()
      },
      onWrite: () => {
        scope.wrote()
      },
    }
  }
  state(part: GroupPart, variable: string): StateVariable {
    const linked = isWholeGroup({ group: this, ...part }) ? this.linkedStore(variable) : undefined
    return linked === undefined ? variableOf(this.owner(part), variable) : new StateVariable(linked)
  }
  /** All of the group, as a part. */
  get whole(): GroupPart {
    return { start: 0, stop: this.size, name: this.name }
  }
  /** Where a variable is read and written that stands for one of another group; only groups with equations have such. */
  protected abstract linkedStore(name: string): VariableStore | undefined
}

/** Neurons of a group under a name: a stretch of them, or a list. */
export interface GroupPart {
  readonly start: number
  readonly stop: number
  readonly listed?: ListedNeurons
  readonly name: string
}

export interface GroupParts {
  readonly name: string
  readonly size: number
  readonly clock: Clock
  readonly variables: ReadonlyMap<string, Variable>
  readonly stream: string
  readonly namespaces: readonly Namespace[]
  readonly order: number
}
