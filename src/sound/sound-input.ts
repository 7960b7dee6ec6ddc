import { RheobaseError } from '../errors/rheobase-error.js'
import { timedStream, type TimedStream } from '../network/timed-stream.js'
import { checkOptions } from '../units/options.js'
import type { Quantity } from '../units/quantity.js'
import type { SoundSource } from './sound-source.js'

/** Options of `soundInput`. */
export interface SoundInputOptions {
  /** Which channel the network hears, from 0 on, the first if left out: 0 is left, 1 is right. */
  readonly channel?: number
  /** How much of the sound waits in the memory of the network at most; half a second if left out. */
  readonly room?: Quantity
}

/**
 * A channel of a sound as a function of time for equations, which the network hears as it comes: `sound(t)`, from -1 to 1, and 0 after the end. Give the
 * network the step of the sound, `sound.sampleRate.toPower(-1)`, and each step hears one sample.
 *
 *     const source = await openSound('flute.wav')
 *     const net = new Network({ dt: source.sampleRate.toPower(-1), namespace: { sound: soundInput(source) } })
 * @throws {RheobaseError} kind `index` for a channel that the sound does not have
 */
export function soundInput(source: SoundSource, options: SoundInputOptions = {}): TimedStream {
  checkOptions('soundInput', options, ['channel', 'room'])
  const { channel = 0, room } = options
  const { channels, sampleRate } = source
  if (!Number.isInteger(channel) || channel < 0 || channel >= channels)
    throw new RheobaseError(
      'index',
      'no-such-channel',
      `the sound has no channel ${String(channel)}: it has ${String(channels)}${channels > 1 ? `, 0 to ${String(channels - 1)}` : ', number 0'}`,
    )
  return timedStream(ofChannel(source, channel), sampleRate.toPower(-1), room === undefined ? {} : { room })
}

async function* ofChannel(source: SoundSource, channel: number): AsyncGenerator<Float32Array> {
  const { channels } = source
  for await (const block of source.blocks())
    yield channels === 1
      ? block
      : Float32Array.from({ length: block.length / channels }, (_, k) => block[k * channels + channel] ?? NaN)
}
