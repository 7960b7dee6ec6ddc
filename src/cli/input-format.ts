import { printBriefly } from '../units/print-quantity.js'
import { nearestNames } from '../errors/nearest-name.js'
import type { InputFormat, SampleEncoding } from '../network/input-format.js'
import { Quantity } from '../units/quantity.js'
import { Hz } from '../units/units.js'
import { sameDimension } from '../units/dimension.js'
import { readQuantity } from './read-quantity.js'
import { UsageError } from './usage-error.js'

/** Encodings as the programs that write them call them: ffmpeg, and arecord. */
const ENCODINGS: Readonly<Record<string, SampleEncoding>> = {
  u8: 'unsigned 8',
  s16le: 'signed 16',
  s24le: 'signed 24',
  s32le: 'signed 32',
  f32le: 'float 32',
  f64le: 'float 64',
  U8: 'unsigned 8',
  S16_LE: 'signed 16',
  S24_3LE: 'signed 24',
  S32_LE: 'signed 32',
  FLOAT_LE: 'float 32',
  FLOAT64_LE: 'float 64',
}

/** `s16le,44.1kHz` or `S16_LE,44.1kHz,2`: encoding, sample rate, and number of channels. @throws {UsageError} */
export function readInputFormat(text: string): InputFormat {
  const [encoding = '', rate, channels = '1', ...more] = text.split(',').map(part => part.trim())
  if (rate === undefined || more.length > 0)
    throw new UsageError(
      `--input-format takes encoding,rate or encoding,rate,channels, such as s16le,44.1kHz or s16le,48kHz,2, not "${text}"`,
    )
  return {
    encoding: readEncoding(encoding),
    sampleRate: readRate(rate),
    channels: readChannels(channels),
  }
}

function readEncoding(text: string): SampleEncoding {
  const known = Object.keys(ENCODINGS)
  const found = known.find(name => name.toLowerCase() === text.toLowerCase())
  const encoding = found === undefined ? undefined : ENCODINGS[found]
  if (encoding !== undefined) return encoding
  const [nearest] = nearestNames(text, known)
  const hint =
    text === 'S24_LE'
      ? ' S24_LE has four bytes for 24 bits: record S24_3LE or S32_LE instead.'
      : nearest === undefined
        ? ''
        : ` Did you mean ${nearest}?`
  throw new UsageError(
    `--input-format begins with how samples are written, ${known.join(', ')}, not "${text}".${hint}`,
  )
}

function readRate(text: string): InputFormat['sampleRate'] {
  const rate = readQuantity('--input-format', text)
  const { values } = rate
  if (sameDimension(rate.dimension, Hz.dimension) && typeof values === 'number' && values > 0)
    return new Quantity(values, rate.dimension)
  throw new UsageError(
    `--input-format takes how many samples come in a second, such as 44100Hz or 44.1kHz, not ${printBriefly(rate)}`,
  )
}

function readChannels(text: string): number {
  const channels = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (channels >= 1) return channels
  throw new UsageError(`--input-format takes a number of channels, 1 or more, not "${text}"`)
}
