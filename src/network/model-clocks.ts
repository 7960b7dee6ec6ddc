import type { NetworkModel } from '../compile/network-model.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Clock } from '../runtime/clock.js'

/** A clock of a model, which tells only its name and step, as the one that a run moves on. */
export function asClock(clock: unknown): Clock {
  if (clock instanceof Clock) return clock
  throw new RheobaseError('internal', 'foreign-clock', 'a clock of the model is no clock of the run')
}

/** The clock of an object, if it has one. */
export const clocksOf = (object: NetworkModel['objects'][number]): Clock[] =>
  'clock' in object ? [asClock(object.clock)] : []

/** First and last step of each clock for a run of some seconds from a time on. */
export const boundaries = (
  clocks: readonly Clock[],
  time: number,
  seconds: number,
): { start: number[]; ends: number[] } => ({
  start: clocks.map(clock => Math.max(clock.step, clock.stepAt(time))),
  ends: clocks.map(clock => clock.stepAt(time + seconds)),
})
