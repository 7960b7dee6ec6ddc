import { equalShares, type Shares } from '../../compile/threads/thread-plan.js'

/** What threads have done with their present shares. */
export interface ThreadWork {
  /** Wall-clock time of the steps, in milliseconds. */
  readonly milliseconds: number
  readonly steps: number
  /** How often each thread has looked for the others, modulo 2^32. */
  readonly waits: readonly number[]
  /** How many milliseconds the run is still expected to take. */
  readonly left: number
}

/** In milliseconds: until then engines replace their first code, and what threads wait for says nothing. */
const WARM = 20
const WINDOW = 250
/** In milliseconds: about what one look for the others takes, some instructions and two reads of shared words. */
const ONE_LOOK = 2e-6
/** In milliseconds: much more than new code, and dividing the synapses anew, may take. */
const WORTH = 300
/** Parts of the time that come and go. */
const LITTLE = 0.05
/** No thread gets less than this part of an equal share: what looks like less is something else. */
const LEAST = 0.5
const MOST_CHANGES = 6

/**
 * Shares the work so that threads come to barriers at the same time. Processors differ: some machines have fast and slow ones, and those of a
 * virtual machine are at times somebody else's. How long threads wait for each other, time and again, says who has too much. What has
 * made steps slower is taken back, and that is the end of it.
 */
export class ThreadBalance {
  #shares: Shares
  #tried: { readonly before: Shares; readonly pace: number } | undefined
  #from: ThreadWork | undefined
  /** What would have been better in the last window. */
  #wanted: Shares | undefined
  #changesLeft = MOST_CHANGES

  constructor(threads: number) {
    this.#shares = equalShares(threads)
  }

  get shares(): Shares {
    return this.#shares
  }

  /** To be called again and again while threads work; whether there are other shares now, for which the work must be divided anew. */
  changes(work: ThreadWork): boolean {
    if (this.#changesLeft === 0 || work.milliseconds < WARM) return false
    if (
      this.#from === undefined ||
      work.milliseconds < this.#from.milliseconds ||
      work.steps < this.#from.steps
    )
      this.#from = work
    const { milliseconds, steps } = this.#from
    const [time, made] = [work.milliseconds - milliseconds, work.steps - steps]
    if (time < WINDOW || made <= 0) return false
    const pace = time / made
    const idle = idleTimes(this.#from.waits, work.waits, time)
    this.#from = undefined
    if (this.#tried !== undefined && pace > this.#tried.pace * (1 + LITTLE)) {
      this.#shares = this.#tried.before
      this.#changesLeft = 0
      return true
    }
    this.#tried = undefined
    const better = balanced(this.#shares, idle, time)
    const gain = 1 - timeWith(better, this.#shares, idle, time) / time
    const before = this.#wanted
    this.#wanted = gain < LITTLE || gain * work.left < WORTH ? undefined : better
    // What lasts for two windows does not come and go.
    if (this.#wanted === undefined || before === undefined || busiest(before) !== busiest(better))
      return false
    this.#wanted = undefined
    this.#tried = { before: this.#shares, pace }
    this.#shares = better.map((share, thread) => (share + (before[thread] ?? share)) / 2)
    this.#changesLeft--
    return true
  }
}

/** How long each thread waited that had least to do, in milliseconds: what all wait for is not a matter of shares. */
function idleTimes(from: readonly number[], to: readonly number[], time: number): readonly number[] {
  const all = to.map((looks, thread) =>
    Math.min(((looks - (from[thread] ?? 0)) >>> 0) * ONE_LOOK, 0.9 * time),
  )
  const common = Math.min(...all)
  return all.map(each => each - common)
}

/** The thread with the largest share. */
const busiest = (shares: Shares): number => shares.indexOf(Math.max(...shares))

/** Shares in proportion to what threads do in the same time, none below the least. */
function balanced(shares: Shares, idle: readonly number[], time: number): Shares {
  const least = LEAST / shares.length
  const wanted = shares.map((share, thread) => share / (time - (idle[thread] ?? 0)))
  const short = new Set<number>()
  for (;;) {
    const sum = wanted.reduce((total, each, thread) => total + (short.has(thread) ? 0 : each), 0)
    const scale = (1 - short.size * least) / sum
    const before = short.size
    wanted.forEach((each, thread) => {
      if (each * scale < least) short.add(thread)
    })
    if (short.size === before) return wanted.map((each, thread) => (short.has(thread) ? least : each * scale))
  }
}

/** What the same work would have taken with other shares: as long as the slowest thread. */
const timeWith = (other: Shares, shares: Shares, idle: readonly number[], time: number): number =>
  Math.max(...shares.map((share, thread) => ((time - (idle[thread] ?? 0)) * (other[thread] ?? 0)) / share))
