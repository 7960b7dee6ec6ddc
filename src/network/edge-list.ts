import { sourceOf, targetOf } from '../compile/synapse-arrays.js'
import type { Quantity } from '../units/quantity.js'
import { delayName, edgeVariable } from './connected-values.js'
import { checkOptions } from './options.js'
import type { SynapsesCore } from './synapses-core.js'

/** Synapses as a list of edges, in the order in which they were made. Given to `connect`, it makes them again. */
export interface EdgeList {
  /** Source and target of each synapse, counted from the start of the source and of the target. */
  readonly i: Int32Array
  readonly j: Int32Array
  /** Variables by name and, as `delay` and `post.delay`, delays. What all synapses share has one value. */
  readonly values: Readonly<Record<string, Quantity>>
}

export interface EdgeOptions {
  /** Which variables and delays to give; all that can be set if left out. */
  readonly variables?: readonly string[]
}

/** Copies of the synapses of an object. @throws {RheobaseError} kind `name` for a variable that there is not */
export function edgesOf(synapses: SynapsesCore, options: EdgeOptions): EdgeList {
  checkOptions('edges', options, ['variables'])
  const { workspace } = synapses.scope
  const model = synapses.model()
  const column = (of: typeof sourceOf): Int32Array =>
    new Int32Array(workspace.memory.view(of(workspace, model)))
  const names = options.variables ?? [
    ...[...synapses.variables.values()]
      .filter(({ access }) => access !== 'read-only')
      .map(({ name }) => name),
    ...synapses.pathways.map(({ name }) => delayName(name)),
  ]
  return {
    i: column(sourceOf),
    j: column(targetOf),
    values: Object.fromEntries(names.map(name => [name, edgeVariable(synapses, name).quantity()])),
  }
}
