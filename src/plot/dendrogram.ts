import type { Morphology } from '../morphology/morphology.js'
import { layOut, type PlacedSection } from '../morphology/lay-out.js'
import { um } from '../units/units.js'
import { length } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { COLOR_OPTIONS, colorsOf, type CompartmentColors } from './compartment-colors.js'
import { checkOptions } from '../units/options.js'
import { dotsPath } from './dots-path.js'
import { expectMorphology } from './expect-morphology.js'
import { axisLabel, type Mark, type Place, type Stroke } from './mark.js'
import { pathNumber } from './path-number.js'

export interface DendrogramOptions extends CompartmentColors {
  /** What the vertical axis shows, without its unit. */
  readonly label?: string
  /** Unit of the distances; `um` if left out. */
  readonly distanceUnit?: UnitDefinition
  /** Width of the lines in pixels. */
  readonly size?: number
  /** Height of the panel, relative to the others of the figure. */
  readonly weight?: number
}

/**
 * A morphology as a tree: sections are upright lines from the distance of their start to that of their end, branches stand side by side. Areas and
 * angles do not show, distances and the order of branching do.
 *
 *     figure([dendrogram(cell, { values: neuron.v.quantity(), unit: mV })])
 * @throws {RheobaseError} kind `value` for a wrong number of values
 */
export function dendrogram(cell: Morphology, options: DendrogramOptions = {}): Mark {
  expectMorphology('a dendrogram', cell)
  checkOptions('dendrogram', options, ['label', 'distanceUnit', 'size', 'weight', ...COLOR_OPTIONS])
  const { label = 'Distance to the soma', distanceUnit = um, size = 1.5, weight = 2 } = options
  const branches = branchesOf(cell, distanceUnit)
  const tips = branches.reduce((most, { place }) => Math.max(most, place), 0)
  const farthest = branches.reduce((most, { borders }) => Math.max(most, borders.at(-1) ?? 0), 0)
  const nearest = branches[0]?.borders[0] ?? 0
  const strokes = colorsOf(cell, options).flatMap(({ color, name, has }): readonly Stroke[] => [
    {
      kind: 'line',
      color,
      width: size,
      ...(name === undefined ? {} : { name }),
      path: place => branches.map(branch => linesOf(branch, has, place)).join(''),
    },
    { kind: 'dots', color, width: SOMA_DIAMETER, path: place => somasOf(branches, has, place) },
  ])
  return {
    x: { label: '', domain: [-0.5, tips + 0.5], bare: true },
    y: { label: axisLabel(label, distanceUnit), domain: [nearest, Math.max(farthest, nearest + 1e-9)] },
    weight,
    strokes,
  }
}

/** In pixels. */
const SOMA_DIAMETER = 8

interface Branch {
  readonly isSoma: boolean
  /** Its first compartment. */
  readonly first: number
  /** Where it stands, from left to right: a tip on each whole number. */
  readonly place: number
  /** Distances of the borders of its compartments. */
  readonly borders: readonly number[]
  /** From the leftmost to the rightmost of the branches on its end. */
  readonly reach: readonly [left: number, right: number] | undefined
}

/** Upright lines for the compartments that are wanted; the line across to the branches belongs to the last one. */
function linesOf(
  { first, place, borders, reach }: Branch,
  has: (compartment: number) => boolean,
  { x, y }: Place,
): string {
  const parts: string[] = []
  const heights = borders.map(distance => pathNumber(y(distance)))
  const last = borders.length - 2
  for (let k = 0; k <= last; k++)
    if (has(first + k)) parts.push(`M${pathNumber(x(place))},${heights[k] ?? ''}V${heights[k + 1] ?? ''}`)
  if (reach !== undefined && has(first + last))
    parts.push(`M${pathNumber(x(reach[0]))},${heights[last + 1] ?? ''}H${pathNumber(x(reach[1]))}`)
  return parts.join('')
}

function somasOf(
  branches: readonly Branch[],
  has: (compartment: number) => boolean,
  { x, y }: Place,
): string {
  const somas = branches.filter(({ isSoma, first }) => isSoma && has(first))
  return dotsPath(
    k => x(somas[k]?.place ?? NaN),
    k => y(somas[k]?.borders[0] ?? NaN),
    somas.length,
  )
}

function branchesOf(cell: Morphology, unit: UnitDefinition): readonly Branch[] {
  const placed = layOut(cell)
  const places = new Float64Array(placed.length)
  const reaches = new Map<number, [left: number, right: number]>()
  let tips = 0
  // Tips are numbered from left to right, as they come; then every section stands in the middle of what hangs on it, later ones first.
  placed.forEach(({ section }, k) => {
    if (section.children.length === 0) places[k] = tips++
  })
  for (let k = placed.length - 1; k >= 0; k--) {
    const own = reaches.get(k)
    if (own !== undefined) places[k] = (own[0] + own[1]) / 2
    const place = places[k] ?? NaN
    const above = placed[k]?.parent ?? -1
    const reach = reaches.get(above)
    if (reach === undefined) reaches.set(above, [place, place])
    else reaches.set(above, [Math.min(reach[0], place), Math.max(reach[1], place)])
  }
  return placed.map((each, k) => ({
    isSoma: each.section.kind === 'soma',
    first: each.first,
    place: places[k] ?? NaN,
    borders: bordersOf(each, unit),
    reach: reaches.get(k),
  }))
}

function bordersOf({ section, place }: PlacedSection, unit: UnitDefinition): readonly number[] {
  const inUnit = (metres: number): number => new Quantity<number>(metres, length).in(unit)
  if (section.kind === 'soma') return [inUnit(place.distance), inUnit(place.distance)]
  const borders = [inUnit(place.distance)]
  let end = place.distance
  for (const metres of section.length.values) borders.push(inUnit((end += metres)))
  return borders
}
