/** Something the user should know that is no error. */
export interface Message {
  readonly level: 'warning' | 'info'
  /** What it is about; never changes its meaning. */
  readonly code: string
  readonly text: string
}
