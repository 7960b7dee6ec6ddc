import { RheobaseError } from '../errors/rheobase-error.js'
import type { Refractoriness } from '../model/group.js'
import type { Variable } from '../model/variable.js'
import { dimensionless, sameDimension, second } from '../units/dimension.js'
import { describeDimension, printBriefly } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { readExpression } from './equation-text.js'
import { describeValue } from './options.js'

/** Time of the last spike of a neuron that never spiked, in seconds. */
const NEVER = -1e4

/** What a user gives as refractoriness; nothing if there is none. @throws {DiagnosticError | RheobaseError} for what is no time and no text */
export function readRefractoriness(name: string, given: unknown): Refractoriness | undefined {
  if (given === undefined || given === false) return undefined
  const title = `refractoriness of \`${name}\``
  if (typeof given === 'string') return { expression: readExpression(title, given) }
  if (!(given instanceof Quantity)) {
    throw new RheobaseError(
      'type',
      'not-a-duration',
      `the ${title} must be a time such as ms(5), or text, not ${describeValue(given)}`,
    )
  }
  if (!sameDimension(given.dimension, second)) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `the ${title} must be a time, not ${printBriefly(given)}\n  expected  ${describeDimension(second)}\n  found     ${describeDimension(given.dimension)}`,
    )
  }
  if (!given.isScalar)
    throw new RheobaseError(
      'value',
      'not-a-scalar',
      `the ${title} must be one time; for one per neuron name a parameter: refractory: 'ref'`,
    )
  const { value } = given
  if (!(value >= 0))
    throw new RheobaseError('value', 'impossible-duration', `the ${title} cannot be ${printBriefly(given)}`)
  // For ever is a condition: before its first spike, no neuron is refractory.
  return { expression: readExpression(title, value === Infinity ? 'True' : `${String(value)}*second`) }
}

/** `lastspike` and `not_refractory`, which only a group with refractoriness has. */
export function refractoryVariables(owner: string): readonly Variable[] {
  const common = { owner, shared: false, access: 'writable', unlessRefractory: false } as const
  return [
    { ...common, name: 'lastspike', dimension: second, type: 'float', initial: NEVER, isExact: true },
    { ...common, name: 'not_refractory', dimension: dimensionless, type: 'boolean', initial: 1 },
  ]
}
