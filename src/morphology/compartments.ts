import { measure, type Measure } from './compartment-geometry.js'
import { CompartmentValues } from './compartment-values.js'
import { layOut, firstCompartments, placeOf } from './lay-out.js'
import type { Morphology } from './morphology.js'
import { coordinatesOf, distancesOf, type Axis, type SectionPlace, type Spot } from './section-place.js'
import { hasCoordinates } from './section-shape.js'

/** A stretch of compartments of one section. */
export interface SectionPart {
  readonly section: Morphology
  readonly from: number
  /** Not included. */
  readonly to: number
}

/**
 * Some compartments of a morphology, with their geometry and their numbers in the tree: `cell.child('axon').at(um(30))`. A view: when the
 * tree changes, so do the numbers.
 */
export class Compartments extends CompartmentValues {
  override readonly n: number
  readonly #parts: readonly SectionPart[]

  /** @internal */
  constructor(parts: readonly SectionPart[]) {
    super()
    this.#parts = parts.filter(({ from, to }) => to > from)
    this.n = this.#parts.reduce((total, { from, to }) => total + to - from, 0)
  }

  override get indices(): Int32Array {
    const [part] = this.#parts
    if (part === undefined) return new Int32Array(0)
    const first = firstCompartments(part.section.root, new Set(this.#parts.map(({ section }) => section)))
    const indices = new Int32Array(this.n)
    let at = 0
    for (const { section, from, to } of this.#parts) {
      for (let k = from; k < to; k++) indices[at++] = (first.get(section) ?? NaN) + k
    }
    return indices
  }

  override toString(): string {
    return `${String(this.n)} ${this.n === 1 ? 'compartment' : 'compartments'}`
  }
  /** How Node shows it in `console.log`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  /** @internal */
  protected override measured(of: Measure): Float64Array {
    return this.#joined(({ section, from, to }) => measure(section.shape, of, from, to))
  }
  /** @internal */
  protected override distancesInMetres(): Float64Array {
    const places = this.#places()
    return this.#joined(({ section, from, to }) =>
      distancesOf(places(section), section.shape).subarray(from, to),
    )
  }
  /** @internal */
  protected override coordinate(axis: Axis, spot: Spot): Float64Array | undefined {
    if (!this.#parts.some(({ section }) => hasCoordinates(section.shape))) return undefined
    const places = this.#places()
    return this.#joined(({ section, from, to }) =>
      coordinatesOf(places(section), section.shape, axis, spot).subarray(from, to),
    )
  }

  #joined(valuesOf: (part: SectionPart) => Float64Array): Float64Array {
    const values = new Float64Array(this.n)
    let at = 0
    for (const part of this.#parts) {
      values.set(valuesOf(part), at)
      at += part.to - part.from
    }
    return values
  }

  /** One walk over the tree serves many sections; the way to the root is shorter for a few. */
  #places(): (section: Morphology) => SectionPlace {
    const [part] = this.#parts
    if (part === undefined || this.#parts.length < 3) return placeOf
    const places = new Map(layOut(part.section.root).map(({ section, place }) => [section, place]))
    return section => places.get(section) ?? placeOf(section)
  }
}
