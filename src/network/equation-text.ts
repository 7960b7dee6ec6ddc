import { checkText } from './options.js'
import { buildEquationSystem, type EquationSystem } from '../language/equation-system.js'
import { checkEventDriven } from '../language/check-event-driven.js'
import { checkFlags, type OwnerKind } from '../language/check-flags.js'
import { checkOwnerNames } from '../language/check-owner-names.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import { parseEquations } from '../language/parse-equations.js'
import { parseExpression } from '../language/parse-expression.js'
import { parseStatements } from '../language/parse-statements.js'
import type { Expression, Statement } from '../language/syntax-tree.js'
import type { Variable } from '../model/variable.js'
import { hasFlag } from '../language/parse-flags.js'

/** Parses the equations of an object and checks everything that does not need other objects. @throws {DiagnosticError} */
export function readEquations(owner: string, kind: OwnerKind, text: string): EquationSystem {
  const parsed = parseEquations({ name: `equations of \`${owner}\``, text })
  if (parsed.diagnostics.length > 0) throw new DiagnosticError(parsed.diagnostics)
  const { system, diagnostics } = buildEquationSystem(parsed.equations)
  const found = [
    ...diagnostics,
    ...checkFlags(parsed.equations, kind),
    ...checkOwnerNames(parsed.equations, kind),
    ...checkEventDriven(parsed.equations, kind),
  ]
  if (system === undefined || found.length > 0) throw new DiagnosticError(found)
  return system
}

/** Parses one expression. @throws {DiagnosticError} */
export function readExpression(title: string, text: string): Expression {
  const { expression, diagnostics } = parseExpression({ name: title, text: checkText(title, text) })
  if (expression === undefined || diagnostics.length > 0) throw new DiagnosticError(diagnostics)
  return expression
}

/** Parses abstract code. @throws {DiagnosticError} */
export function readStatements(title: string, text: string): readonly Statement[] {
  const { statements, diagnostics } = parseStatements({ name: title, text: checkText(title, text) })
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics)
  return statements
}

/** Names of the parameters that stand for a variable of another group. */
export const linkedNames = ({ parameters }: EquationSystem): readonly string[] =>
  parameters.filter(equation => hasFlag(equation, 'linked')).map(({ name }) => name)

/** The stored variables that equations declare: everything but plain subexpressions and links. */
export function declaredVariables(
  owner: string,
  { differential, parameters, subexpressions }: EquationSystem,
): Variable[] {
  const held = subexpressions.filter(equation => hasFlag(equation, 'constant over dt'))
  const stored = parameters.filter(equation => !hasFlag(equation, 'linked'))
  return [...differential, ...stored, ...held].map(equation => ({
    owner,
    name: equation.name,
    dimension: equation.dimension,
    type: equation.type,
    shared: hasFlag(equation, 'shared'),
    access:
      equation.kind === 'subexpression'
        ? 'read-only'
        : hasFlag(equation, 'constant')
          ? 'constant'
          : 'writable',
    initial: 0,
    unlessRefractory: hasFlag(equation, 'unless refractory'),
  }))
}
