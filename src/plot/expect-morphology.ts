import { RheobaseError } from '../errors/rheobase-error.js'
import { Morphology } from '../morphology/morphology.js'
import { describeValue } from '../units/options.js'

/** @throws {RheobaseError} kind `type` for what has no form, such as a neuron, which was made of a morphology but is none */
export function expectMorphology(picture: string, cell: unknown): void {
  if (cell instanceof Morphology) return
  throw new RheobaseError(
    'type',
    'not-a-morphology',
    `${picture} is of a morphology, such as soma({ diameter: um(30) }) or the one that a neuron was made of, not ${describeValue(cell)}`,
  )
}
