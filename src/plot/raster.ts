import type { SpikeMonitor } from '../network/spike-monitor.js'
import { checkOptions } from '../units/options.js'
import { checkChoice } from './check-choice.js'
import { dotsPath } from './dots-path.js'
import type { Mark, MarkOptions, TimeOptions } from './mark.js'
import { numbersIn } from './numbers-in.js'
import { spikeDensity } from './spike-density.js'
import { stackSpikes } from './stacked-spikes.js'
import { timeAxis, timesShown, timeUnitOf } from './time-axis.js'

/** Spikes to draw: a spike monitor has all of it. */
export type Spikes = Pick<SpikeMonitor, 'i' | 't' | 'countOfEach'>

export interface RasterOptions extends MarkOptions, TimeOptions {
  /** Diameter of a dot in pixels; fitted to the number of spikes if left out. */
  readonly size?: number
  /** A dot for each spike, or how often neurons spike as colours; if left out, colours for more spikes than a picture can show as dots. */
  readonly draw?: 'dots' | 'density'
  /** Names beside the axis instead of numbers, each with its own colour: of the neurons, or of the groups of several monitors. */
  readonly names?: readonly string[]
}

const OPTIONS = ['label', 'color', 'weight', 'from', 'to', 'timeUnit', 'size', 'draw', 'names'] as const

/**
 * A dot for each spike: time to the right, neurons upwards. More than 100,000 spikes are drawn as the rate of a few neurons in a short time,
 * in colours. Several monitors stand one above the other, the first one lowest, each with its name and colour:
 *
 *     raster([excitatory, inhibitory], { names: ['E', 'I'] })
 *     raster(spikes, { names: ['AB/PD', 'LP', 'PY'], from: second(2) })
 * @throws {RheobaseError} kind `name` if a monitor only counts spikes, `value` if there is not one name for each
 */
export function raster(spikes: Spikes | readonly Spikes[], options: RasterOptions = {}): Mark {
  checkOptions('raster', options, OPTIONS)
  const { i: neurons, t, size, bands, names } = stackSpikes(spikes, options.names, options.color)
  const recorded = numbersIn(t, timeUnitOf(options))
  const axis = timeAxis(recorded, options)
  const times = timesShown(recorded, axis)
  const { label = names === undefined ? 'Neuron' : '', weight = Math.min(2, 0.3 + 0.1 * size) } = options
  const shown = times.reduce((count, time) => count + (Number.isNaN(time) ? 0 : 1), 0)
  const draw = checkChoice('`draw` of a raster', options.draw, ['dots', 'density'])
  if ((draw ?? (shown > MOST_DOTS ? 'density' : 'dots')) === 'density')
    return spikeDensity(axis, times, neurons, size, {
      label,
      names,
      weight,
      secondsPerUnit: timeUnitOf(options).value,
    })
  return {
    x: axis,
    y: {
      label,
      domain: [-0.5, Math.max(size, 1) - 0.5],
      counts: true,
      ...(names === undefined ? {} : { names }),
    },
    weight,
    strokes: bands.map(({ first, end, color }) => ({
      kind: 'dots',
      width: options.size ?? dotSize(shown, size),
      ...(color === undefined ? {} : { color }),
      path: ({ x, y }) => {
        const own = bands.length === 1 ? neurons.keys() : ofBand(neurons, first, end)
        const places = Int32Array.from(own)
        return dotsPath(
          k => x(times[places[k] ?? -1] ?? NaN),
          k => y(neurons[places[k] ?? -1] ?? NaN),
          places.length,
        )
      },
    })),
  }
}

/** Numbers of the spikes of some neurons. */
function* ofBand(neurons: Int32Array, first: number, end: number): Generator<number> {
  for (const [k, neuron] of neurons.entries()) if (neuron >= first && neuron < end) yield k
}

/** More dots than this cover each other, and make a file that is slow to open. */
const MOST_DOTS = 100_000

/** Few spikes are drawn big enough to see, many small enough to tell apart. */
function dotSize(spikes: number, neurons: number): number {
  if (neurons <= 10 && spikes <= 5000) return 2.6
  if (spikes > 50_000) return 0.9
  if (spikes > 5000 || neurons > 400) return 1.2
  return spikes > 1000 || neurons > 100 ? 1.8 : 2.6
}
