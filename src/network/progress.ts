import { RheobaseError } from '../errors/rheobase-error.js'
import { tellWork } from '../runtime/work-in-progress.js'
import { describeValue } from './options.js'

/** How far a run is. */
export interface Progress {
  /** Fraction of the run that is done, 0 to 1. */
  readonly completed: number
  /** Wall-clock seconds since the run began, and an estimate of those that remain. */
  readonly elapsed: number
  readonly remaining: number
  /** Simulated seconds: where the run began, how far it has come, how long it is. */
  readonly start: number
  readonly simulated: number
  readonly duration: number
}

/** Where reports of progress go: text lines to the console, or a function. */
export type Report = 'text' | ((progress: Progress) => void)

/** Calls the reporter at the start, after every period of wall-clock time, and at the end. */
export class ProgressReporter {
  readonly #report: ((progress: Progress) => void) | undefined
  readonly #period: number
  readonly #start: number
  readonly #duration: number
  readonly #began = performance.now()
  #last = performance.now()

  constructor(report: Report | undefined, periodSeconds: number, start: number, duration: number) {
    if (report !== undefined && report !== 'text' && typeof report !== 'function') {
      throw new RheobaseError(
        typeof report === 'string' ? 'value' : 'type',
        'unknown-report',
        `a report goes to 'text' or to a function, not to ${describeValue(report)}`,
      )
    }
    this.#report = report === 'text' ? printProgress : report
    this.#period = periodSeconds * 1000
    this.#start = start
    this.#duration = duration
    this.#tell(0)
  }
  progressed(completed: number): void {
    if (this.#report === undefined) tellWork('simulating', completed)
    const now = performance.now()
    if (this.#report === undefined || now - this.#last < this.#period) return
    this.#last = now
    this.#tell(completed)
  }
  ended(completed: number): void {
    if (this.#report === undefined) tellWork('simulating', 1)
    this.#tell(completed)
  }
  #tell(completed: number): void {
    const elapsed = (performance.now() - this.#began) / 1000
    this.#report?.({
      completed,
      elapsed,
      remaining: completed > 0 ? ((1 - completed) / completed) * elapsed : NaN,
      start: this.#start,
      simulated: completed * this.#duration,
      duration: this.#duration,
    })
  }
}

function printProgress({ completed, elapsed, remaining, start, simulated, duration }: Progress): void {
  if (completed === 0) {
    console.log(`Starting simulation at t = ${seconds(start)} for a duration of ${seconds(duration)}`)
    return
  }
  const rest = completed < 1 ? `, estimated ${wallTime(remaining)} remaining` : ''
  console.log(
    `${seconds(simulated)} (${String(Math.trunc(completed * 100))}%) simulated in ${wallTime(elapsed)}${rest}`,
  )
}

const seconds = (time: number): string =>
  Math.abs(time) >= 1 || time === 0
    ? `${String(Number(time.toPrecision(6)))} s`
    : `${String(Number((time * 1e3).toPrecision(6)))} ms`

/** Whole seconds in days, hours, minutes, seconds; leading zeros left out. */
export function wallTime(elapsed: number): string {
  const total = Math.floor(elapsed)
  if (!(total >= 1)) return '< 1s'
  const parts = [
    [Math.floor(total / 86400), 'd'],
    [Math.floor(total / 3600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'm'],
    [total % 60, 's'],
  ] as const
  const first = parts.findIndex(([amount]) => amount > 0)
  return parts
    .slice(first)
    .map(([amount, unit]) => `${String(amount)}${unit}`)
    .join(' ')
}
