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
}
export type PartWork =
  | {
      readonly kind: 'kernel'
      readonly procedure: Procedure
      readonly recording?: Recording
      readonly alarm?: Alarm
    }
  | { readonly kind: 'callback'; readonly call: () => void }
