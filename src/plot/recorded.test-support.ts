import { ms } from '../units/units.js'
import type { Quantity } from '../units/quantity.js'
import type { Recording } from './trace.js'
import type { Spikes } from './raster.js'

/** Spikes as a monitor has them: pairs of a time in ms and a neuron. */
export const spikesAt = (
  size: number,
  ...spikes: readonly (readonly [milliseconds: number, neuron: number])[]
): Spikes => ({
  i: Int32Array.from(spikes, ([, neuron]) => neuron),
  t: ms(spikes.map(([time]) => time)),
  countOfEach: () =>
    Int32Array.from({ length: size }, (_, neuron) => spikes.filter(spike => spike[1] === neuron).length),
})

/** What a state monitor of element 0 has recorded. */
export const recorded = (
  milliseconds: readonly number[],
  variables: Readonly<Record<string, Quantity<Float64Array>>>,
): Recording => ({
  t: ms(milliseconds),
  elements: Int32Array.of(0),
  trace: variable => variables[variable] ?? ms([]),
})
