import { RheobaseError } from '../errors/rheobase-error.js'
import { frequency, second } from '../units/dimension.js'
import { checkOptions } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import { fourierTransform } from './fourier-transform.js'
import { readDuration } from './read-times.js'

/** How a signal is cut into pieces. */
export interface SpectrogramOptions {
  /** Length of a piece: longer pieces tell frequencies better and times worse. A sixteenth of the signal if left out. */
  readonly window?: Quantity
  /** From the start of a piece to that of the next one; a quarter of a piece if left out. */
  readonly step?: Quantity
}

const OPTIONS = ['window', 'step'] as const

/** Power of a signal over time and frequency. */
export interface Spectrogram {
  /** The middle of each piece, counted from the first sample. */
  readonly t: Quantity<Float64Array>
  /** From 0 to half of the rate of the samples. */
  readonly frequencies: Quantity<Float64Array>
  /**
   * Power spectral density in (SI unit of the signal)² per hertz: that of frequency k in piece p is at `p*frequencies.length + k`. Its integral over
   * the frequencies is the variance of the piece.
   */
  readonly power: Float64Array
}

/**
 * How much of each frequency a signal has, piece by piece: pieces without their mean, under a Hann window, that overlap. Samples are `dt` apart.
 *
 *     spectrogram(rate.rate, net.dt, { window: ms(100) })
 *
 * Pieces are filled up with zeros to a power of two.
 * @throws {RheobaseError} kind `value` for pieces of fewer than 8 samples, or longer than the signal
 */
export function spectrogram(
  signal: Quantity | ArrayLike<number>,
  dt: Quantity,
  options: SpectrogramOptions = {},
): Spectrogram {
  checkOptions('spectrogram', options, OPTIONS)
  const samples = samplesOf(signal)
  const seconds = readDuration('the time between two samples', dt)
  const length =
    options.window === undefined
      ? Math.max(8, Math.floor(samples.length / 16))
      : Math.round(readDuration('the window of a spectrogram', options.window) / seconds)
  const step = Math.max(
    1,
    options.step === undefined
      ? Math.floor(length / 4)
      : Math.round(readDuration('the step of a spectrogram', options.step) / seconds),
  )
  if (length < 8 || length > samples.length) {
    throw new RheobaseError(
      'value',
      'impossible-window',
      `the window of a spectrogram has ${String(length)} samples: it needs at least 8, and at most as many as the signal, which has ${String(samples.length)}`,
    )
  }
  const size = 2 ** Math.ceil(Math.log2(length))
  const pieces = Math.floor((samples.length - length) / step) + 1
  const bands = size / 2 + 1
  const power = new Float64Array(pieces * bands)
  for (let piece = 0; piece < pieces; piece++)
    power.set(densityOf(samples.subarray(piece * step, piece * step + length), size, seconds), piece * bands)
  return {
    t: new Quantity(
      Float64Array.from({ length: pieces }, (_, piece) => (piece * step + length / 2) * seconds),
      second,
    ),
    frequencies: new Quantity(
      Float64Array.from({ length: bands }, (_, k) => k / (size * seconds)),
      frequency,
    ),
    power,
  }
}

function samplesOf(signal: Quantity | ArrayLike<number>): Float64Array {
  const values = signal instanceof Quantity ? signal.values : signal
  const samples = typeof values === 'number' ? Float64Array.of(values) : Float64Array.from(values)
  const broken = samples.findIndex(value => !Number.isFinite(value))
  if (broken < 0) return samples
  throw new RheobaseError(
    'value',
    'not-finite',
    `a spectrogram needs finite samples, but sample ${String(broken)} is ${String(samples[broken])}`,
  )
}

function densityOf(piece: Float64Array, size: number, seconds: number): Float64Array {
  const mean = piece.reduce((sum, value) => sum + value, 0) / piece.length
  const real = new Float64Array(size)
  let weight = 0
  piece.forEach((value, k) => {
    const factor = 0.5 - 0.5 * Math.cos((2 * Math.PI * (k + 0.5)) / piece.length)
    weight += factor * factor
    real[k] = (value - mean) * factor
  })
  const imaginary = new Float64Array(size)
  fourierTransform(real, imaginary)
  return Float64Array.from({ length: size / 2 + 1 }, (_, k) => {
    const both = k === 0 || k === size / 2 ? 1 : 2
    return (both * ((real[k] ?? 0) ** 2 + (imaginary[k] ?? 0) ** 2) * seconds) / weight
  })
}
