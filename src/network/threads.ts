import type { Shares } from '../compile/threads/thread-plan.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { NetworkMemory } from '../runtime/network-memory.js'
import { canShareMemory, processors } from '../runtime/threads/start-worker.js'
import { ThreadBalance } from '../runtime/threads/thread-balance.js'
import { ThreadTeam } from '../runtime/threads/thread-team.js'
import type { Message } from '../errors/message.js'
import { describeValue } from './options.js'

/** More than this nobody has, and each has its own copies of some arrays. */
export const MOST_THREADS = 64

/** In milliseconds: what a thread needs to have to do in a step, and how long a run must have taken before it shows that. */
const LEAST_WORK = 0.02
const LONG_ENOUGH_TO_TELL = 50
/** In milliseconds: what must be left of a run so that starting threads, copying memory and dividing synapses does not matter. */
const LONG_START = 500
const BYTES_PER_MILLISECOND = 1e6
const LEAST_SHARE = 0.8
/** Larger networks have threads only if they are asked for from the beginning: for a moment there are two copies. */
const MOST_COPIED = 2 ** 30

export interface Progress {
  /** Wall-clock time so far, without callbacks. */
  readonly milliseconds: number
  readonly steps: number
  /** From 0 to 1. */
  readonly done: number
  /** Of the time that this process had a processor to itself, 1 if the host does not tell. */
  readonly share: number
  readonly memory: NetworkMemory
}

/** The threads of a network: how many there are to be, and the workers once there are some. */
export class Threads {
  /** Why there is one although more were asked for. */
  readonly message: Message | undefined
  #count: number
  #mayChoose: boolean
  #team: ThreadTeam | undefined
  #balance: ThreadBalance

  constructor(asked: number | undefined, target: 'wasm' | 'js') {
    this.message = asked === undefined || asked === 1 ? undefined : whyOne(target)
    this.#count = this.message === undefined ? (asked ?? 1) : 1
    this.#mayChoose = asked === undefined && whyOne(target) === undefined
    this.#balance = new ThreadBalance(this.#count)
  }

  get count(): number {
    return this.#count
  }
  /** Which part of the work each has. */
  get shares(): Shares {
    return this.#balance.shares
  }
  /** Whether the memory of the network must be one that threads share from the beginning. */
  get isShared(): boolean {
    return this.#count > 1
  }

  /**
   * Whether a run that nobody has given a number of threads gains from several. It has shown on one thread how long its steps take: less than
   * some ten microseconds a thread, and the barriers between the parts of a step would cost more than they bring; and what is left must be
   * worth the start of the threads, and the copy of the memory into one that they share. A process that has to wait for one processor will
   * not get several at the same time, and threads that wait for each other would lose more than they gain.
   */
  gains(progress: Progress): boolean {
    const { milliseconds, steps, done, memory } = progress
    if (!this.#mayChoose || this.#count > 1 || milliseconds < LONG_ENOUGH_TO_TELL) return false
    const count = Math.min(processors(), Math.floor(milliseconds / steps / LEAST_WORK))
    const left = (milliseconds / done) * (1 - done)
    const start = LONG_START + memory.bytes / BYTES_PER_MILLISECOND
    if (count < 2 || left < start || !memory.canBeShared || memory.bytes > MOST_COPIED) return false
    if (progress.share < LEAST_SHARE) return false
    this.#count = count
    this.#balance = new ThreadBalance(count)
    return true
  }

  /** Whether threads that have made some steps wait for each other so long that the work is to be shared otherwise: `shares` say how. */
  areUneven({ milliseconds, steps, done }: Progress): boolean {
    if (this.#team === undefined) return false
    const left = (milliseconds / done) * (1 - done)
    return this.#balance.changes({
      milliseconds: this.#team.milliseconds,
      steps,
      waits: this.#team.waits,
      left,
    })
  }

  teamOn(memory: NetworkMemory): ThreadTeam {
    return (this.#team ??= new ThreadTeam(memory, this.#count))
  }
  /** Without workers after all: the host does not let them start. */
  giveUp(): void {
    this.#count = 1
    this.#mayChoose = false
    this.dispose()
  }
  dispose(): void {
    this.#team?.dispose()
    this.#team = undefined
  }
}

function whyOne(target: 'wasm' | 'js'): Message | undefined {
  if (target === 'js')
    return {
      level: 'info',
      code: 'single-thread',
      text: 'the network runs on one thread: JavaScript, the readable target, has no threads on one memory',
    }
  if (canShareMemory()) return undefined
  return {
    level: 'info',
    code: 'single-thread',
    text:
      'the network runs on one thread: the page is not isolated from other origins, so that there is no memory which threads share. ' +
      'A server isolates it with the headers "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp".',
  }
}

/** Checks the option `threads`. @throws {RheobaseError} kind `type` or `value` */
export function checkedThreads(threads: unknown): number | undefined {
  if (threads === undefined) return undefined
  if (typeof threads !== 'number')
    throw new RheobaseError(
      'type',
      'not-a-thread-count',
      `threads is a whole number from 1 to ${String(MOST_THREADS)}, not ${describeValue(threads)}`,
    )
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads
  throw new RheobaseError(
    'value',
    'impossible-thread-count',
    `threads is a whole number from 1 to ${String(MOST_THREADS)}, not ${String(threads)}; without it a network uses as many as it gains from`,
  )
}
