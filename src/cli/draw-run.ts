import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Network } from '../network/network.js'
import { SpikeMonitor } from '../network/spike-monitor.js'
import { StateMonitor } from '../network/state-monitor.js'
import type { NetworkPart } from '../network/summary.js'
import type { Mark } from '../plot/mark.js'
import { sameDimension } from '../units/dimension.js'
import { second } from '../units/units.js'

/** Makes sure that there will be something to draw: without a monitor that keeps spikes, the largest spiking group gets one. */
export function prepareFigure(network: Network): void {
  const parts = network.parts()
  if (parts.some(part => keptSpikes(part) !== undefined) || network.summary().time.runs > 0) return
  const [largest] = parts
    .flatMap(({ handle, model }) =>
      handle !== undefined && isSpiking(model) ? [{ handle, size: model.size }] : [],
    )
    .sort((a, b) => b.size - a.size)
  if (largest !== undefined) network.spikeMonitor(largest.handle, { name: 'spikes_of_the_figure' })
}

/**
 * Writes the picture of a network that has run: the one that the model draws, or spikes, population rate and traces, each from the first
 * monitor that has it.
 * @throws {RheobaseError} kind `value` if nothing was recorded
 */
export async function drawRun(
  network: Network,
  title: string,
  file: string,
  picture?: () => string | Promise<string>,
): Promise<void> {
  const svg = picture === undefined ? await drawMonitors(network, title) : await picture()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, svg)
}

async function drawMonitors(network: Network, title: string): Promise<string> {
  const { figure, raster, populationRate, trace } = await import('../plot/index.js')
  const parts = network.parts()
  const spikes = parts.map(keptSpikes).find(monitor => monitor !== undefined)
  const recording = parts.find(isRecording)
  const end = network.t
  const shown = { to: end, ...(end.value > 10 ? { timeUnit: second } : {}) }
  const panels: Mark[] = []
  if (spikes !== undefined) {
    panels.push(raster(spikes, shown))
    if (spikes.countOfEach().length >= LEAST_POPULATION) panels.push(populationRate(spikes, shown))
  }
  if (recording !== undefined) {
    const { handle, model } = recording
    const elements = [...handle.elements.slice(0, MOST_TRACES)]
    for (const variables of ofSameDimension(handle, model.variables)) {
      panels.push(trace(handle, variables, { ...shown, elements }))
    }
  }
  if (panels.length === 0) {
    throw new RheobaseError(
      'value',
      'nothing-to-draw',
      'there is nothing to draw: no group spikes or nothing was recorded. Make a monitor in the model: net.spikeMonitor(group) or net.stateMonitor(group, …)',
    )
  }
  return figure(panels, { title })
}

/** The rate of fewer neurons is a row of needles and tells nothing that the raster does not. */
const LEAST_POPULATION = 5
/** More lines than this cannot be told apart; the key says which they are. */
const MOST_TRACES = 5

/** Variables that can share a panel. */
function ofSameDimension(
  monitor: StateMonitor,
  variables: readonly string[],
): readonly (readonly string[])[] {
  const groups: string[][] = []
  for (const variable of variables) {
    const dimension = monitor.dimensionOf(variable)
    const group = groups.find(
      ([first]) => first !== undefined && sameDimension(monitor.dimensionOf(first), dimension),
    )
    if (group === undefined) groups.push([variable])
    else group.push(variable)
  }
  return groups
}

function keptSpikes({ handle, model }: NetworkPart): SpikeMonitor | undefined {
  const keeps = model.kind === 'spike-monitor' && model.event === 'spike' && model.record
  return keeps && handle instanceof SpikeMonitor ? handle : undefined
}

interface Recording extends NetworkPart {
  readonly handle: StateMonitor
  readonly model: Extract<NetworkPart['model'], { readonly kind: 'state-monitor' }>
}

const isRecording = (part: NetworkPart): part is Recording =>
  part.handle instanceof StateMonitor && part.model.kind === 'state-monitor' && part.model.elements.length > 0

type GroupPart = Extract<NetworkPart['model'], { readonly kind: 'neuron-group' | 'spike-generator' }>

const isSpiking = (model: NetworkPart['model']): model is GroupPart =>
  model.kind === 'spike-generator' ||
  (model.kind === 'neuron-group' && model.events.some(({ name }) => name === 'spike'))
