import type { Builder } from '../kernels/builder.js'
import type { Value } from '../kernels/value.js'
import type { NeuronGroupModel } from '../model/group.js'
import type { Evaluated } from './evaluated.js'

/** The number by which the random numbers of an element are counted: its own, after those of the group that stand before the first one. */
export function drawnElement(
  builder: Builder,
  { firstElement = 0 }: Pick<NeuronGroupModel, 'firstElement'>,
  element: Value,
): Value {
  return firstElement === 0 ? element : builder.op('i32.add', element, builder.i32(firstElement))
}

/** The same for what is evaluated for a group, a part of it, or synapses. */
export const drawnElementOf = (builder: Builder, evaluated: Evaluated, element: Value): Value =>
  'group' in evaluated && evaluated.group.kind === 'neuron-group'
    ? drawnElement(builder, evaluated.group, element)
    : element
