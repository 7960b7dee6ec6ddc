import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'
import { ByteQueue, type BytePieces } from './byte-queue.js'
import { pcmSound, type PcmFormat } from './pcm-sound.js'
import type { SoundSource } from './sound-source.js'
import { wavSound } from './wav-sound.js'

/**
 * Sound from a WAV file, or from the standard input of the process (`'-'`), for programs in Node. With a format, the bytes have no header.
 *
 *     const sound = await openSound('flute.wav')
 *     const live = await openSound('-')      // arecord -f S16_LE -r 44100 | node listen.js
 * @throws {RheobaseError} kind `value` if there is no such file, or it is no WAV file
 */
export async function openSound(file: string | URL, format?: PcmFormat): Promise<SoundSource> {
  if (typeof file !== 'string' && !(file instanceof URL))
    throw new RheobaseError(
      'type',
      'not-a-file',
      `a sound is opened by the name of its file, or '-' for standard input, not by ${describeValue(file)}`,
    )
  if (typeof process !== 'object')
    throw new RheobaseError(
      'value',
      'needs-node',
      'openSound opens files for programs in Node: a page gives the bytes of a file to wavSound, or blocks of samples as a SoundSource',
    )
  const bytes = file === '-' ? standardInput() : fileBytes(file)
  if (format === undefined) return wavSound(bytes)
  const queue = new ByteQueue(bytes)
  const sound = pcmSound(rest(queue), format)
  const head = await queue.peek(4)
  if (head.length === 0) throw new RheobaseError('value', 'no-sound', 'there is no sound: the input is empty')
  if (String.fromCharCode(...head) !== 'RIFF') return sound
  throw new RheobaseError(
    'value',
    'has-a-header',
    'the sound begins with the header of a WAV file, which says what its samples are: leave out the format',
  )
}

/** What is left of a queue, in pieces. */
async function* rest(queue: ByteQueue): AsyncGenerator<Uint8Array> {
  for (;;) {
    const some = await queue.some(Infinity)
    if (some.length === 0) return
    yield some
  }
}

function standardInput(): BytePieces {
  const { stdin } = process
  if (stdin.isTTY)
    throw new RheobaseError(
      'value',
      'no-sound',
      'there is no sound on standard input: pipe a recorder into the command, arecord -f S16_LE -r 44100 | …',
    )
  return stdin as AsyncIterable<Uint8Array>
}

function fileBytes(file: string | URL): BytePieces {
  const { createReadStream, statSync } = process.getBuiltinModule('node:fs')
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new RheobaseError('value', 'no-sound', `there is no sound file ${String(file)}`)
  return createReadStream(file) as AsyncIterable<Uint8Array>
}
