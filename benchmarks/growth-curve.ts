import { fitSlope } from './fit-slope.js'

export interface GrowthPoint {
  readonly work: number
  readonly seconds: number
}

export interface GrowthCurve {
  /** What the work takes, beyond what is there without any. */
  readonly points: readonly (readonly [work: number, seconds: number])[]
  /** Exponent of the growth: 1 if twice the work takes twice as long. */
  readonly slope: number
}

/**
 * @param measured in the order of growing work; the time of a first point without work is taken off from the others
 * @throws {RangeError} if no two points with more time than that are left
 */
export function growthCurve([first, ...rest]: readonly GrowthPoint[]): GrowthCurve {
  const isEmpty = first?.work === 0
  const idle = isEmpty ? first.seconds : 0
  const points = [...(first === undefined || isEmpty ? [] : [first]), ...rest]
    .map(({ work, seconds }) => [work, seconds - idle] as const)
    // So little work that it is lost in the noise of the rest.
    .filter(([, seconds]) => seconds > 0)
  return { points, slope: fitSlope(points) }
}
