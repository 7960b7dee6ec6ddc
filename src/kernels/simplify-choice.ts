import type { Operator, Value } from './value.js'

/**
 * A choice between two numbers by their order is a limit, which is one instruction: `x < c ? c : x` is `at_least(x, c)`, also where one of them is nan
 * or both are zeros.
 */
export function simplifyChoice(
  operator: Operator,
  [condition, chosen, other]: readonly Value[],
): { readonly operator: Operator; readonly operands: readonly [Value, Value] } | undefined {
  if (operator !== 'f64.select' && operator !== 'f32.select') return undefined
  if (condition?.kind !== 'operation' || chosen === undefined || other === undefined) return undefined
  const [left, right] = condition.operands
  const type = operator === 'f64.select' ? 'f64' : 'f32'
  const isRising = condition.operator === `${type}.lt`
  if (!isRising && condition.operator !== `${type}.gt`) return undefined
  if (left === other && right === chosen)
    return { operator: isRising ? `${type}.at_least` : `${type}.at_most`, operands: [other, chosen] }
  if (left === chosen && right === other)
    return { operator: isRising ? `${type}.at_most` : `${type}.at_least`, operands: [other, chosen] }
  return undefined
}
