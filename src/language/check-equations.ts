import { power, quotient, sameDimension, second } from '../units/dimension.js'
import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import { signatureInScope } from './check-call.js'
import { checkExpression } from './check-expression.js'
import type { CheckedExpression } from './checked-expression.js'
import { comparedSide } from './compared-side.js'
import type { EquationSystem } from './equation-system.js'
import { mentions } from './mentions.js'
import { isNoise } from './names.js'
import type { Scope, VariableMeaning } from './scope.js'
import { firstOfElements } from './shared-writes.js'
import type { Equation, Expression } from './syntax-tree.js'

/**
 * Checks the right sides of all equations with the names of their object: the derivative of X has the dimension of X per second, a
 * subexpression that of its declaration; shared subexpressions read shared things only, and random ones are evaluated once per step.
 */
export function checkEquations(system: EquationSystem, scope: Scope, report: Report): void {
  const differentialScope = withNoise(scope)
  for (const equation of system.byName.values()) {
    const { kind, name, expression } = equation
    if (expression === undefined) continue
    const reportWithin: Report = found => {
      report({ ...found, within: name })
    }
    const names = kind === 'differential' ? differentialScope : scope
    const checked = checkExpression(expression, names, reportWithin)
    if (kind === 'subexpression') checkSubexpression(equation, expression, checked, scope, reportWithin)
    else if (checked !== undefined) checkDerivative(equation, expression, checked, reportWithin)
  }
}

/** White noise has the dimension second**-0.5, so that its integral over time has that of the square root of a time. */
function withNoise(scope: Scope): Scope {
  const noise = (name: string): VariableMeaning => ({
    kind: 'variable',
    name,
    dimension: power(second, -0.5),
    type: 'float',
    scalar: false,
    readOnly: 'read-only',
    owner: '',
  })
  return {
    lookup: name => (isNoise(name) ? noise(name) : scope.lookup(name)),
    names: () => scope.names(),
    where: name => scope.where?.(name),
  }
}

function checkDerivative(
  { name, dimension }: Equation,
  { span }: Expression,
  checked: CheckedExpression,
  report: Report,
): void {
  const expected = quotient(dimension, second)
  if (sameDimension(checked.dimension, expected)) return
  report(diagnostic('derivative-dimension', span, { name, expected, found: checked.dimension }))
}

function checkSubexpression(
  { name, dimension, flags }: Equation,
  expression: Expression,
  checked: CheckedExpression | undefined,
  scope: Scope,
  report: Report,
): void {
  const has = (flag: string): boolean => flags.some(each => each.name === flag)
  if (checked !== undefined && !sameDimension(checked.dimension, dimension)) {
    const found = comparedSide(expression, checked.dimension, scope)
    report(diagnostic('subexpression-dimension', expression.span, { name, expected: dimension, found }))
  }
  const culprit = has('shared') ? firstOfElements(expression, scope) : undefined
  if (culprit !== undefined)
    report(diagnostic('shared-needs-shared', culprit.span, { name, culprit: culprit.name }))
  // Another subexpression that draws random numbers is held during the step, or is itself to blame.
  const random = mentions(expression).find(
    mention => mention.kind === 'call' && signatureInScope(mention.name, scope)?.stateless === false,
  )
  if (random !== undefined && !has('constant over dt')) {
    report(diagnostic('random-subexpression', random.span, { name, function: random.name }))
  }
}
