import { evaluationContext } from '../compile/evaluate-text.js'
import { Quantity } from '../units/quantity.js'
import { checkedText } from './checked-text.js'
import { absoluteOf, type VariableOwner } from './variable-owner.js'

/** The value of an expression for all elements of an object, or one value if it is the same for all. */
export function evaluateExpression(owner: VariableOwner, text: string): Quantity {
  const { workspace } = owner
  const evaluated = owner.evaluated()
  const { dimension } = checkedText({
    title: `expression for \`${owner.name}\``,
    text,
    context: evaluationContext(workspace, evaluated),
    type: 'float',
    dimension: undefined,
    mayVary: true,
  })
  const elements = absoluteOf(owner, undefined)
  const values = workspace.evaluate({
    evaluated,
    title: `expression for \`${owner.name}\``,
    text,
    elements,
    type: 'float',
    dimension: undefined,
  })
  return new Quantity(Float64Array.from(values), dimension)
}
