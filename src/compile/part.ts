import type { Procedure } from '../kernels/value.js'
import type { ClockModel } from '../model/clock.js'
import type { Alarm } from './alarm.js'
import type { Recording } from './recording.js'

/** Something that happens in a step: a kernel or a callback, with its place in the schedule. */
export interface Part {
  readonly name: string
  /** The object that it belongs to. */
  readonly owner: string
  readonly when: string
  readonly order: number
  readonly clock: ClockModel
  readonly work: PartWork
  /** Set alike for parts that are one thing after the other, by names that say so. */
  readonly sequence?: string
}
/** A kernel, and what is computed once per run for it. */
export interface KernelForConstants {
  readonly preparation: Procedure
  readonly procedure: Procedure
}

export type PartWork =
  | {
      readonly kind: 'kernel'
      readonly procedure: Procedure
      readonly recording?: Recording
      readonly alarm?: Alarm
      /** Another way to do the same, if what it was prepared from does not change during a run. */
      readonly forConstants?: KernelForConstants
    }
  | { readonly kind: 'callback'; readonly call: () => void }
