import type { SynapsesBase } from '../network/synapses.js'
import type { Quantity } from '../units/quantity.js'

/** What a picture of synapses is drawn from: synapses have it. */
export type WiredSynapses = Pick<SynapsesBase, 'sources' | 'targets' | 'outgoing' | 'incoming'> & {
  state(name: string): { quantity(): Quantity }
}

/** Synapses as pairs of neurons, and the value of a variable for each. */
export interface SynapseEntries {
  readonly shape: readonly [sources: number, targets: number]
  readonly i: Int32Array
  readonly j: Int32Array
  readonly values?: Quantity
}

/** @throws {RheobaseError} kind `name` for a variable that the synapses do not have */
export function sparseEntries(synapses: WiredSynapses, variable: string | undefined): SynapseEntries {
  const entries = {
    shape: [synapses.outgoing().length, synapses.incoming().length],
    i: synapses.sources(),
    j: synapses.targets(),
  } as const
  if (variable === undefined) return entries
  const values = valuesOf(synapses, variable).quantity()
  return {
    ...entries,
    values: values.length === entries.i.length ? values : repeated(values, entries.i.length),
  }
}

/** The delays of the pathway `pre` are no variable of the equations, but they have a value for each synapse. */
export function valuesOf(synapses: WiredSynapses, variable: string): { quantity(): Quantity } {
  if (variable !== 'delay') return synapses.state(variable)
  // Synapses without a pathway have no delay to ask for.
  const { delay } = synapses as { readonly delay?: { quantity(): Quantity } }
  return delay ?? synapses.state(variable)
}

/** What all synapses share, once for each. */
function repeated(value: Quantity, count: number): Quantity {
  return value.at(0).times(new Float64Array(count).fill(1))
}
