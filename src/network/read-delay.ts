import { RheobaseError } from '../errors/rheobase-error.js'
import { sameDimension, second } from '../units/dimension.js'
import { describeDimension, printBriefly } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { describeValue } from './options.js'

/** The one delay of a pathway, in seconds: 0 if the option was left out. @throws {RheobaseError} for what is no time */
export function readDelay(synapses: string, pathway: string, delay: unknown): number {
  if (delay === undefined) return 0
  const what = `the delay of the pathway ${pathway} of \`${synapses}\``
  if (!(delay instanceof Quantity))
    throw new RheobaseError(
      'type',
      'not-a-time',
      `${what} must be a time such as ms(2), not ${describeValue(delay)}`,
    )
  if (!sameDimension(delay.dimension, second)) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `${what} is ${printBriefly(delay)}\n  expected  ${describeDimension(second)}\n  found     ${describeDimension(delay.dimension)}`,
    )
  }
  if (!delay.isScalar)
    throw new RheobaseError(
      'type',
      'not-a-scalar',
      `${what} is one time for all synapses; for one per synapse leave it out and set ${synapses}.${pathway}.delay after connecting`,
    )
  return delay.value
}
