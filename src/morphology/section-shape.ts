/*
 * The geometry of one section as plain numbers in metres, in the three forms in which it can be given. What follows from it for each
 * compartment is in `compartment-geometry.ts`; where the section lies in its tree is in `section-place.ts`.
 */

export type Point = readonly [x: number, y: number, z: number]

/** A sphere: one compartment without extent along the cable. */
export interface SomaShape {
  readonly kind: 'soma'
  readonly n: 1
  readonly diameter: number
  /** Its centre, relative to the end of the section it hangs on. */
  readonly centre: Point | undefined
}

/** Equal pieces of a cylinder. */
export interface CylinderShape {
  readonly kind: 'cylinder'
  readonly n: number
  readonly diameter: number
  /** Of all compartments together. */
  readonly length: number
  /** Relative to the end of the section it hangs on. */
  readonly ends: readonly [start: Point, end: Point] | undefined
}

/** A row of truncated cones. */
export interface ConesShape {
  readonly kind: 'section'
  readonly n: number
  /** At the n + 1 borders. */
  readonly diameters: Float64Array
  readonly lengths: Float64Array
  /** x, y, z of the n + 1 borders one after the other, relative to the end of the section it hangs on. */
  readonly points: Float64Array | undefined
}

export type SectionShape = SomaShape | CylinderShape | ConesShape

export const hasCoordinates = (shape: SectionShape): boolean =>
  (shape.kind === 'soma' ? shape.centre : shape.kind === 'cylinder' ? shape.ends : shape.points) !== undefined

/**
 * One coordinate of a border of a compartment (0 is the start of the section, n its end), relative to the end of the section it hangs on;
 * nan if the section has none. Both borders of a soma are its centre.
 */
export function borderCoordinate(shape: SectionShape, border: number, axis: 0 | 1 | 2): number {
  switch (shape.kind) {
    case 'soma':
      return shape.centre?.[axis] ?? NaN
    case 'section':
      return shape.points?.[3 * border + axis] ?? NaN
    case 'cylinder': {
      if (shape.ends === undefined) return NaN
      const [start, end] = shape.ends
      // The end itself is exact.
      return border === shape.n ? end[axis] : start[axis] + (end[axis] - start[axis]) * (border / shape.n)
    }
  }
}
