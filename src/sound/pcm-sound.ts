import { RheobaseError } from '../errors/rheobase-error.js'
import type { SampleEncoding } from '../network/input-format.js'
import { sameDimension } from '../units/dimension.js'
import { Hz } from '../units/units.js'
import { checkCount, checkOptions, describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import { ByteQueue, joined, type BytePieces } from './byte-queue.js'
import { DECODERS, decodeSamples } from './sample-encoding.js'
import type { SoundSource } from './sound-source.js'

/** What bytes without a header mean. */
export interface PcmFormat {
  readonly sampleRate: Quantity<number>
  /** 1 if left out. */
  readonly channels?: number
  /** `'signed 16'` if left out. */
  readonly encoding?: SampleEncoding
}

/**
 * Sound from bytes that are samples and nothing else, as `arecord -t raw` writes them.
 *
 *     pcmSound(process.stdin, { sampleRate: Hz(44100), channels: 1, encoding: 'signed 16' })
 * @throws {RheobaseError} for a format that cannot be
 */
export function pcmSound(bytes: BytePieces, format: PcmFormat): SoundSource {
  checkOptions('pcmSound', format, ['sampleRate', 'channels', 'encoding'])
  const { sampleRate, channels = 1, encoding = 'signed 16' } = format
  if (
    !(sampleRate instanceof Quantity) ||
    !sameDimension(sampleRate.dimension, Hz.dimension) ||
    !(sampleRate.value > 0)
  )
    throw new RheobaseError(
      'value',
      'impossible-sample-rate',
      `the sample rate of a sound is a frequency above 0, such as Hz(44100), not ${describeValue(sampleRate)}`,
    )
  checkCount('the number of channels', channels, 1)
  if (!Object.hasOwn(DECODERS, encoding))
    throw new RheobaseError(
      'value',
      'unknown-encoding',
      `the encoding of samples is one of ${Object.keys(DECODERS)
        .map(name => `'${name}'`)
        .join(', ')}, not ${describeValue(encoding)}`,
    )
  const queue = new ByteQueue(bytes)
  return { sampleRate, channels, blocks: () => frames(queue, channels, encoding, Infinity) }
}

/** Whole frames from a queue of bytes, up to a number of bytes. What is left of a frame when the bytes end is dropped. */
export async function* frames(
  queue: ByteQueue,
  channels: number,
  encoding: SampleEncoding,
  length: number,
): AsyncGenerator<Float32Array> {
  const size = channels * DECODERS[encoding].bytes
  let left = length
  let rest = new Uint8Array(0)
  while (left > 0) {
    const some = await queue.some(Math.min(left, LONGEST_BLOCK))
    if (some.length === 0) return
    left -= some.length
    const bytes = rest.length === 0 ? some : joined(rest, some)
    const whole = bytes.length - (bytes.length % size)
    rest = bytes.slice(whole)
    if (whole > 0) yield decodeSamples(bytes.subarray(0, whole), encoding)
  }
}

/** In bytes: a tenth of a second of a compact disc. */
const LONGEST_BLOCK = 16384
