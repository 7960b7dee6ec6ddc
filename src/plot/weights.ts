import { checkOptions } from '../units/options.js'
import { histogram, HISTOGRAM_OPTIONS, type HistogramOptions } from './histogram.js'
import type { Mark } from './mark.js'
import { valuesOf, type WiredSynapses } from './wired-synapses.js'

/**
 * How a variable of synapses is distributed: `weights(synapses, 'w', { xUnit: mV })`; also `'delay'`. As a matrix: `connectivity(synapses, { variable: 'w' })`.
 * @throws {RheobaseError} kind `name` for a variable that the synapses do not have
 */
export function weights(synapses: WiredSynapses, variable: string, options: HistogramOptions = {}): Mark {
  checkOptions('weights', options, HISTOGRAM_OPTIONS)
  return histogram(valuesOf(synapses, variable).quantity(), {
    xLabel: variable,
    label: 'Synapses',
    ...options,
  })
}
