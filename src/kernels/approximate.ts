import { Builder } from './builder.js'
import { collectFactors } from './collect-factors.js'
import { collectTerms } from './collect-terms.js'
import { multiplyByReciprocals } from './multiply-by-reciprocals.js'
import type { Statement } from './value.js'

/**
 * Code whose results are approximations by themselves, such as a step of an integration, and no other: to make it shorter, roundings may change,
 * but no more.
 */
export function approximate(write: (builder: Builder) => void): readonly Statement[] {
  const builder = new Builder({ approximates: true })
  write(builder)
  return collectFactors(collectTerms(multiplyByReciprocals(builder.statements)))
}
