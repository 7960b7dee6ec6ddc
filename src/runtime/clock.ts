import { RheobaseError } from '../errors/rheobase-error.js'
import type { ClockModel } from '../model/clock.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/dimension.js'

const GRID_TOLERANCE = 1e-4

const asTime = (seconds: number): string => printQuantity(new Quantity(seconds, second))

/** A time step that objects share. It starts at step 0; its time is step × dt, one product. */
export class Clock implements ClockModel {
  readonly name: string
  #dt: number
  /** The step of the run before a change of `dt`, until the next run confirms it. */
  step = 0

  constructor(name: string, dt: number) {
    this.name = name
    this.#dt = checkedStep(dt)
  }

  get dt(): number {
    return this.#dt
  }
  get time(): number {
    return this.step * this.#dt
  }

  /** Changes the time step; the present time must be a whole number of new steps, to one part in 10^4. */
  setDt(dt: number): void {
    this.step = this.checkDt(dt)
    this.#dt = dt
  }

  /** The present step in terms of a new time step. @throws {RheobaseError} kind `value` if there is none */
  checkDt(dt: number): number {
    checkedStep(dt)
    const now = this.time
    const step = Math.round(now / dt)
    if (Math.abs(step * dt - now) / dt > GRID_TOLERANCE) {
      throw new RheobaseError(
        'value',
        'time-step-off-grid',
        `the time step of ${this.name} cannot change from ${asTime(this.#dt)} to ${asTime(dt)} now: ` +
          `its clock is at ${asTime(now)}, which is not a multiple of the new step`,
      )
    }
    return step
  }

  /** Goes back to the time step and the time of a snapshot. */
  restore(dt: number, step: number): void {
    this.#dt = dt
    this.step = step
  }

  /** The first step at or after a time, where a time within one part in 10^4 of a step counts as that step. */
  stepAt(time: number): number {
    const nearest = Math.round(time / this.#dt)
    return Math.abs(nearest * this.#dt - time) / this.#dt <= GRID_TOLERANCE
      ? nearest
      : Math.ceil(time / this.#dt)
  }
}

function checkedStep(dt: number): number {
  if (dt > 0 && Number.isFinite(dt)) return dt
  throw new RheobaseError(
    'value',
    'impossible-time-step',
    `a time step must be positive and finite, not ${asTime(dt)}`,
  )
}

/** The clocks that are due first, as a bit mask, and for how many steps the same clocks stay due together. */
export function nextStretch(
  clocks: readonly Clock[],
  ends: readonly number[],
  longest: number,
): { due: number; count: number } {
  if (clocks.length === 1) {
    const [clock] = clocks
    const rest = clock === undefined ? 0 : (ends[0] ?? 0) - clock.step
    return { due: rest > 0 ? 1 : 0, count: Math.min(rest, longest) }
  }
  const steps = clocks.map(clock => clock.step)
  const due = dueAt(clocks, ends, steps)
  if (due === 0) return { due: 0, count: 0 }
  let count = 0
  do {
    clocks.forEach((_, k) => {
      if ((due & (1 << k)) !== 0) steps[k] = (steps[k] ?? 0) + 1
    })
    count++
  } while (count < longest && dueAt(clocks, ends, steps) === due)
  return { due, count }
}

/** All clocks whose next time is the smallest, to one part in 10^4 of the smaller step. */
function dueAt(clocks: readonly Clock[], ends: readonly number[], steps: readonly number[]): number {
  let earliest = Infinity
  let earliestDt = Infinity
  clocks.forEach(({ dt }, k) => {
    const step = steps[k] ?? 0
    if (step < (ends[k] ?? 0) && step * dt < earliest) {
      earliest = step * dt
      earliestDt = dt
    }
  })
  let mask = 0
  clocks.forEach(({ dt }, k) => {
    const step = steps[k] ?? 0
    if (step < (ends[k] ?? 0) && step * dt - earliest < GRID_TOLERANCE * Math.min(dt, earliestDt))
      mask |= 1 << k
  })
  return mask
}
