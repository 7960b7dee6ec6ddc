import { conductance, length, power, quotient } from '../../units/dimension.js'
import type { CableModel } from '../../model/cable.js'
import type { NeuronGroupModel } from '../../model/group.js'
import type { Binding } from '../binding.js'
import { convert } from '../convert.js'
import { lowerExpression } from '../lower-expression.js'
import type { Lowering } from '../lowering.js'

/** The name under which built-in formulas of a spatial neuron know the conductance of its membrane. */
export const CONDUCTANCE = '_conductance'

/**
 * The conductance per area of the membrane of a compartment. It is no subexpression, because a derivative that was made of checked text need
 * not pass the checks itself: a literal zero has no dimension.
 */
export function conductanceBinding(
  { name }: NeuronGroupModel,
  { current }: CableModel,
  within: (lowering: Lowering) => Lowering,
): Binding {
  return {
    meaning: {
      kind: 'variable',
      name: CONDUCTANCE,
      dimension: quotient(conductance, power(length, 2)),
      type: 'float',
      owner: name,
      scalar: false,
      readOnly: 'read-only',
      subexpression: true,
    },
    read: lowering =>
      convert(lowering.builder, lowerExpression(within(lowering), current.conductance), 'f64'),
  }
}
