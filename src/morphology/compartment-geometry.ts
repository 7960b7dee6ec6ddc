import type { SectionShape } from './section-shape.js'

/** A number that each compartment of a section has: of its shape and the position of the compartment in it. */
export type Measure = (shape: SectionShape, k: number) => number

/** The values of all compartments of a section, or of those from `from` up to, not including, `to`. */
export function measure(shape: SectionShape, of: Measure, from = 0, to = shape.n): Float64Array {
  const values = new Float64Array(to - from)
  for (let k = from; k < to; k++) values[k - from] = of(shape, k)
  return values
}

export const lengthOf: Measure = (shape, k) => {
  switch (shape.kind) {
    case 'soma':
      return shape.diameter
    case 'cylinder':
      return shape.length / shape.n
    case 'section':
      return shape.lengths[k] ?? NaN
  }
}

/** At the start; nan for a soma, which has no extent along the cable. */
export const startDiameterOf: Measure = (shape, k) => borderDiameter(shape, k)
/** At the end; nan for a soma. */
export const endDiameterOf: Measure = (shape, k) => borderDiameter(shape, k + 1)

/** In the middle. */
export const diameterOf: Measure = (shape, k) =>
  shape.kind === 'section' ? 0.5 * (startDiameterOf(shape, k) + endDiameterOf(shape, k)) : shape.diameter

/** Membrane: the surface of the sphere, or the lateral surface of the truncated cone without its two disks. */
export const areaOf: Measure = (shape, k) => {
  const length = lengthOf(shape, k)
  if (shape.kind !== 'section') return Math.PI * shape.diameter * length
  const [d1, d2] = [startDiameterOf(shape, k), endDiameterOf(shape, k)]
  return (Math.PI / 2) * (d1 + d2) * Math.sqrt(((d1 - d2) * (d1 - d2)) / 4 + length * length)
}

export const volumeOf: Measure = (shape, k) => {
  const length = lengthOf(shape, k)
  switch (shape.kind) {
    case 'soma':
      return (Math.PI * length * length * length) / 6
    case 'cylinder':
      return Math.PI * (shape.diameter / 2) * (shape.diameter / 2) * length
    case 'section': {
      const [d1, d2] = [startDiameterOf(shape, k), endDiameterOf(shape, k)]
      return (Math.PI * length * (d1 * d1 + d1 * d2 + d2 * d2)) / 12
    }
  }
}

/** A soma conducts so well that its resistance counts for nothing: as much as this length times the conductivity, in metres. */
const R_LENGTH_OF_A_SOMA = 1

/**
 * Axial conductance of the first half of a compartment times the resistivity: the integral of the cross section along a truncated cone of
 * length l/2 with the diameters at its two ends, (π/2)·d₁·d₂/l.
 */
export const rLength1Of: Measure = (shape, k) => halfConductance(shape, k, startDiameterOf(shape, k))
/** The same for the second half. */
export const rLength2Of: Measure = (shape, k) => halfConductance(shape, k, endDiameterOf(shape, k))

function halfConductance(shape: SectionShape, k: number, outerDiameter: number): number {
  if (shape.kind === 'soma') return R_LENGTH_OF_A_SOMA
  return ((Math.PI / 2) * (outerDiameter * diameterOf(shape, k))) / lengthOf(shape, k)
}

/** At a border of compartments: 0 is the start of the section. Nan for a soma. */
export function borderDiameter(shape: SectionShape, border: number): number {
  switch (shape.kind) {
    case 'soma':
      return NaN
    case 'cylinder':
      return shape.diameter
    case 'section':
      return shape.diameters[border] ?? NaN
  }
}
