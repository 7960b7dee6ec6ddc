import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'
import { readPath } from './section-path.js'

/**
 * A point of a reconstructed neuron as in SWC files: its number, the type of the process it is on (`'soma'`, `'axon'`, …; null for none), its
 * position and the diameter there in micrometres without unit, and the number of the point before it, -1 for the first.
 */
export type MorphologyPoint = readonly [
  index: number,
  type: string | null,
  x: number,
  y: number,
  z: number,
  diameter: number,
  parent: number,
]

/** A point in the tree of points. */
export interface TracedPoint {
  readonly index: number
  readonly type: string | undefined
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
  /** For messages: "point 5", "line 12". */
  readonly where: string
  readonly children: TracedPoint[]
}

/** A point as it stands in the data. */
export interface PointRecord {
  readonly index: number
  readonly type: string | undefined
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
  readonly parent: number
  readonly where: string
}

/**
 * The tree of points: each hangs on the point before it, those of one parent in the order of the list. The point with parent -1 is the root.
 * @throws {RheobaseError} kind `value` for a number that occurs twice, a parent that is not listed, a second root, points in a ring
 */
export function pointTree(records: readonly PointRecord[]): TracedPoint {
  const points = new Map<number, TracedPoint>()
  for (const { parent, ...record } of records) {
    const { index, where } = record
    const same = points.get(index)
    if (same !== undefined) throw wrongPoint(where, `has the number ${String(index)}, as ${same.where} has`)
    if (parent === index) throw wrongPoint(where, 'names itself as the point before it')
    points.set(index, { ...record, children: [] })
  }
  let root: TracedPoint | undefined
  for (const { index, parent: parentIndex, where } of records) {
    const point = points.get(index)
    const parent = points.get(parentIndex)
    if (point === undefined) continue
    if (parent !== undefined) parent.children.push(point)
    else if (parentIndex !== -1)
      throw wrongPoint(where, `names the point ${String(parentIndex)} before it, which is not listed`)
    else if (root !== undefined)
      throw wrongPoint(
        where,
        `is a second root, -1, and ${root.where} is one already: a morphology is one tree`,
      )
    else root = point
  }
  if (records.length === 0)
    throw new RheobaseError('value', 'no-points', 'a morphology needs at least one point')
  if (root === undefined) {
    throw new RheobaseError(
      'value',
      'no-root',
      'no point is the root: the first point has -1 as the point before it',
    )
  }
  expectNoRing(root, points)
  return root
}

/** What hangs on the root is no ring; what does not, is one or hangs on one. */
function expectNoRing(root: TracedPoint, points: ReadonlyMap<number, TracedPoint>): void {
  const reached = new Set(walkPoints(root))
  for (const point of points.values()) {
    if (reached.has(point)) continue
    throw wrongPoint(point.where, 'is not connected with the root: the points before it go round in a ring')
  }
}

/** A point and all behind it, without recursion: chains have tens of thousands of points. */
export function* walkPoints(root: TracedPoint): Generator<TracedPoint, undefined> {
  const waiting = [root]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    for (let k = next.children.length - 1; k >= 0; k--) {
      const child = next.children[k]
      if (child !== undefined) waiting.push(child)
    }
  }
}

/** @throws {RheobaseError} kind `value` for a point that is listed before its parent */
export function expectParentsFirst(records: readonly PointRecord[]): void {
  const listed = new Set<number>()
  for (const { index, parent, where } of records) {
    if (parent !== -1 && parent !== index && !listed.has(parent)) {
      throw wrongPoint(where, `names the point ${String(parent)} before it, which is not listed before it`)
    }
    listed.add(index)
  }
}

/** Points as a program gives them. @throws {RheobaseError} kind `type` or `value` for what is no point */
export function readPoints(points: unknown): readonly PointRecord[] {
  if (!Array.isArray(points)) {
    throw new RheobaseError(
      'type',
      'not-points',
      `points are a list of [index, type, x, y, z, diameter, parent], not ${describeValue(points)}`,
    )
  }
  return points.map((point: unknown, k) => {
    if (!Array.isArray(point) || point.length !== 7) {
      throw new RheobaseError(
        'value',
        'wrong-number-of-values',
        `each point has seven values, [index, type, x, y, z, diameter, parent], but point ${String(k)} of the list ` +
          (Array.isArray(point) ? `has ${String(point.length)}` : `is ${describeValue(point)}`),
      )
    }
    return pointRecord(point, k)
  })
}

function pointRecord(values: readonly unknown[], k: number): PointRecord {
  const [index, type, x, y, z, diameter, parent] = values
  const whole = (what: string, value: unknown): number => {
    if (typeof value === 'number' && Number.isInteger(value)) return value
    throw wrongType(`the ${what} of point ${String(k)} of the list`, 'a whole number', value)
  }
  const where = `point ${String(whole('number', index))}`
  const number = (what: string, value: unknown): number => {
    if (typeof value === 'number') return value
    throw wrongType(`${what} of ${where}`, 'a number of micrometres without unit', value)
  }
  if (type !== null && type !== undefined) expectTypeName(where, type)
  return checkedPoint({
    index: whole('number', index),
    type: typeof type === 'string' ? type : undefined,
    x: number('x', x),
    y: number('y', y),
    z: number('z', z),
    diameter: number('the diameter', diameter),
    parent: whole('parent', parent),
    where,
  })
}

/** A type becomes the name of a section. */
function expectTypeName(where: string, type: unknown): void {
  if (typeof type !== 'string') throw wrongType(`the type of ${where}`, 'text or null', type)
  if (readPath(type).length === 1) return
  throw new RheobaseError(
    'name',
    'impossible-section-name',
    `the type of ${where}, \`${type}\`, is a path and cannot be the name of a section`,
  )
}

/** @throws {RheobaseError} kind `value` for a point without place or extent */
export function checkedPoint(point: PointRecord): PointRecord {
  const { x, y, z, diameter, where } = point
  if (![x, y, z].every(Number.isFinite)) throw wrongPoint(where, 'has coordinates that are not finite')
  if (diameter > 0 && diameter < Infinity) return point
  throw new RheobaseError(
    'value',
    'point-without-extent',
    `${where} has the diameter ${String(diameter)} um, and a process must be thicker than 0` +
      '; { leastDiameter: um(0.1) } makes thin points as thick as that',
  )
}

export const wrongPoint = (where: string, what: string): RheobaseError =>
  new RheobaseError('value', 'impossible-point', `${where} ${what}`)

const wrongType = (where: string, expected: string, found: unknown): RheobaseError =>
  new RheobaseError('type', 'wrong-point-value', `${where} must be ${expected}, not ${describeValue(found)}`)
