import type { Quantity } from '../units/quantity.js'
import { checkOptions } from '../units/options.js'
import { Morphology } from './morphology.js'
import { expectPositive, readOneLength, type LengthInput } from './read-lengths.js'
import { readType } from './section-options.js'
import type { Point } from './section-shape.js'

export interface SomaOptions {
  readonly diameter: Quantity
  /** Where its centre is; those left out are 0 if one is given. */
  readonly x?: LengthInput
  readonly y?: LengthInput
  readonly z?: LengthInput
  /** `soma` if left out. */
  readonly type?: string
}

/**
 * A spherical soma: one compartment with the area and the volume of a sphere. It adds nothing to distances: what hangs on it starts at
 * distance 0.
 *
 *     const cell = soma({ diameter: um(30) }).set('axon', cylinder({ diameter: um(1), length: um(300), n: 100 }))
 * @throws {RheobaseError} kind `type`, `value` or `dimension` for what is no diameter or no coordinate
 */
export function soma(options: SomaOptions): Morphology {
  checkOptions('soma', options, ['diameter', 'x', 'y', 'z', 'type'])
  const diameter = readOneLength('the diameter of a soma', options.diameter)
  expectPositive('the diameter of a soma', [diameter])
  return new Morphology(
    { kind: 'soma', n: 1, diameter, centre: readCentre(options) },
    readType('a soma', options.type) ?? 'soma',
  )
}

function readCentre({ x, y, z }: SomaOptions): Point | undefined {
  if ([x, y, z].every(given => given === undefined)) return undefined
  const read = (axis: string, value: LengthInput | undefined): number =>
    readOneLength(`the coordinate ${axis} of a soma`, value ?? 0)
  return [read('x', x), read('y', y), read('z', z)]
}
