import { warnOnConsole, type Message } from '../errors/message.js'
import type { Quantity } from '../units/quantity.js'
import { checkOptions } from '../units/options.js'
import type { Morphology } from './morphology.js'
import {
  checkedPoint,
  expectParentsFirst,
  pointTree,
  readPoints,
  walkPoints,
  wrongPoint,
  type MorphologyPoint,
  type PointRecord,
  type TracedPoint,
} from './points.js'
import { expectPositive, readOneLength } from './read-lengths.js'
import { sectionsOf } from './sections-of-points.js'
import { distanceBetween, withSphericalSoma } from './spherical-soma.js'

/** How points become sections. */
export interface PointOptions {
  /** Whether a soma of one point, or of three in the manner of NeuroMorpho.org, is a sphere; true if left out. */
  readonly sphericalSoma?: boolean
  /** Points that are thinner, also those with diameter 0, are made as thick as this. Without it, a point without diameter is an error. */
  readonly leastDiameter?: Quantity
  /** Where messages go; warnings go to `console.warn` if left out. */
  readonly onMessage?: (message: Message) => void
}

/**
 * A morphology from points, each with the one before it: the form of SWC files, with a type as text and the diameter instead of the radius.
 *
 *     fromPoints([
 *       [1, 'soma', 0, 0, 0, 20, -1],
 *       [2, 'dend', 12, 0, 0, 2, 1],
 *       [3, 'dend', 60, 0, 5, 1, 2],
 *     ])
 *
 * Points of one type in a row, without a branch, are a section. It is named by its type (`dend`, `dend2`, …); besides, one or two children are
 * called `L` and `R`. A branch starts with the diameter of the point it comes from, or with its own on a soma.
 * @throws {RheobaseError} kind `value` for points that are no tree, each after the point before it
 */
export function fromPoints(points: readonly MorphologyPoint[], options: PointOptions = {}): Morphology {
  const { leastDiameter } = checkPointOptions('fromPoints', options)
  const records = readPoints(points)
  expectParentsFirst(records)
  return morphologyOf(
    records.map(record => atLeast(record, leastDiameter)),
    options,
  )
}

/** @internal The checked options. */
export function checkPointOptions(where: string, options: PointOptions): { readonly leastDiameter: number } {
  checkOptions(where, options, ['sphericalSoma', 'leastDiameter', 'onMessage'])
  if (options.leastDiameter === undefined) return { leastDiameter: 0 }
  const least = readOneLength('the least diameter', options.leastDiameter)
  expectPositive('the least diameter', [least])
  return { leastDiameter: least / MICROMETRE }
}

const MICROMETRE = 1e-6

/** @internal @throws {RheobaseError} kind `value` for a point without diameter, unless there is a least one */
export function atLeast(record: PointRecord, leastDiameter: number): PointRecord {
  const { diameter } = record
  return checkedPoint(
    diameter >= 0 && diameter < leastDiameter ? { ...record, diameter: leastDiameter } : record,
  )
}

/** @internal The morphology of points that are one tree. */
export function morphologyOf(
  records: readonly PointRecord[],
  { sphericalSoma = true, onMessage = warnOnConsole }: PointOptions,
): Morphology {
  const tree = pointTree(records)
  const root = sphericalSoma ? withSphericalSoma(tree) : tree
  leaveOutRepeated(root, onMessage)
  if (sphericalSoma) warnOfLongSoma(root, onMessage)
  return sectionsOf(root, sphericalSoma)
}

/** A point where the point before it is would make a compartment without length. */
function leaveOutRepeated(root: TracedPoint, tell: (message: Message) => void): void {
  const left: string[] = []
  for (const point of walkPoints(root)) {
    // By index: what a point that is left out had takes its place, and is looked at in turn.
    for (let k = 0; k < point.children.length; k++) {
      const child = point.children[k]
      if (child === undefined) continue
      const distance = distanceBetween(point, child)
      if (!(distance < Infinity)) throw wrongPoint(child.where, `is too far from ${point.where}`)
      if (distance > 0) continue
      left.push(child.where)
      point.children.splice(k, 1, ...child.children)
      k--
    }
  }
  if (left.length === 0) return
  tell({
    level: 'warning',
    code: 'repeated-point',
    text: `${listed(left)} ${left.length === 1 ? 'is' : 'are'} where the point before it is and ${left.length === 1 ? 'was' : 'were'} left out: a compartment needs a length.`,
  })
}

function warnOfLongSoma(root: TracedPoint, tell: (message: Message) => void): void {
  const soma = [...walkPoints(root)].filter(({ type }) => type === 'soma')
  if (soma.length < 2) return
  tell({
    level: 'warning',
    code: 'several-soma-points',
    text:
      `The soma has ${String(soma.length)} points and so is not one sphere: a point that stands alone is one, all others are truncated cones, as those of a dendrite. ` +
      'One point, or three as in files of NeuroMorpho.org, make a sphere; { sphericalSoma: false } says that cones are meant.',
  })
}

function listed(places: readonly string[]): string {
  const shown = places.slice(0, 5).join(', ')
  const more = places.length - 5
  return `${shown.charAt(0).toUpperCase()}${shown.slice(1)}${more > 0 ? ` and ${String(more)} more` : ''}`
}
