import type { Quantity } from '../units/quantity.js'

/**
 * Sound, as it comes. A file gives it, a stream of a recorder, or a microphone in a page: what brings blocks of samples can be one.
 *
 *     const microphone: SoundSource = { sampleRate: Hz(context.sampleRate), channels: 1, blocks: () => recordedBlocks(context) }
 */
export interface SoundSource {
  /** Frames per second; a frame has a sample for each channel. */
  readonly sampleRate: Quantity<number>
  readonly channels: number
  /** How long it is, if that is known before it has come. */
  readonly duration?: Quantity<number>
  /** Whole frames in the order of time, samples from -1 to 1, those of a frame side by side. They come once. */
  blocks(): AsyncIterable<Float32Array>
}
