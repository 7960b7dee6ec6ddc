import { Morphology } from './morphology.js'
import { wrongPoint, type TracedPoint } from './points.js'
import type { SectionShape } from './section-shape.js'
import { distanceBetween } from './spherical-soma.js'

const MICROMETRE = 1e-6
const SOMA = /^soma$/i

/** Where a section begins: its first point, the point before it, and the section of that. */
interface Branch {
  readonly first: TracedPoint
  readonly before: TracedPoint | undefined
  readonly parent: Morphology | undefined
}

/** The sections of a tree of points: rows of points of one type without a branch. */
export function sectionsOf(root: TracedPoint, sphericalSoma: boolean): Morphology {
  const waiting: Branch[] = [{ first: root, before: undefined, parent: undefined }]
  const sections: Morphology[] = []
  const names = new NamesByType()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { first, before, parent } = next
    const row = rowFrom(first)
    const section = new Morphology(shapeOf(row, before, sphericalSoma), first.type)
    sections.push(section)
    if (parent !== undefined) {
      parent.add(section)
      if (first.type !== undefined) parent.set(names.next(parent, first.type), section)
    }
    const last = row.at(-1) ?? first
    for (const child of last.children.toReversed()) {
      waiting.push({ first: child, before: last, parent: section })
    }
  }
  for (const { children, ...section } of sections.map(section => ({ section, children: section.children }))) {
    if (children.length > 2) continue
    children.forEach((child, k) => section.section.set(k === 0 ? 'L' : 'R', child))
  }
  return sections[0] ?? new Morphology(shapeOf([root], undefined, sphericalSoma), root.type)
}

/** From a point to the next branch, end or change of type. */
function rowFrom(first: TracedPoint): readonly TracedPoint[] {
  const row = [first]
  for (let point = first; ;) {
    const [next, ...others] = point.children
    if (next === undefined || others.length > 0 || next.type !== first.type) return row
    row.push(next)
    point = next
  }
}

/** `dend`, then `dend2`, `dend3`, … among the sections on one parent. */
class NamesByType {
  readonly #counts = new Map<Morphology, Map<string, number>>()

  next(parent: Morphology, type: string): string {
    const counts = this.#counts.get(parent) ?? new Map<string, number>()
    this.#counts.set(parent, counts)
    const count = (counts.get(type) ?? 0) + 1
    counts.set(type, count)
    return count === 1 ? type : `${type}${String(count)}`
  }
}

function shapeOf(
  row: readonly TracedPoint[],
  before: TracedPoint | undefined,
  sphericalSoma: boolean,
): SectionShape {
  const [first] = row
  if (first !== undefined && row.length === 1 && first.type === 'soma' && sphericalSoma) {
    const origin = before ?? ORIGIN
    const centre = [first.x - origin.x, first.y - origin.y, first.z - origin.z] as const
    return {
      kind: 'soma',
      n: 1,
      diameter: first.diameter * MICROMETRE,
      centre: [centre[0] * MICROMETRE, centre[1] * MICROMETRE, centre[2] * MICROMETRE],
    }
  }
  return conesOf(before === undefined ? row : [before, ...row], before)
}

const ORIGIN = { x: 0, y: 0, z: 0 }

/** Cones from point to point, the first of which belongs to the section before it. */
function conesOf(points: readonly TracedPoint[], before: TracedPoint | undefined): SectionShape {
  const n = points.length - 1
  const [first, second] = points
  if (first === undefined || second === undefined) {
    throw wrongPoint(
      first?.where ?? 'the root',
      'is the root and alone in its section, which so has no length: it must be a soma, or have exactly one point of its type behind it',
    )
  }
  const diameters = new Float64Array(n + 1)
  const lengths = new Float64Array(n)
  const coordinates = new Float64Array(3 * (n + 1))
  // On a soma a branch starts with its own diameter, not with that of the soma.
  const start = before !== undefined && SOMA.test(before.type ?? '') ? second.diameter : first.diameter
  const origin = before ?? ORIGIN
  let last = first
  points.forEach((point, border) => {
    diameters[border] = (border === 0 ? start : point.diameter) * MICROMETRE
    coordinates[3 * border] = (point.x - origin.x) * MICROMETRE
    coordinates[3 * border + 1] = (point.y - origin.y) * MICROMETRE
    coordinates[3 * border + 2] = (point.z - origin.z) * MICROMETRE
    if (border > 0) lengths[border - 1] = distanceBetween(last, point) * MICROMETRE
    last = point
  })
  return { kind: 'section', n, diameters, lengths, points: coordinates }
}
