import { RheobaseError } from '../errors/rheobase-error.js'
import { checkExpression } from '../language/check-expression.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import type { Diagnostic } from '../language/diagnostics/diagnostic.js'
import { snippet } from '../language/diagnostics/snippet.js'
import type { FunctionSignature } from '../language/function-signature.js'
import type { NameMeaning, Scope } from '../language/scope.js'
import type { Expression } from '../language/syntax-tree.js'
import { dimensionless, sameDimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'

/**
 * Checks the formula of a function with the names that are known around it: what is inside, and its value against what is declared.
 * @throws {DiagnosticError | RheobaseError}
 */
export function checkFunctionBody(
  body: Expression,
  parameters: readonly string[],
  signature: FunctionSignature,
  around: Scope,
): void {
  const { name, result, resultType } = signature
  const found: Diagnostic[] = []
  const scope: Scope = {
    lookup: known => parameterMeaning(known, parameters, signature) ?? around.lookup(known),
    names: () => [...parameters, ...around.names()],
  }
  const value = checkExpression(body, scope, finding => {
    found.push(finding)
  })
  if (value === undefined || found.length > 0) throw new DiagnosticError(found)
  const place = snippet(body.span, [], undefined).join('\n')
  if ('dimension' in result && !sameDimension(value.dimension, result.dimension))
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `the value of the function \`${name}\` is not what is declared\n  expected  ${describeDimension(result.dimension)}\n  found     ${describeDimension(value.dimension)}\n\n${place}`,
    )
  if (resultType === 'boolean' && value.type !== 'boolean')
    throw new RheobaseError(
      'type',
      'not-a-condition',
      `the value of the function \`${name}\` is declared as a condition, and is a number\n\n${place}`,
    )
}

function parameterMeaning(
  name: string,
  parameters: readonly string[],
  { name: owner, arguments: rules }: FunctionSignature,
): NameMeaning | undefined {
  const rule = rules[parameters.indexOf(name)]
  if (rule === undefined) return undefined
  const dimension = rule.dimension === 'any' || 'sameAs' in rule.dimension ? dimensionless : rule.dimension
  const type = rule.type ?? 'float'
  return { kind: 'variable', name, dimension, type, scalar: false, readOnly: 'read-only', owner }
}
