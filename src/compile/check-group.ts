import { checkEquations } from '../language/check-equations.js'
import { checkExpression } from '../language/check-expression.js'
import { checkStatements } from '../language/check-statements.js'
import { diagnostic, type Diagnostic, type Report } from '../language/diagnostics/diagnostic.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import type { Expression } from '../language/syntax-tree.js'
import type { NeuronGroupModel } from '../model/group.js'
import { isDimensionless, sameDimension, second } from '../units/dimension.js'
import type { CodeContext } from './binding.js'
import { groupContext } from './group-context.js'
import type { Storage } from './storage.js'

/** The check of one piece of text: reports mistakes, and gives warnings. */
type Check = (report: Report) => readonly Diagnostic[]

/** Checks all texts of a group, and gives the warnings. */
export const checkGroup = (
  storage: Storage,
  group: NeuronGroupModel,
  report: Report,
): readonly Diagnostic[] => checksOf(storage, group).flatMap(check => check(report))

/**
 * Checks what can be known when a group is made: all texts that name nothing but its own variables and constants. What names something
 * else waits, for the namespace of a run may still define it. Links are not set yet, so nothing is said about a group that has some.
 * @throws {DiagnosticError} with every mistake
 */
export function checkGroupAlone(storage: Storage, group: NeuronGroupModel): void {
  if (group.links.size > 0) return
  const found = checksOf(storage, group).flatMap(check => {
    const ofText: Diagnostic[] = []
    check(finding => ofText.push(finding))
    return ofText.some(namesUnknown) ? [] : ofText
  })
  if (found.length > 0) throw new DiagnosticError(found)
}

const namesUnknown = ({ code }: Diagnostic): boolean =>
  code === 'unknown-name' || code === 'unknown-function' || code === 'update-of-unknown'

function checksOf(storage: Storage, group: NeuronGroupModel): readonly Check[] {
  const whole = { group, start: 0, stop: group.size }
  const context = groupContext(storage, whole, { writesShared: false, guarded: true })
  const { refractory } = group
  return [
    withoutWarnings(report => {
      checkEquations(group.equations, context, report)
    }),
    ...group.events.map(({ condition }) =>
      withoutWarnings(report => {
        checkCondition(condition, context, report)
      }),
    ),
    ...(refractory === undefined
      ? []
      : [
          withoutWarnings(report => {
            checkRefractoriness(refractory.expression, context, report)
          }),
        ]),
    ...group.events.flatMap(({ code }): Check[] =>
      code === undefined
        ? []
        : [report => checkStatements(code.statements, context, { writesShared: false }, report).warnings],
    ),
  ]
}

const withoutWarnings =
  (check: (report: Report) => void): Check =>
  report => {
    check(report)
    return []
  }

function checkCondition(condition: Expression, context: CodeContext, report: Report): void {
  const checked = checkExpression(condition, context, report)
  if (checked !== undefined && checked.type !== 'boolean') {
    report(diagnostic('not-a-condition', condition.span, { found: checked.type }))
  }
}

function checkRefractoriness(expression: Expression, context: CodeContext, report: Report): void {
  const checked = checkExpression(expression, context, report)
  if (checked === undefined || checked.type === 'boolean' || sameDimension(checked.dimension, second)) return
  const finding = diagnostic('not-a-refractory-period', expression.span, {
    found: checked.dimension,
    expected: second,
  })
  report({ ...finding, kind: isDimensionless(checked.dimension) ? 'type' : 'dimension' })
}
