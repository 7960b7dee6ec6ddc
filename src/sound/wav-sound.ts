import { RheobaseError } from '../errors/rheobase-error.js'
import type { SampleEncoding } from '../network/input-format.js'
import { second } from '../units/dimension.js'
import { Hz } from '../units/units.js'
import { Quantity } from '../units/quantity.js'
import { ByteQueue, type BytePieces } from './byte-queue.js'
import { frames } from './pcm-sound.js'
import { DECODERS } from './sample-encoding.js'
import type { SoundSource } from './sound-source.js'

/**
 * Sound from the bytes of a WAV file: whole ones, or pieces as they come, from a file or from a recorder that writes a header first and does not know yet
 * how long it will record. Samples of 8, 16, 24 or 32 bits, or floats, of any number of channels.
 *
 *     const sound = await wavSound(await (await fetch('flute.wav')).bytes())
 * @throws {RheobaseError} kind `value` if it is no such file; while it is read, if it ends too early
 */
export async function wavSound(bytes: Uint8Array | BytePieces): Promise<SoundSource> {
  const queue = new ByteQueue(bytes instanceof Uint8Array ? [bytes] : bytes)
  const head = await queue.exactly(12)
  const form = `${textAt(head, 0)}${textAt(head, 8)}`
  if (form !== 'RIFFWAVE') throw notWav(head)
  let format: Format | undefined
  for (;;) {
    const start = await queue.exactly(8)
    if (start.length < 8)
      throw broken(`it ends before ${format === undefined ? 'it says what its samples are' : 'its samples'}`)
    const name = textAt(start, 0)
    const size = viewOf(start).getUint32(4, true)
    if (name === 'data') {
      if (format === undefined) throw broken('its samples come before it says what they are')
      return soundOf(queue, format, size)
    }
    // Chunks begin at even places.
    const content = await queue.exactly(size + (size % 2))
    if (content.length < size) throw broken(`it ends within its chunk "${name}"`)
    if (name === 'fmt ') format = readFormat(content.subarray(0, size))
  }
}

interface Format {
  readonly sampleRate: number
  readonly channels: number
  readonly encoding: SampleEncoding
}

function soundOf(queue: ByteQueue, { sampleRate, channels, encoding }: Format, size: number): SoundSource {
  const isOpen = size === 0 || size >= UNKNOWN_SIZE
  const frame = channels * DECODERS[encoding].bytes
  return {
    sampleRate: Hz(sampleRate),
    channels,
    ...(isOpen ? {} : { duration: new Quantity(Math.floor(size / frame) / sampleRate, second) }),
    async *blocks() {
      const before = queue.position
      yield* frames(queue, channels, encoding, isOpen ? Infinity : size)
      const read = queue.position - before
      if (!isOpen && read < size)
        throw broken(`it ends after ${String(read)} bytes of samples, of ${String(size)} that it says it has`)
    },
  }
}

/** A recorder that does not know how long it will record writes the largest number that it can, or none. */
const UNKNOWN_SIZE = 0x7fff0000

const [WHOLE_NUMBERS, FLOATS, EXTENSIBLE] = [1, 3, 0xfffe]
const ENCODINGS: Readonly<Record<string, SampleEncoding>> = {
  [`${String(WHOLE_NUMBERS)}/8`]: 'unsigned 8',
  [`${String(WHOLE_NUMBERS)}/16`]: 'signed 16',
  [`${String(WHOLE_NUMBERS)}/24`]: 'signed 24',
  [`${String(WHOLE_NUMBERS)}/32`]: 'signed 32',
  [`${String(FLOATS)}/32`]: 'float 32',
  [`${String(FLOATS)}/64`]: 'float 64',
}

function readFormat(content: Uint8Array): Format {
  if (content.length < 16) throw broken('it says too little about its samples')
  const view = viewOf(content)
  const tag = view.getUint16(0, true)
  // With more than two channels or 16 bits the true tag comes later.
  const kind = tag === EXTENSIBLE && content.length >= 26 ? view.getUint16(24, true) : tag
  const [channels, sampleRate, bits] = [
    view.getUint16(2, true),
    view.getUint32(4, true),
    view.getUint16(14, true),
  ]
  const encoding = ENCODINGS[`${String(kind)}/${String(bits)}`]
  if (encoding === undefined)
    throw new RheobaseError(
      'value',
      'unknown-wav-format',
      `the sound is a WAV file with samples of format ${String(kind)} and ${String(bits)} bits, which is not known: it can have whole numbers (1) of 8, 16, 24 or ` +
        '32 bits or floats (3) of 32 or 64 bits. Compressed sound must be converted first: ffmpeg -i sound.wav -c:a pcm_s16le converted.wav',
    )
  if (channels === 0 || sampleRate === 0)
    throw broken(
      `it says that it has ${String(channels)} channels and ${String(sampleRate)} samples a second`,
    )
  return { sampleRate, channels, encoding }
}

function notWav(head: Uint8Array): RheobaseError {
  const begin = textAt(head, 0)
  const hint =
    head.length === 0
      ? 'it is empty'
      : begin === 'RIFX' || begin === 'RF64'
        ? `it is of the kind ${begin}, which is not read`
        : /^(ID3|OggS|fLaC)/.test(begin)
          ? `it begins with "${begin}", as compressed sound does: convert it first, ffmpeg -i sound converted.wav`
          : 'a WAV file begins with "RIFF" and "WAVE". Of bytes that are samples and nothing else it must be said what they mean: by a format for openSound or pcmSound, or on the command line, --input-format s16le,44.1kHz'
  return new RheobaseError('value', 'not-a-wav', `the sound is no WAV file: ${hint}`)
}

const broken = (how: string): RheobaseError =>
  new RheobaseError('value', 'broken-wav', `the WAV file is broken: ${how}`)

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const textAt = (bytes: Uint8Array, place: number): string =>
  String.fromCharCode(...bytes.subarray(place, place + 4))
