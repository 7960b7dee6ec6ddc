import { checkCable } from './check-cable.js'
import { checkEquations } from './check-equations.js'
import { checkEventDriven } from './check-event-driven.js'
import { checkExpression, type CheckedExpression } from './check-expression.js'
import { checkFlags, type OwnerKind } from './check-flags.js'
import { checkOwnerNames } from './check-owner-names.js'
import { checkStatements, type CheckedStatements } from './check-statements.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { buildEquationSystem } from './equation-system.js'
import { exampleScope, scopeOf, variable } from './example-scope.test-support.js'
import { parseEquations } from './parse-equations.js'
import { parseExpression } from './parse-expression.js'
import { parseStatements } from './parse-statements.js'
import { voltage } from '../units/dimension.js'
import type { Scope } from './scope.js'
import type { Expression, Statement } from './syntax-tree.js'

/** The expression of a text that must be right. */
export function expressionOf(text: string): Expression {
  const { expression, diagnostics } = parseExpression({ name: 'text', text })
  if (expression === undefined) throw new Error(`${text}: ${diagnostics.map(({ code }) => code).join()}`)
  return expression
}

export function statementsOf(text: string): readonly Statement[] {
  const { statements, diagnostics } = parseStatements({ name: 'code', text })
  if (diagnostics.length > 0) throw new Error(`${text}: ${diagnostics.map(({ code }) => code).join()}`)
  return statements
}

export interface Findings {
  readonly diagnostics: readonly Diagnostic[]
  readonly codes: readonly string[]
}
const findings = (diagnostics: readonly Diagnostic[]): Findings => ({
  diagnostics,
  codes: diagnostics.map(({ code }) => code),
})

/** Parses and checks an expression with the names of the example scope. */
export function checkText(
  text: string,
  scope: Scope = exampleScope(),
): Findings & { checked: CheckedExpression | undefined } {
  const { expression, diagnostics } = parseExpression({ name: 'text', text })
  const found = [...diagnostics]
  const checked = expression && checkExpression(expression, scope, each => found.push(each))
  return { ...findings(found), checked }
}

/** Parses and checks code with the names of the example scope. */
export function checkCode(
  text: string,
  { writesShared = false, scope = exampleScope() }: { writesShared?: boolean; scope?: Scope } = {},
): Findings & CheckedStatements {
  const { statements, diagnostics } = parseStatements({ name: 'code', text })
  const found = [...diagnostics]
  const checked = checkStatements(statements, scope, { writesShared }, each => found.push(each))
  return { ...findings(found), ...checked }
}

/** All mistakes of a model, as one run finds them. */
export function checkModelText(text: string, owner: OwnerKind = 'neuron-group'): Findings {
  const parsed = parseEquations({ name: 'equations of `neurons`', text })
  const { system, diagnostics } = buildEquationSystem(parsed.equations)
  const found = [
    ...parsed.diagnostics,
    ...diagnostics,
    ...checkFlags(parsed.equations, owner),
    ...checkOwnerNames(parsed.equations, owner),
    ...checkEventDriven(parsed.equations, owner),
    ...checkCable(parsed.equations, owner),
  ]
  if (system !== undefined) {
    const names = owner === 'spatial-neuron' ? withPotential(scopeOf(system)) : scopeOf(system)
    checkEquations(system, names, each => found.push(each))
  }
  return findings(found)
}

const withPotential = (scope: Scope): Scope => ({
  ...scope,
  lookup: name => (name === 'v' ? variable('v', voltage) : scope.lookup(name)),
})
