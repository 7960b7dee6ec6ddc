import type { SpikeMonitor } from '../network/spike-monitor.js'
import { checkOptions } from '../units/options.js'
import { checkChoice } from './check-choice.js'
import { dotsPath } from './dots-path.js'
import type { Mark, MarkOptions, TimeOptions } from './mark.js'
import { numbersIn } from './numbers-in.js'
import { spikeDensity } from './spike-density.js'
import { timeAxis, timesShown, timeUnitOf } from './time-axis.js'

/** Spikes to draw: a spike monitor has all of it. */
export type Spikes = Pick<SpikeMonitor, 'i' | 't' | 'countOfEach'>

export interface RasterOptions extends MarkOptions, TimeOptions {
  /** Diameter of a dot in pixels; fitted to the number of spikes if left out. */
  readonly size?: number
  /** A dot for each spike, or how often neurons spike as colours; if left out, colours for more spikes than a picture can show as dots. */
  readonly draw?: 'dots' | 'density'
}

const OPTIONS = ['label', 'color', 'weight', 'from', 'to', 'timeUnit', 'size', 'draw'] as const

/**
 * A dot for each spike: time to the right, neurons upwards. More than 100,000 spikes are drawn as the rate of a few neurons in a short time,
 * in colours.
 * @throws {RheobaseError} kind `name` if the monitor only counts spikes
 */
export function raster(spikes: Spikes, options: RasterOptions = {}): Mark {
  checkOptions('raster', options, OPTIONS)
  const recorded = numbersIn(spikes.t, timeUnitOf(options))
  const axis = timeAxis(recorded, options)
  const times = timesShown(recorded, axis)
  const neurons = spikes.i
  const size = spikes.countOfEach().length
  const { label = 'Neuron', weight = Math.min(2, 0.3 + 0.1 * size), color } = options
  const draw = checkChoice('`draw` of a raster', options.draw, ['dots', 'density'])
  if ((draw ?? (times.length > MOST_DOTS ? 'density' : 'dots')) === 'density')
    return spikeDensity(axis, times, neurons, size, {
      label,
      weight,
      secondsPerUnit: timeUnitOf(options).value,
    })
  return {
    x: axis,
    y: { label, domain: [-0.5, Math.max(size, 1) - 0.5], counts: true },
    weight,
    strokes: [
      {
        kind: 'dots',
        width: options.size ?? dotSize(times.length, size),
        ...(color === undefined ? {} : { color }),
        path: ({ x, y }) =>
          dotsPath(
            k => x(times[k] ?? NaN),
            k => y(neurons[k] ?? NaN),
            times.length,
          ),
      },
    ],
  }
}

/** More dots than this cover each other, and make a file that is slow to open. */
const MOST_DOTS = 100_000

/** Few spikes are drawn big enough to see, many small enough to tell apart. */
function dotSize(spikes: number, neurons: number): number {
  if (spikes > 50_000) return 0.9
  if (spikes > 5000 || neurons > 400) return 1.2
  return spikes > 1000 || neurons > 100 ? 1.8 : 2.6
}
