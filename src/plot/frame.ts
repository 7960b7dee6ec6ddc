/** Where a panel stands in its figure, in pixels. */
export interface Frame {
  readonly start: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
}
