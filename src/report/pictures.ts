import { walkSections } from '../morphology/walk-sections.js'
import { hasCoordinates } from '../morphology/section-shape.js'
import { connectivity } from '../plot/connectivity.js'
import { dendrogram } from '../plot/dendrogram.js'
import { figure } from '../plot/figure.js'
import { histogram } from '../plot/histogram.js'
import { intervalHistogram } from '../plot/interval-histogram.js'
import type { Mark } from '../plot/mark.js'
import { populationRate } from '../plot/population-rate.js'
import { projection } from '../plot/projection.js'
import { raster } from '../plot/raster.js'
import { tracesOf } from '../plot/traces.js'
import type { Network } from '../network/network.js'
import { PopulationRateMonitor } from '../network/population-rate-monitor.js'
import { SpikeMonitor } from '../network/spike-monitor.js'
import { StateMonitor } from '../network/state-monitor.js'
import type { SynapsesBase } from '../network/synapses.js'
import { second } from '../units/units.js'
import type { Picture } from './document.js'
import { formOf } from './spatial-groups.js'

/** The form of neurons; what all monitors recorded, over one axis of time; how intervals are distributed; and who is joined to whom. */
export function picturesOf(network: Network): readonly Picture[] {
  return [...formsOf(network), ...activityOf(network), ...intervalsOf(network), ...synapsesOf(network)]
}

function formsOf(network: Network): readonly Picture[] {
  return network.parts().flatMap(({ handle, model }): readonly Picture[] => {
    const form = formOf(handle)
    // A single compartment has no form to see.
    if (form === undefined || form.compartments < 2) return []
    const { morphology } = form
    const hasPlaces = [...walkSections(morphology)].every(({ shape }) => hasCoordinates(shape))
    const marks = [...(hasPlaces ? [projection(morphology)] : []), dendrogram(morphology)]
    const views = hasPlaces ? 'from the side, and as a tree of distances' : 'as a tree of distances'
    return [{ caption: `The form of \`${model.name}\`, ${views}.`, draw: theme => figure(marks, { theme }) }]
  })
}

/** The rate of fewer neurons is a row of needles and tells nothing that the raster does not. */
const LEAST_POPULATION = 5

function activityOf(network: Network): readonly Picture[] {
  const end = network.t
  const shown = { to: end, ...(end.value > 10 ? { timeUnit: second } : {}) }
  const marks: Mark[] = []
  const names: string[] = []
  for (const { handle, model } of network.parts()) {
    const before = marks.length
    if (handle instanceof SpikeMonitor && handle.keepsEvents) {
      marks.push(raster(handle, shown))
      if (handle.countOfEach().length >= LEAST_POPULATION) marks.push(populationRate(handle, shown))
    } else if (handle instanceof PopulationRateMonitor) {
      if (handle.streamsTo === undefined) marks.push(populationRate(handle, shown))
    } else if (handle instanceof StateMonitor && handle.samples > 0 && handle.streamsTo === undefined)
      marks.push(...tracesOf(handle, shown))
    if (marks.length > before) names.push(`\`${model.name}\``)
  }
  if (marks.length === 0) return []
  return [
    {
      caption: `What was recorded, from the top: ${names.join(', ')}.`,
      draw: theme => figure(marks, { theme }),
    },
  ]
}

/** A histogram of fewer intervals shows chance. */
const LEAST_INTERVALS = 30

function intervalsOf(network: Network): readonly Picture[] {
  return network.parts().flatMap(({ handle, model }): readonly Picture[] => {
    if (!(handle instanceof SpikeMonitor) || !handle.keepsEvents || model.kind !== 'spike-monitor') return []
    const intervals = handle.countOfEach().reduce((sum, count) => sum + Math.max(0, count - 1), 0)
    if (intervals < LEAST_INTERVALS || model.event !== 'spike') return []
    const mark = intervalHistogram(handle)
    return [
      {
        caption: `Intervals between the spikes of a neuron of \`${model.source.group.name}\`. CV is their standard deviation over their mean.`,
        draw: theme => figure([mark], { theme }),
      },
    ]
  })
}

/** More synapses than this take long to draw and show nothing that the text does not say. */
const MOST_SYNAPSES = 5_000_000

function synapsesOf(network: Network): readonly Picture[] {
  return network.parts().flatMap(({ handle, model }): readonly Picture[] => {
    if (model.kind !== 'synapses' || model.size === 0 || model.size > MOST_SYNAPSES) return []
    const synapses = handle as SynapsesBase
    const varied = [...model.variables.values()].filter(
      ({ name, type, access, shared }) =>
        type === 'float' && access !== 'read-only' && !shared && isVaried(synapses.state(name).values()),
    )
    // With a single neuron on one side every pair is in one line.
    const isPlane = Math.min(synapses.outgoing().length, synapses.incoming().length) > 1
    if (!isPlane && varied.length === 0) return []
    const marks = [
      ...(isPlane ? [connectivity(synapses, { weight: 2.4 })] : []),
      ...varied.map(({ name }) =>
        histogram(synapses.state(name).quantity(), { xLabel: name, label: 'Synapses' }),
      ),
    ]
    const shown = [
      ...(isPlane ? ['which neurons are joined'] : []),
      ...(varied.length === 0 ? [] : ['the values of their variables at the end']),
    ]
    return [
      {
        caption: `The synapses \`${model.name}\`: ${shown.join('; and ')}.`,
        draw: theme => figure(marks, { theme }),
      },
    ]
  })
}

const isVaried = (values: ArrayLike<number>): boolean =>
  Array.prototype.some.call(values, (value: number) => value !== values[0])
