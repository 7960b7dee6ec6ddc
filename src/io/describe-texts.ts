import type { EquationSystem } from '../language/equation-system.js'
import { parseEquations } from '../language/parse-equations.js'
import { parseExpression } from '../language/parse-expression.js'
import { parseStatements } from '../language/parse-statements.js'
import { printExpression } from '../language/print.js'
import { printEquation } from '../language/print-equations.js'
import type { Expression, Statement } from '../language/syntax-tree.js'

// Texts of a model: as the user wrote them, if they still say what the tree says (names may have been put in), else printed.

/** Whether two trees are the same, whatever text they come from. */
const sameTree = (a: unknown, b: unknown): boolean => withoutSpans(a) === withoutSpans(b)
const withoutSpans = (tree: unknown): string =>
  JSON.stringify(tree, (key, value: unknown) =>
    /span$/i.test(key) ? undefined : typeof value === 'number' && Object.is(value, -0) ? '-0' : value,
  )

export function expressionText(expression: Expression): string {
  const { source, start, end } = expression.span
  const text = source.text.slice(start, end)
  const { expression: again } = parseExpression({ name: source.name, text })
  return again !== undefined && sameTree(again, expression) ? text : printExpression(expression)
}

export function statementsText(statements: readonly Statement[]): string {
  const [first] = statements
  if (first === undefined) return ''
  const { source } = first.span
  const { statements: again } = parseStatements(source)
  return sameTree(again, statements)
    ? source.text
    : statements
        .map(({ target, operator, value }) => `${target} ${operator} ${printExpression(value)}`)
        .join('\n')
}

export function equationsText({ byName }: EquationSystem): string {
  const equations = [...byName.values()]
  const [first] = equations
  if (first === undefined) return ''
  const { source } = first.span
  const { equations: again } = parseEquations(source)
  return sameTree(again, equations) ? source.text : equations.map(printEquation).join('\n')
}
