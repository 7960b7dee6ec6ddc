import type { Value } from '../kernels/value.js'
import { dimensionless } from '../units/dimension.js'
import type { Binding } from './binding.js'
import type { Lowering } from './lowering.js'

/** A whole number of each element that no code can write: `i`, `j`, how many synapses a neuron has, what a generator counts with. */
export const indexBinding = (owner: string, name: string, read: (lowering: Lowering) => Value): Binding => ({
  meaning: { ...wholeNumber(owner, name), scalar: false },
  read,
})

/** How many elements there are: `N`. */
export const countBinding = (owner: string, name: string, count: number): Binding => ({
  meaning: { ...wholeNumber(owner, name), scalar: true },
  read: ({ builder }) => builder.i32(count),
})

const wholeNumber = (owner: string, name: string) =>
  ({
    kind: 'variable',
    dimension: dimensionless,
    type: 'integer',
    readOnly: 'read-only',
    owner,
    name,
  }) as const
