import { describeValue } from '../units/options.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Morphology } from '../morphology/morphology.js'
import { walkSections } from '../morphology/walk-sections.js'
import { hasCoordinates } from '../morphology/section-shape.js'
import { groupViewOf } from '../network/group-views.js'
import { Network } from '../network/network.js'
import { PopulationRateMonitor } from '../network/population-rate-monitor.js'
import { SpikeMonitor } from '../network/spike-monitor.js'
import { StateMonitor } from '../network/state-monitor.js'
import { StateVariable } from '../network/state-variable.js'
import { StatisticsMonitor } from '../network/statistics-monitor.js'
import { SynapticVariable } from '../network/synaptic-variable.js'
import { synapsesCoreOf, type SynapsesBase } from '../network/synapses.js'
import { sameDimension, second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { connectivity } from './connectivity.js'
import { curve } from './curve.js'
import { dendrogram } from './dendrogram.js'
import { figure, type FigureOptions } from './figure.js'
import { histogram } from './histogram.js'
import type { Mark } from './mark.js'
import { populationRate } from './population-rate.js'
import { projection } from './projection.js'
import { raster } from './raster.js'
import { tracesOf } from './traces.js'

/** What `plot` draws. */
export type Plottable =
  | SpikeMonitor
  | StateMonitor
  | StatisticsMonitor
  | PopulationRateMonitor
  | SynapsesBase
  | StateVariable
  | Morphology
  | Quantity
  | Network

/**
 * The picture of anything that a network has recorded or is made of, or of a list of such things, one below the other, as the text of an SVG file:
 * spikes as a raster, variables over time, rates, synapses as the pairs that are joined, the values of a variable as a histogram, morphologies
 * from the side, and of a network all its monitors.
 *
 *     writeFileSync('activity.svg', plot([spikes, rate, states], { title: 'Irregular activity' }))
 *
 * What a picture shows besides is chosen with `figure` and `raster`, `trace`, `connectivity` and so on.
 * @throws {RheobaseError} kind `type` for what has no picture
 */
export function plot(thing: Plottable | readonly Plottable[], options: FigureOptions = {}): string {
  const things: readonly unknown[] = Array.isArray(thing) ? thing : [thing]
  return figure(things.flatMap(marksOf), options)
}

/** The panels that show something, from the top. */
export function marksOf(thing: unknown): readonly Mark[] {
  if (thing instanceof SpikeMonitor) return [raster(thing)]
  if (thing instanceof StateMonitor) return tracesOf(thing)
  if (thing instanceof PopulationRateMonitor) return [populationRate(thing)]
  if (thing instanceof StatisticsMonitor) return thing.variables.map(variable => meansOf(thing, variable))
  if (thing instanceof SynapticVariable)
    return [histogram(thing.quantity(), { xLabel: thing.name, label: 'Synapses' })]
  if (thing instanceof StateVariable) return [histogram(thing.quantity(), { xLabel: thing.name })]
  if (thing instanceof Morphology) return [hasPlaces(thing) ? projection(thing) : dendrogram(thing)]
  if (thing instanceof Network) return marksOfNetwork(thing)
  if (isQuantity(thing))
    return [histogram(thing, { xLabel: sameDimension(thing.dimension, second) ? 'Time' : 'Value' })]
  if (synapsesCoreOf(thing) !== undefined) return [connectivity(thing as SynapsesBase)]
  throw noPicture(thing)
}

// The bare `instanceof` would make the type argument `any`.
const isQuantity = (value: unknown): value is Quantity => value instanceof Quantity

function marksOfNetwork(network: Network): readonly Mark[] {
  const marks = network.parts().flatMap(({ handle }) => (isMonitor(handle) ? marksOf(handle) : []))
  if (marks.length > 0) return marks
  throw new RheobaseError(
    'value',
    'nothing-to-draw',
    'the network has no monitor that recorded something to draw: make one before the run, net.spikeMonitor(group) or net.stateMonitor(group, …)',
  )
}

/** Monitors that only count, or write elsewhere, have nothing to draw. */
const isMonitor = (handle: unknown): boolean =>
  (handle instanceof SpikeMonitor && handle.keepsEvents) ||
  (handle instanceof StateMonitor && handle.streamsTo === undefined) ||
  (handle instanceof PopulationRateMonitor && handle.streamsTo === undefined)

const hasPlaces = (cell: Morphology): boolean =>
  [...walkSections(cell)].every(({ shape }) => hasCoordinates(shape))

/** The mean of each element, from one to the next. */
const meansOf = (monitor: StatisticsMonitor, variable: string): Mark =>
  curve(monitor.elements, monitor.mean(variable), {
    xLabel: 'Element',
    label: `Mean of ${variable}`,
    draw: 'dots',
  })

function noPicture(thing: unknown): RheobaseError {
  const group = groupViewOf(thing)
  return new RheobaseError(
    'type',
    'no-picture',
    group !== undefined
      ? `a group of neurons such as \`${group.name}\` has no picture: plot a monitor of it, or a variable such as neurons.v`
      : `plot draws monitors, synapses, variables, morphologies, quantities and networks, not ${describeValue(thing)}`,
  )
}
