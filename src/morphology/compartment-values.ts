import { length, power } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import {
  areaOf,
  diameterOf,
  endDiameterOf,
  lengthOf,
  rLength1Of,
  rLength2Of,
  startDiameterOf,
  volumeOf,
  type Measure,
} from './compartment-geometry.js'
import type { Axis, Spot } from './section-place.js'

const area = power(length, 2)
const volume = power(length, 3)

type Values = Quantity<Float64Array>

/**
 * What is known of compartments, a value for each: of those of one section, or of a selection. Everything is computed from what the
 * morphology is now, as a new array.
 */
export abstract class CompartmentValues {
  /** Number of compartments. */
  abstract readonly n: number
  /** Numbers of the compartments in the whole tree. */
  abstract get indices(): Int32Array
  /** @internal */
  protected abstract measured(of: Measure): Float64Array
  /** @internal */
  protected abstract distancesInMetres(): Float64Array
  /** @internal Nothing if no section has coordinates, nan for those that have none among others. */
  protected abstract coordinate(axis: Axis, spot: Spot): Float64Array | undefined

  /** Lengths; that of a soma is its diameter. */
  get length(): Values {
    return this.#lengths(lengthOf)
  }
  /** Diameters in the middle. */
  get diameter(): Values {
    return this.#lengths(diameterOf)
  }
  /** Diameters at the start; nan for a soma, which has no extent along the cable. */
  get startDiameter(): Values {
    return this.#lengths(startDiameterOf)
  }
  /** Diameters at the end; nan for a soma. */
  get endDiameter(): Values {
    return this.#lengths(endDiameterOf)
  }
  /** Membrane areas: lateral surfaces without the disks at the ends, of a soma that of the sphere. */
  get area(): Values {
    return new Quantity<Float64Array>(this.measured(areaOf), area)
  }
  get volume(): Values {
    return new Quantity<Float64Array>(this.measured(volumeOf), volume)
  }
  /** Way from the middle to the root of the tree. A soma adds nothing: what hangs on it starts where it starts. */
  get distance(): Values {
    return new Quantity<Float64Array>(this.distancesInMetres(), length)
  }
  /**
   * Axial conductance from the start to the middle, times the resistivity of the cytoplasm: `rLength1` divided by `Ri` is a conductance.
   * 1 m for a soma, which stands for a conductance without limit.
   */
  get rLength1(): Values {
    return this.#lengths(rLength1Of)
  }
  /** The same from the middle to the end. */
  get rLength2(): Values {
    return this.#lengths(rLength2Of)
  }

  /** Coordinates of the middles; nothing if they were never given. */
  get x(): Values | undefined {
    return this.#coordinates(0, 'middle')
  }
  get y(): Values | undefined {
    return this.#coordinates(1, 'middle')
  }
  get z(): Values | undefined {
    return this.#coordinates(2, 'middle')
  }
  /** Coordinates of the starts. */
  get startX(): Values | undefined {
    return this.#coordinates(0, 'start')
  }
  get startY(): Values | undefined {
    return this.#coordinates(1, 'start')
  }
  get startZ(): Values | undefined {
    return this.#coordinates(2, 'start')
  }
  /** Coordinates of the ends. */
  get endX(): Values | undefined {
    return this.#coordinates(0, 'end')
  }
  get endY(): Values | undefined {
    return this.#coordinates(1, 'end')
  }
  get endZ(): Values | undefined {
    return this.#coordinates(2, 'end')
  }

  #lengths(of: Measure): Values {
    return new Quantity<Float64Array>(this.measured(of), length)
  }
  #coordinates(axis: Axis, spot: Spot): Values | undefined {
    const metres = this.coordinate(axis, spot)
    return metres && new Quantity<Float64Array>(metres, length)
  }
}
