import type { ModelObject } from '../compile/network-model.js'
import type { RunSummary } from './run-options.js'
import { SpikeMonitor } from './spike-monitor.js'
import { neuronsOfPart } from './group-part.js'
import { spikingElements } from './spiking-elements.js'

/** What a network consists of, in numbers. */
export interface NetworkSummary {
  /** Neurons of all groups, sources of given spikes included; one with a form is one, however many compartments it has. */
  readonly neurons: number
  /** Of the neurons that have a form. */
  readonly compartments: number
  readonly synapses: number
  /** Neurons whose spikes a monitor counts; of neurons with a form, compartments that can spike. */
  readonly monitored: number
  /** Whether several of these are compartments of one cell, so that a spike of it counts more than once. */
  readonly countsCompartments: boolean
  /** Spikes of these neurons so far, each counted once however many monitors saw it. */
  readonly spikes: number
  readonly seed: number
  readonly time: TimeSpent
}

/** Wall-clock time of all runs so far, in milliseconds. */
export interface TimeSpent {
  readonly runs: number
  readonly generateMilliseconds: number
  readonly compileMilliseconds: number
  readonly runMilliseconds: number
  /** Of these, how long the runs waited for streams. */
  readonly waitMilliseconds: number
}

export const NO_TIME_SPENT: TimeSpent = {
  runs: 0,
  generateMilliseconds: 0,
  compileMilliseconds: 0,
  runMilliseconds: 0,
  waitMilliseconds: 0,
}

export const withRun = (spent: TimeSpent, run: RunSummary): TimeSpent => ({
  runs: spent.runs + 1,
  generateMilliseconds: spent.generateMilliseconds + run.generateMilliseconds,
  compileMilliseconds: spent.compileMilliseconds + run.compileMilliseconds,
  runMilliseconds: spent.runMilliseconds + run.runMilliseconds,
  waitMilliseconds: spent.waitMilliseconds + run.waitMilliseconds,
})

/** A member of a network: what the user holds of it, and its model. */
export interface NetworkPart {
  readonly handle: object | undefined
  readonly model: ModelObject
}

export function summariseNetwork(
  parts: readonly NetworkPart[],
  seed: number,
  time: TimeSpent,
): NetworkSummary {
  let [neurons, compartments, synapses] = [0, 0, 0]
  for (const { model } of parts) {
    if (model.kind === 'neuron-group' && model.cable !== undefined) {
      neurons += model.size / model.cable.compartments
      compartments += model.size
    } else if (model.kind === 'neuron-group' || model.kind === 'spike-generator') neurons += model.size
    else if (model.kind === 'synapses') synapses += model.size
  }
  return {
    neurons,
    compartments,
    synapses,
    seed,
    time,
    ...countSpikes(parts),
  }
}

/** Stands for a neuron that no monitor counts. */
const NOT_COUNTED = -1

/** For each monitored neuron the spikes that one monitor saw; the most of several, of which one may have been switched off for a while. */
function countSpikes(
  parts: readonly NetworkPart[],
): Pick<NetworkSummary, 'monitored' | 'countsCompartments' | 'spikes'> {
  let countsCompartments = false
  const groups = new Map<string, Int32Array>()
  for (const { handle, model } of parts) {
    if (!(handle instanceof SpikeMonitor) || model.kind !== 'spike-monitor' || model.event !== 'spike')
      continue
    const { group } = model.source
    const all = neuronsOfPart(model.source)
    const { elements, each } = spikingElements(model.source, 'spike')
    if (each === 'compartment') countsCompartments = true
    const counts = groups.get(group.name) ?? new Int32Array(group.size).fill(NOT_COUNTED)
    groups.set(group.name, counts)
    // By index: the iterator of a typed array is slow in code that runs once.
    for (let k = 0; k < elements.length; k++) {
      const element = elements[k] ?? 0
      counts[element] = Math.max(0, counts[element] ?? 0)
    }
    const seen = handle.countOfEach()
    for (let place = 0; place < seen.length; place++) {
      const neuron = all[place] ?? place
      if (counts[neuron] !== NOT_COUNTED)
        counts[neuron] = Math.max(seen[place] ?? 0, counts[neuron] ?? NOT_COUNTED)
    }
  }
  let [monitored, spikes] = [0, 0]
  for (const counts of groups.values()) {
    for (let neuron = 0; neuron < counts.length; neuron++) {
      const count = counts[neuron] ?? NOT_COUNTED
      if (count === NOT_COUNTED) continue
      monitored++
      spikes += count
    }
  }
  return { monitored, countsCompartments, spikes }
}
