import { printBriefly } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { ExternalFunction, StreamedInput } from '../model/namespace.js'
import { dimensionless, second } from '../units/dimension.js'
import type { Quantity } from '../units/quantity.js'
import { checkOptions, describeValue } from './options.js'
import { readSeconds } from './read-time.js'

/** Blocks of values in the order of time, of any length, as they come. */
export type StreamedValues = AsyncIterable<ArrayLike<number>> | Iterable<ArrayLike<number>>

/** Options of `timedStream`. */
export interface TimedStreamOptions {
  /** How much of the stream waits in the memory of the network at most: it reads ahead as far as that. Half a second if left out. */
  readonly room?: Quantity
}

/**
 * Values over time that come while the network runs: sound, positions, anything live. Equations call it as a function of time, `sound(t)`, as they
 * do a timed array: value k holds from k `dt` on, and after the end it is 0. A run waits for what has not come yet. A stream comes once, to
 * one network.
 *
 *     const signal = timedStream(blocks(), ms(1))
 *     net.neuronGroup(1, 'dv/dt = (signal(t) - v)/tau : 1', { namespace: { signal, tau: ms(10) } })
 *     await net.run(second(10))
 */
export class TimedStream {
  readonly dt: number
  readonly #input: BufferedBlocks

  /** @internal */
  constructor(values: StreamedValues, dt: number, room: number) {
    this.dt = dt
    this.#input = new BufferedBlocks(values, dt, room)
  }

  /** Whether all of it has come and was taken over by the network. */
  get hasEnded(): boolean {
    return this.#input.hasEnded
  }
  /** @internal */
  external(name: string): ExternalFunction {
    return {
      kind: 'function',
      signature: {
        name,
        arguments: [{ dimension: second }],
        result: { dimension: dimensionless },
        resultType: 'float',
        stateless: true,
      },
      implementation: { kind: 'timed-stream', input: this.#input },
    }
  }
}

/**
 * Makes a stream from blocks of plain numbers, one number every `dt`.
 * @throws {RheobaseError} kind `type` if there are no blocks to be had, `dimension` or `value` for an impossible step or room
 */
export function timedStream(
  values: StreamedValues,
  dt: Quantity,
  options: TimedStreamOptions = {},
): TimedStream {
  checkOptions('timedStream', options, ['room'])
  const step = readSeconds('the step of a stream', dt)
  if (!(step > 0))
    throw new RheobaseError(
      'value',
      'impossible-time-step',
      `the step of a stream must be positive, not ${printBriefly(dt)}`,
    )
  if (!isIterable(values))
    throw new RheobaseError(
      'type',
      'not-a-stream',
      `a stream is made of blocks of numbers, as an (async) iterable such as a generator gives them, not of ${describeValue(values)}`,
    )
  const room = options.room === undefined ? 0.5 : readSeconds('the room of a stream', options.room)
  const rows = Math.ceil(room / step)
  if (rows >= 1 && rows <= 2 ** 28) return new TimedStream(values, step, Math.max(rows, LEAST_ROWS))
  throw new RheobaseError(
    'value',
    'impossible-room',
    `the room of a stream is a positive time with at most 2^28 steps of the stream, not ${String(options.room)}`,
  )
}

const LEAST_ROWS = 16

const isIterable = (values: unknown): values is StreamedValues =>
  typeof values === 'object' &&
  values !== null &&
  (Symbol.asyncIterator in values || Symbol.iterator in values)

/** Blocks that have come, or are asked for one at a time. */
class BufferedBlocks implements StreamedInput {
  readonly dt: number
  readonly room: number
  readonly #iterator: AsyncIterator<ArrayLike<number>> | Iterator<ArrayLike<number>>
  #block: ArrayLike<number> = []
  #position = 0
  #isDone = false
  #reader: object | undefined
  /** The block that was asked for. */
  #asked: Promise<void> | undefined

  constructor(values: StreamedValues, dt: number, room: number) {
    this.dt = dt
    this.room = room
    this.#iterator =
      Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]()
  }

  get hasEnded(): boolean {
    return this.#isDone && this.#position >= this.#block.length
  }

  claim(reader: object): void {
    this.#reader ??= reader
    if (this.#reader === reader) return
    throw new RheobaseError(
      'state',
      'stream-of-other-network',
      'a stream comes once, to one network, and this one belongs to another already: make one for each, or read it into a timed array',
    )
  }

  take(into: Float64Array): number {
    const count = Math.min(into.length, this.#block.length - this.#position)
    for (let k = 0; k < count; k++) into[k] = this.#block[this.#position + k] ?? NaN
    this.#position += count
    return count
  }

  async more(): Promise<void> {
    while (this.#position >= this.#block.length && !this.#isDone) {
      this.#asked ??= this.#next()
      try {
        await this.#asked
      } finally {
        this.#asked = undefined
      }
    }
  }

  async #next(): Promise<void> {
    let next: IteratorResult<unknown>
    try {
      next = await this.#iterator.next()
    } catch (error) {
      // As a generator does: one that has thrown is at its end.
      this.#isDone = true
      throw error
    }
    if (next.done === true) {
      this.#isDone = true
      return
    }
    const { value } = next
    if (!isBlock(value))
      throw new RheobaseError(
        'type',
        'not-a-block',
        `a stream gives blocks of numbers (an array, or a typed array), not ${describeValue(value)}`,
      )
    this.#block = value
    this.#position = 0
  }
}

const isBlock = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) && value.every(each => typeof each === 'number')) ||
  (ArrayBuffer.isView(value) && !(value instanceof DataView) && !(value instanceof BigInt64Array))
