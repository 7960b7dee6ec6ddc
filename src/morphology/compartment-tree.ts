import {
  areaOf,
  diameterOf,
  lengthOf,
  rLength1Of,
  rLength2Of,
  volumeOf,
  type Measure,
} from './compartment-geometry.js'
import { layOut, type PlacedSection } from './lay-out.js'
import type { Morphology } from './morphology.js'
import { coordinatesOf, distancesOf, type Axis } from './section-place.js'
import { hasCoordinates } from './section-shape.js'

/**
 * A morphology as a cable solver needs it: plain numbers in SI base units, of the morphology as it was. Compartments are numbered as everywhere:
 * a section before those that hang on it.
 */
export interface CompartmentTree {
  /** Number of compartments. */
  readonly size: number
  readonly length: Float64Array
  /** In the middle. */
  readonly diameter: Float64Array
  readonly area: Float64Array
  readonly volume: Float64Array
  /** From the middle to the root. */
  readonly distance: Float64Array
  /** Conductance of the first and of the second half, times the resistivity. */
  readonly rLength1: Float64Array
  readonly rLength2: Float64Array
  /** Places of the middles, nan where a section has none; nothing if no section has any. */
  readonly coordinates: Coordinates | undefined
  readonly sections: SectionTable
  readonly cable: Cable
}

export interface Coordinates {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
}

/** The sections in the order in which compartments are numbered. */
export interface SectionTable {
  /** First compartment of each, and at the end the number of compartments. */
  readonly first: Int32Array
  /** The section that each hangs on; -1 for the root. */
  readonly parent: Int32Array
}

/**
 * The tree of the potentials that one step solves for: those of the compartments, and those of the points where several sections hang on the end
 * of one, which have no membrane. Every potential but the first is coupled to exactly one before it, its parent; so elimination from the last to
 * the first, and back, takes a time that grows with their number.
 */
export interface Cable {
  /** Number of potentials. */
  readonly size: number
  /** The potential that each is coupled to; -1 for the first. */
  readonly parent: Int32Array
  /** Conductance to the parent, times the resistivity, in metres; 0 for the first. */
  readonly coupling: Float64Array
  readonly resistance: ResistancePlaces
  /** The compartment that has the potential; -1 for a point without membrane. */
  readonly compartment: Int32Array
  /** The potential of each compartment. */
  readonly potential: Int32Array
}

/**
 * Where the resistance of each coupling lies: in the neighbouring halves of two compartments. The resistivity of a coupling is that of `most`, plus
 * `share` times what that of `rest` is above it: exactly the common one where both are equal.
 */
export interface ResistancePlaces {
  /** The compartment with half of the resistance or more, if both have the same resistivity. */
  readonly most: Int32Array
  /** The other one; the same one where the coupling is one half alone. */
  readonly rest: Int32Array
  /** The share of the resistance that is in the other one. */
  readonly share: Float64Array
}

/** The numbers of a morphology in the order of its compartments. */
export function compartmentTree(root: Morphology): CompartmentTree {
  const placed = layOut(root)
  const size = placed.reduce((total, { section }) => total + section.n, 0)
  const gather = (valuesOf: (placed: PlacedSection) => Float64Array): Float64Array => {
    const values = new Float64Array(size)
    for (const each of placed) values.set(valuesOf(each), each.first)
    return values
  }
  const measured = (of: Measure): Float64Array => {
    const values = new Float64Array(size)
    for (const { section, first } of placed)
      for (let k = 0; k < section.n; k++) values[first + k] = of(section.shape, k)
    return values
  }
  const rLength1 = measured(rLength1Of)
  const rLength2 = measured(rLength2Of)
  const sections = {
    first: Int32Array.from([...placed.map(({ first }) => first), size]),
    parent: Int32Array.from(placed, ({ parent }) => parent),
  }
  const along = (axis: Axis): Float64Array =>
    gather(({ section, place }) => coordinatesOf(place, section.shape, axis, 'middle'))
  return {
    size,
    length: measured(lengthOf),
    diameter: measured(diameterOf),
    area: measured(areaOf),
    volume: measured(volumeOf),
    distance: gather(({ section, place }) => distancesOf(place, section.shape)),
    rLength1,
    rLength2,
    coordinates: placed.some(({ section }) => hasCoordinates(section.shape))
      ? { x: along(0), y: along(1), z: along(2) }
      : undefined,
    sections,
    cable: cableOf(sections, rLength1, rLength2),
  }
}

/**
 * Two compartments in a row are coupled by their neighbouring halves. So are the end of a section and a single section on it: the point between
 * them is eliminated beforehand. Where several sections hang on one, the point is a potential of its own.
 */
function cableOf({ first, parent }: SectionTable, rLength1: Float64Array, rLength2: Float64Array): Cable {
  const sections = parent.length
  const branches = new Int32Array(sections)
  for (const above of parent) if (above >= 0) branches[above] = (branches[above] ?? 0) + 1
  const compartments = rLength1.length
  const size = compartments + branches.reduce((total, count) => total + (count > 1 ? 1 : 0), 0)
  const cable = {
    size,
    parent: new Int32Array(size),
    coupling: new Float64Array(size),
    resistance: {
      most: new Int32Array(size),
      rest: new Int32Array(size),
      share: new Float64Array(size),
    },
    compartment: new Int32Array(size).fill(-1),
    potential: new Int32Array(compartments),
  }
  /** Of each section: what hangs on it is coupled to this potential, through this half if it is that of a compartment. */
  const end = new Int32Array(sections)
  let next = 0
  const add = (to: number, { coupling, most, rest, share }: Coupling): number => {
    cable.parent[next] = to
    cable.coupling[next] = coupling
    cable.resistance.most[next] = most
    cable.resistance.rest[next] = rest
    cable.resistance.share[next] = share
    return next++
  }
  const behind = (before: number, k: number): Coupling =>
    inSeries({ of: before, half: rLength2[before] ?? NaN }, { of: k, half: rLength1[k] ?? NaN })
  for (let section = 0; section < sections; section++) {
    const above = parent[section] ?? -1
    const start = first[section] ?? NaN
    const stop = first[section + 1] ?? NaN
    for (let k = start; k < stop; k++) {
      const [to, coupling] =
        k > start
          ? [next - 1, behind(k - 1, k)]
          : above < 0
            ? [-1, alone(k, 0)]
            : [
                end[above] ?? NaN,
                (branches[above] ?? 0) > 1
                  ? alone(k, rLength1[k] ?? NaN)
                  : behind((first[above + 1] ?? NaN) - 1, k),
              ]
      const potential = add(to, coupling)
      cable.compartment[potential] = k
      cable.potential[k] = potential
    }
    end[section] =
      (branches[section] ?? 0) > 1 ? add(next - 1, alone(stop - 1, rLength2[stop - 1] ?? NaN)) : next - 1
  }
  return cable
}

/** A conductance times the resistivity, and the compartments whose resistivity it is. */
interface Coupling {
  readonly coupling: number
  readonly most: number
  readonly rest: number
  readonly share: number
}
interface Half {
  readonly of: number
  readonly half: number
}

const alone = (compartment: number, coupling: number): Coupling => ({
  coupling,
  most: compartment,
  rest: compartment,
  share: 0,
})

/** Two halves one behind the other; 0 if one of them is, as at a sharp tip. */
function inSeries(a: Half, b: Half): Coupling {
  const coupling = 1 / (1 / a.half + 1 / b.half)
  const [most, rest] = a.half < b.half ? [a, b] : [b, a]
  return { coupling, most: most.of, rest: rest.of, share: coupling === 0 ? 0 : coupling / rest.half }
}
