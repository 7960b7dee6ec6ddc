import { RheobaseError } from '../errors/rheobase-error.js'
import { parseQuantity } from '../units/parse-quantity.js'
import type { Quantity } from '../units/quantity.js'
import { UsageError } from './usage-error.js'

/** The quantity in the text of an option. @throws {UsageError} */
export function readQuantity(option: string, text: string): Quantity {
  try {
    return tryReading(text, '*') ?? tryReading(text, ' ') ?? parseQuantity(text)
  } catch (error) {
    if (!(error instanceof RheobaseError)) throw error
    throw new UsageError(`${option} takes a number or a quantity, such as 20 or 1.5mV\n${error.message}`)
  }
}

/**
 * On a command line nobody wants to type, or to quote, more than `1.5mV` or `1s`, which mean `1.5*mV` as in equations and `1 s` as
 * quantities print.
 */
function tryReading(text: string, joint: string): Quantity | undefined {
  const joined = text.replace(
    /(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?=[a-z])(?!e[+-]?\d)/gi,
    `$&${joint}`,
  )
  try {
    return parseQuantity(joined)
  } catch (error) {
    if (error instanceof RheobaseError) return undefined
    throw error
  }
}
