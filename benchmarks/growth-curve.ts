import { fitSlope } from './fit-slope.js'

export interface GrowthPoint {
  readonly work: number
  readonly seconds: number
}

export interface GrowthCurve {
  /** Work beyond that of the first point, and the time beyond its time. */
  readonly points: readonly (readonly [work: number, seconds: number])[]
  /** Exponent of the growth: 1 if twice the work takes twice as long. */
  readonly slope: number
}

/**
 * @param measured in the order of growing work; what the first point takes, the start of everything that is not repeated, is taken off from the others
 * @throws {RangeError} if no two points with more time than that are left
 */
export function growthCurve([first, ...rest]: readonly GrowthPoint[]): GrowthCurve {
  const points = rest
    .map(({ work, seconds }) => [work - (first?.work ?? 0), seconds - (first?.seconds ?? 0)] as const)
    // So little work that it is lost in the noise of the rest.
    .filter(([, seconds]) => seconds > 0)
  return { points, slope: fitSlope(points) }
}
