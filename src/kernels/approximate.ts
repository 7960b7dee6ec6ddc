import { collectFactors } from './collect-factors.js'
import { collectTerms } from './collect-terms.js'
import { multiplyByReciprocals } from './multiply-by-reciprocals.js'
import type { Statement } from './value.js'

/**
 * What is done with code whose results are approximations by themselves, such as a step of an integration, and with no other: it may change
 * roundings, but no more. Its `Builder` `approximates`, too.
 */
export const approximate = (statements: readonly Statement[]): readonly Statement[] =>
  collectFactors(collectTerms(multiplyByReciprocals(statements)))
