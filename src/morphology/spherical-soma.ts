import { RheobaseError } from '../errors/rheobase-error.js'
import type { TracedPoint } from './points.js'

/** How far from one radius the outer points of a soma of three points may be, in micrometres: files are rounded. */
const RADIUS_TOLERANCE = 0.1
/** Diameters are the same text in a file, and so the same number. */
const DIAMETER_TOLERANCE = 1e-15

/**
 * NeuroMorpho.org writes a spherical soma as three points: the centre, and two that hang on it, one radius away, so that programs that know
 * only cylinders get the right area. Here it is one sphere again.
 * @throws {RheobaseError} kind `value` for three points that are no sphere
 */
export function withSphericalSoma(root: TracedPoint): TracedPoint {
  const outer = outerSomaPoints(root)
  if (outer === undefined) return root
  const points = [root, ...outer]
  if (points.some(({ diameter }) => Math.abs(diameter - root.diameter) > DIAMETER_TOLERANCE)) {
    throw notASphere(
      points,
      `their diameters differ: ${points.map(({ diameter }) => String(diameter)).join(', ')} um`,
    )
  }
  const distances = outer.map(point => distanceBetween(root, point))
  if (distances.some(distance => !(Math.abs(distance - root.diameter / 2) <= RADIUS_TOLERANCE))) {
    throw notASphere(
      points,
      `the outer two must be one radius (${String(root.diameter / 2)} um) from the first, not ${distances.map(distance => distance.toFixed(3)).join(' and ')} um`,
    )
  }
  return { ...root, children: root.children.filter(child => !outer.includes(child)) }
}

/** The two points that make a root a soma of three points, if it is one. */
function outerSomaPoints({ type, children }: TracedPoint): readonly TracedPoint[] | undefined {
  const outer = children.filter(child => child.type === 'soma')
  const isPattern = type === 'soma' && outer.length === 2 && outer.every(child => child.children.length === 0)
  return isPattern ? outer : undefined
}

/** In micrometres. */
export function distanceBetween(a: TracedPoint, b: TracedPoint): number {
  const [x, y, z] = [b.x - a.x, b.y - a.y, b.z - a.z]
  return Math.sqrt(x * x + y * y + z * z)
}

function notASphere(points: readonly TracedPoint[], why: string): RheobaseError {
  return new RheobaseError(
    'value',
    'soma-is-no-sphere',
    `the soma has three points (${points.map(({ where }) => where).join(', ')}) that are no sphere: ${why}; ` +
      'with { sphericalSoma: false } they are a chain of truncated cones',
  )
}
