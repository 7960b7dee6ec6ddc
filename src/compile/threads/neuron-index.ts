import type { ArraySymbol, Load, Value } from '../../kernels/value.js'
import type { SynapticSide } from '../../model/synapses.js'
import type { Storage } from '../storage.js'

export const isLoadOf = (value: Value, array: ArraySymbol | undefined): value is Load =>
  value.kind === 'load' && value.array === array && value.displacement === 0

/** Whether a value is what `neuronAt` makes of a place in a part: the number of that neuron in its group. */
export function isNeuronAt(
  storage: Storage,
  { start, listed }: SynapticSide,
  value: Value,
  isPlace: (place: Value) => boolean,
): boolean {
  if (listed !== undefined) return isLoadOf(value, storage.list(listed.neurons)) && isPlace(value.index)
  if (start === 0) return isPlace(value)
  if (value.kind !== 'operation' || value.operator !== 'i32.add') return false
  const [place, offset] = value.operands
  return place !== undefined && isPlace(place) && offset?.kind === 'constant' && offset.value === start
}
