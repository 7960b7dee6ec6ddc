/** A time step. Objects that share a clock share its step number; `dt` can be changed between runs. */
export interface ClockModel {
  readonly name: string
  /** In seconds. */
  readonly dt: number
}
