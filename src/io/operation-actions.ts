import type { Network } from '../network/network.js'
import type { DescriptionOf } from './model-json.js'

export type OperationActions = DescriptionOf<'networkOperation'>['do']

/** What the operations do that came from a model file: their functions do not tell. */
const operations = new WeakMap<Network, Map<string, OperationActions>>()

export function describeOperation(network: Network, name: string, actions: OperationActions): void {
  const known = operations.get(network) ?? new Map<string, OperationActions>()
  operations.set(network, known.set(name, actions))
}
/** Nothing for a function of the host. */
export const actionsOf = (network: Network, name: string): OperationActions | undefined =>
  operations.get(network)?.get(name)
