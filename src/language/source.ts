/** A piece of text that the user wrote, with a name for messages ("equations of `neurons`", "reset of `neurons`"). */
export interface Source {
  readonly name: string
  readonly text: string
}

/** A stretch of a source: UTF-16 offsets, `end` excluded. Substitution keeps the span of the text a node came from. */
export interface Span {
  readonly source: Source
  readonly start: number
  readonly end: number
}
