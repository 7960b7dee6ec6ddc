import { printBriefly } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Quantity } from '../units/quantity.js'
import { isUnit } from '../units/unit.js'
import { printCode } from '../units/print-code.js'
import { describeValue } from './options.js'

/** A constant as text in parentheses, with all its digits. @throws {RheobaseError} for arrays and for what is no constant */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  const quantity = isUnit(value) ? value(1) : typeof value === 'number' ? value : value
  if (typeof quantity === 'number') {
    if (Number.isNaN(quantity))
      throw new RheobaseError('value', 'not-a-constant', 'nan has no place in equations')
    return `(${String(quantity).replace('Infinity', 'inf')})`
  }
  if (quantity instanceof Quantity) {
    if (quantity.isScalar) return `(${printCode(quantity)})`
    throw new RheobaseError(
      'value',
      'not-a-scalar',
      `${printBriefly(quantity)} has several values; for a value per element declare a parameter and set it, for a value per time use timedArray()`,
    )
  }
  throw new RheobaseError(
    'type',
    'not-a-constant',
    `${describeValue(value)} cannot stand in equations: use a number, a quantity, text, a function or a timed array`,
  )
}
