import { RheobaseError } from '../errors/rheobase-error.js'

/** What a network is doing, which decides what may be done with it. */
export type Activity = 'idle' | 'running' | 'in a callback' | 'broken' | 'disposed'

const REASONS: Readonly<Record<Exclude<Activity, 'idle'>, string>> = {
  running: 'while a run is under way; await it first, or use a network operation',
  'in a callback': 'from a network operation; do it between runs',
  broken: 'after an error in the middle of a step; go back to a stored state with restore()',
  disposed: 'any more: this network was disposed of',
}

/** @throws {RheobaseError} kind `state` unless nothing is under way; `what` is what the user wants */
export function checkIdle(activity: Activity, what: string): void {
  if (activity === 'idle') return
  throw new RheobaseError('state', 'network-busy', `${what} ${REASONS[activity]}`)
}
