import type { Expression } from '../language/syntax-tree.js'
import { add, mul, name, neg, number } from '../symbolic/construct.js'
import { differentiate } from '../symbolic/differentiate.js'
import { linearForm } from '../symbolic/linear-form.js'
import type { IntegerNames } from '../symbolic/may-be-integer.js'

/** A membrane current near the present potential, `driving - conductance*v`, or the part of its text that has no derivative. */
export type LinearisedCurrent =
  { readonly conductance: Expression; readonly driving: Expression } | { readonly obstacle: Expression }

/**
 * The tangent of a membrane current as a function of the potential. Where it is linear, what stands beside `v` is taken from the text, so
 * that no digits are lost in `Im + conductance*v`.
 */
export function lineariseCurrent(
  current: Expression,
  potential: string,
  integer: IntegerNames,
): LinearisedCurrent {
  const linear = linearForm(current, { variables: new Set([potential]), integer })
  if ('slopes' in linear) {
    const slope = linear.slopes.get(potential)
    return {
      conductance: slope === undefined ? number(0) : neg(slope),
      driving: linear.constant ?? number(0),
    }
  }
  const result = differentiate(current, potential)
  if ('obstacle' in result) return result
  const conductance = neg(result.derivative)
  return { conductance, driving: add(current, mul(conductance, name(potential))) }
}
