/** Something about a model that is legal and that the user should know. */
export interface ModelFinding {
  readonly level: 'warning' | 'info'
  readonly code: string
  readonly text: string
}
