import type { Expression } from '../language/syntax-tree.js'
import { mapOperands, substitute } from './substitute.js'

/** A function that is given by a formula over its parameters. */
export interface Formula {
  readonly parameters: readonly string[]
  readonly body: Expression
}

/** Calls of functions that are formulas, replaced by the formulas with their arguments. */
export function writeOutFormulas(
  expression: Expression,
  formulaOf: (name: string) => Formula | undefined,
): Expression {
  const operands = mapOperands(expression, operand => writeOutFormulas(operand, formulaOf))
  if (operands.kind !== 'call') return operands
  const formula = formulaOf(operands.name)
  if (formula?.parameters.length !== operands.arguments.length) return operands
  const { parameters, body } = formula
  const given = parameters.flatMap((parameter, position) => {
    const argument = operands.arguments[position]
    return argument === undefined ? [] : [[parameter, argument] as const]
  })
  return substitute(writeOutFormulas(body, formulaOf), new Map(given))
}
