import type { Dimension } from '../units/dimension.js'
import { isReservedUnitName } from '../units/named-units.js'
import type { Side } from './diagnostics/diagnostic.js'
import { CONSTANTS } from './names.js'
import type { Scope } from './scope.js'
import type { Expression } from './syntax-tree.js'

/** What a message about dimensions tells of an operand: where a constant of a namespace has its value from, whether it is a bare 0. */
export function comparedSide(expression: Expression, dimension: Dimension, scope: Scope): Side {
  return { dimension, constant: namedConstant(expression, scope), zero: isZero(expression) }
}

function namedConstant(expression: Expression, scope: Scope): Side['constant'] {
  if (expression.kind !== 'name') return undefined
  const { name } = expression
  const meaning = scope.lookup(name)
  if (meaning?.kind !== 'constant' || CONSTANTS.has(name) || isReservedUnitName(name)) return undefined
  return { name, value: meaning.value, dimension: meaning.dimension, where: scope.where?.(name) }
}

function isZero(expression: Expression): boolean {
  return expression.kind === 'unary'
    ? isZero(expression.operand)
    : expression.kind === 'number' && expression.value === 0
}
