import type { Morphology } from '../morphology/morphology.js'
import { layOut, type PlacedSection } from '../morphology/lay-out.js'
import { um } from '../units/units.js'
import { length } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { colorsOf, type CompartmentColors } from './compartment-colors.js'
import { axisLabel, type Mark, type Stroke } from './mark.js'
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
  const { label = 'Distance to the soma', distanceUnit = um, size = 1.5, weight = 2 } = options
  const branches = branchesOf(cell, distanceUnit)
  const tips = branches.reduce((most, { place }) => Math.max(most, place), 0)
  const farthest = branches.reduce((most, { borders }) => Math.max(most, borders.at(-1) ?? 0), 0)
  const nearest = branches[0]?.borders[0] ?? 0
  const strokes = colorsOf(cell, options).map(({ color, name, has }): Stroke => ({
    kind: 'line',
    color,
    width: size,
    ...(name === undefined ? {} : { name }),
    path: ({ x, y }) => {
      const parts: string[] = []
      for (const { first, place, borders, reach } of branches) {
        const isPoint = borders.length === 2 && borders[0] === borders[1]
        for (let k = 0; k + 1 < borders.length; k++) {
          if (!has(first + k)) continue
          const [left, from, to] = [x(place), y(borders[k] ?? NaN), y(borders[k + 1] ?? NaN)]
          parts.push(
            isPoint
              ? disc(left, from, SOMA_RADIUS)
              : `M${pathNumber(left)},${pathNumber(from)}V${pathNumber(to)}`,
          )
        }
        // The line across belongs to the end of the section.
        if (reach !== undefined && has(first + borders.length - 2)) {
          parts.push(
            `M${pathNumber(x(reach[0]))},${pathNumber(y(borders.at(-1) ?? NaN))}H${pathNumber(x(reach[1]))}`,
          )
        }
      }
      return parts.join('')
    },
  }))
  return {
    x: { label: '', domain: [-0.5, tips + 0.5], bare: true },
    y: { label: axisLabel(label, distanceUnit), domain: [nearest, Math.max(farthest, nearest + 1e-9)] },
    weight,
    strokes,
  }
}

const SOMA_RADIUS = 3.5

const disc = (x: number, y: number, radius: number): string =>
  `M${pathNumber(x - radius)},${pathNumber(y)}a${String(radius)},${String(radius)} 0 1 0 ${String(2 * radius)},0a${String(radius)},${String(radius)} 0 1 0 ${String(-2 * radius)},0`

interface Branch {
  /** Its first compartment. */
  readonly first: number
  /** Where it stands, from left to right: a tip on each whole number. */
  readonly place: number
  /** Distances of the borders of its compartments. */
  readonly borders: readonly number[]
  /** From the leftmost to the rightmost of the branches on its end. */
  readonly reach: readonly [left: number, right: number] | undefined
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
