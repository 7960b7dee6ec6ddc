import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Network } from '../network/network.js'
import { SpikeMonitor } from '../network/spike-monitor.js'
import { StateMonitor } from '../network/state-monitor.js'
import type { NetworkPart } from '../network/summary.js'
import type { Theme } from '../plot/appearance.js'
import type { Mark } from '../plot/mark.js'
import { second } from '../units/units.js'

/** Makes sure that there will be something to draw: without a monitor that keeps spikes, the largest spiking group gets one. */
export function prepareFigure(network: Network): void {
  const parts = network.parts()
  if (parts.some(part => keptSpikes(part) !== undefined) || network.timeSpent.runs > 0) return
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
  { file, theme = 'light' }: { readonly file: string; readonly theme?: Theme | undefined },
  picture?: Picture,
): Promise<void> {
  const draw = picture ?? (await drawMonitors(network, title))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, await written(draw, theme, extname(file).toLowerCase(), title))
}

type Picture = (theme: Theme) => string | Promise<string>

async function written(
  picture: Picture,
  theme: Theme,
  kind: string,
  title: string,
): Promise<string | Uint8Array> {
  if (kind === '.html') {
    const { inBothThemes, page } = await import('../plot/page.js')
    return page([await inBothThemes(picture)], { title })
  }
  const svg = await picture(theme)
  return kind === '.png' ? (await import('../plot/png.js')).png(svg) : svg
}

async function drawMonitors(network: Network, title: string): Promise<(theme: Theme) => string> {
  const { figure, raster, populationRate } = await import('../plot/index.js')
  const { tracesOf } = await import('../plot/traces.js')
  const parts = network.parts()
  const spikes = parts.map(keptSpikes).find(monitor => monitor !== undefined)
  const recording = parts
    .flatMap(({ handle }) => (handle instanceof StateMonitor ? [handle] : []))
    .find(({ elements, streamsTo }) => elements.length > 0 && streamsTo === undefined)
  const end = network.t
  const shown = { to: end, ...(end.value > 10 ? { timeUnit: second } : {}) }
  const panels: Mark[] = []
  if (spikes !== undefined) {
    panels.push(raster(spikes, shown))
    if (spikes.countOfEach().length >= LEAST_POPULATION) panels.push(populationRate(spikes, shown))
  }
  if (recording !== undefined) panels.push(...tracesOf(recording, shown))
  if (panels.length === 0) {
    throw new RheobaseError(
      'value',
      'nothing-to-draw',
      'there is nothing to draw: no group spikes or nothing was recorded. Make a monitor in the model: net.spikeMonitor(group) or net.stateMonitor(group, …)',
    )
  }
  return theme => figure(panels, { title, theme })
}

/** The rate of fewer neurons is a row of needles and tells nothing that the raster does not. */
const LEAST_POPULATION = 5
function keptSpikes({ handle, model }: NetworkPart): SpikeMonitor | undefined {
  const isOfSpikes = model.kind === 'spike-monitor' && model.event === 'spike'
  return isOfSpikes && handle instanceof SpikeMonitor && handle.keepsEvents ? handle : undefined
}

type GroupPart = Extract<NetworkPart['model'], { readonly kind: 'neuron-group' | 'spike-generator' }>

const isSpiking = (model: NetworkPart['model']): model is GroupPart =>
  model.kind === 'spike-generator' ||
  (model.kind === 'neuron-group' && model.events.some(({ name }) => name === 'spike'))
