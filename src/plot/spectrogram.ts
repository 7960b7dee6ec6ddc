import { printBriefly } from '../units/print-quantity.js'
import { spectrogram as powerOverTime, type SpectrogramOptions } from '../analysis/spectrogram.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { frequency, sameDimension } from '../units/dimension.js'
import { checkOptions } from '../units/options.js'
import type { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { Hz } from '../units/units.js'
import { axisLabel, type Mark, type TimeOptions } from './mark.js'
import { timeUnitOf } from './time-axis.js'

export interface TimeFrequencyOptions extends SpectrogramOptions, Pick<TimeOptions, 'timeUnit'> {
  /** The highest frequency that is shown; half of the rate of the samples if left out. */
  readonly to?: Quantity
  /** Time of the first sample; 0 if left out. */
  readonly start?: Quantity
  /** Unit of the frequencies; `Hz` if left out. */
  readonly unit?: UnitDefinition
  /** What the vertical axis shows, without its unit. */
  readonly label?: string
  /** How far below the loudest place the first colour is, in decibels; 50 if left out. */
  readonly decibels?: number
  /** Height of the panel, relative to the others of the figure. */
  readonly weight?: number
}

const OPTIONS = ['window', 'step', 'timeUnit', 'to', 'start', 'unit', 'label', 'decibels', 'weight'] as const

/**
 * How much of each frequency a signal has over time, in colours: power relative to the loudest place, in decibels.
 *
 *     figure([spectrogram(rate.rate, net.dt, { window: ms(100), to: Hz(200) })])
 * @throws {RheobaseError} kind `value` for windows that do not fit the signal
 */
export function spectrogram(
  signal: Quantity | ArrayLike<number>,
  dt: Quantity,
  options: TimeFrequencyOptions = {},
): Mark {
  checkOptions('spectrogram', options, OPTIONS)
  const { window, step, to, start, unit = Hz, label = 'Frequency', decibels = 50, weight = 2 } = options
  if (!(decibels > 0)) {
    throw new RheobaseError(
      'value',
      'impossible-range',
      `colours of a spectrogram cover more than 0 decibels, not ${String(decibels)}`,
    )
  }
  const { t, frequencies, power } = powerOverTime(signal, dt, {
    ...(window === undefined ? {} : { window }),
    ...(step === undefined ? {} : { step }),
  })
  const highest = to === undefined ? Infinity : expectFrequency(to)
  const bands = frequencies.length
  const rows = Math.max(1, [...frequencies.values].filter(each => each <= highest * (1 + 1e-9)).length)
  const columns = t.length
  const loudest = power.reduce((most, each) => Math.max(most, each), 0) || 1
  const timeUnit = timeUnitOf(options)
  const inTimeUnit = (seconds: number): number => (seconds + (start?.value ?? 0)) / timeUnit.value
  const [first, second = first] = [t.values[0] ?? 0, t.values[1]]
  const half = (second - first || 2 * first) / 2
  const band = (frequencies.values[1] ?? 1) / unit.value
  const x = [inTimeUnit(first - half), inTimeUnit((t.values[columns - 1] ?? 0) + half)] as const
  return {
    x: { label: axisLabel('Time', timeUnit), domain: [Math.min(x[0], inTimeUnit(0)), x[1]] },
    y: { label: axisLabel(label, unit), domain: [-0.5 * band, (rows - 0.5) * band], tight: true },
    weight,
    strokes: [],
    cells: {
      columns,
      rows,
      values: Float64Array.from({ length: rows * columns }, (_, k) => {
        const [row, column] = [Math.floor(k / columns), k % columns]
        return 10 * Math.log10(Math.max((power[column * bands + row] ?? 0) / loudest, 1e-30))
      }),
      x,
      y: [-0.5 * band, (rows - 0.5) * band],
      range: [-decibels, 0],
      colors: 'sequential',
      label: 'Power (dB)',
    },
  }
}

function expectFrequency(to: Quantity): number {
  if (sameDimension(to.dimension, frequency) && to.isScalar && to.value > 0) return to.value
  throw new RheobaseError(
    'value',
    'impossible-range',
    `the highest frequency of a spectrogram is a frequency such as Hz(200), not ${printBriefly(to)}`,
  )
}
