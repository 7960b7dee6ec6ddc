import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import type { CheckedExpression } from './checked-expression.js'
import { constantValue } from './constant-value.js'
import type { Scope, VariableMeaning } from './scope.js'
import type { Statement } from './syntax-tree.js'

const SMALLEST_INTEGER = -(2 ** 31)
const LARGEST_INTEGER = 2 ** 31 - 1

/**
 * Checks that an integer variable can store a value. A float is refused unless it is a constant with a whole value, for whole numbers from
 * outside are floats, too. Other types convert: into booleans as `x != 0`, into floats as they are.
 */
export function checkStored(
  { target: name, operator, value }: Statement,
  variable: VariableMeaning,
  { type }: CheckedExpression,
  scope: Scope,
): Diagnostic | undefined {
  if (variable.type !== 'integer') return undefined
  const constant = constantValue(value, scope)
  const isWhole = constant !== undefined && Number.isInteger(constant)
  const leavesWholes = operator !== '/=' && (operator !== '**=' || (constant ?? 0) >= 0)
  if (type === 'float' && !(isWhole && leavesWholes)) {
    return diagnostic('float-into-integer', value.span, { name, operator })
  }
  if (operator !== '=' || !isWhole || (constant >= SMALLEST_INTEGER && constant <= LARGEST_INTEGER))
    return undefined
  return diagnostic('outside-integer-range', value.span, { name, value: constant })
}
