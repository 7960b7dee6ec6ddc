import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import { checkNoise } from './check-noise.js'
import { mentions } from './mentions.js'
import { whyIllegalName } from './names.js'
import { orderSubexpressions } from './order-subexpressions.js'
import type { Equation } from './syntax-tree.js'

/** The equations of one object, checked for everything that they tell without other objects. */
export interface EquationSystem {
  readonly differential: readonly Equation[]
  /** Each after those it uses; of those that are free, in alphabetical order. */
  readonly subexpressions: readonly Equation[]
  readonly parameters: readonly Equation[]
  /** All equations, in the order of the text. */
  readonly byName: ReadonlyMap<string, Equation>
  /** Names that the equations use, of variables or functions, and do not define. */
  identifiers(): ReadonlySet<string>
}

export interface BuiltEquationSystem {
  /** Absent if there is a mistake. */
  readonly system?: EquationSystem
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Puts equations together: names (each defined once, none of them reserved), types of differential equations, noise, and cycles among
 * subexpressions. Flags, unknown names and dimensions are checked by `checkFlags` and `checkEquations`.
 */
export function buildEquationSystem(equations: readonly Equation[]): BuiltEquationSystem {
  const diagnostics: Diagnostic[] = []
  const report: Report = found => {
    diagnostics.push(found)
  }
  const byName = new Map<string, Equation>()
  for (const equation of equations) {
    const first = byName.get(equation.name)
    if (first === undefined) byName.set(equation.name, equation)
    else reportDuplicate(equation, first, report)
    checkName(equation, report)
    checkType(equation, report)
  }
  checkNoise(equations, report)
  const subexpressions = orderSubexpressions(byName, report)
  if (subexpressions === undefined || diagnostics.length > 0) return { diagnostics }
  const ofKind = (kind: Equation['kind']): Equation[] => equations.filter(equation => equation.kind === kind)
  const system = {
    differential: ofKind('differential'),
    subexpressions,
    parameters: ofKind('parameter'),
    byName,
    identifiers: () => undefinedNames(byName),
  }
  return { system, diagnostics }
}

function reportDuplicate({ name, nameSpan }: Equation, first: Equation, report: Report): void {
  report(
    diagnostic('duplicate-variable', nameSpan, { name }, [
      { span: first.nameSpan, label: 'first defined here' },
    ]),
  )
}

function checkName({ name, nameSpan }: Equation, report: Report): void {
  const reason = whyIllegalName(name)
  if (reason !== undefined) report(diagnostic('illegal-name', nameSpan, { name, reason }))
}

function checkType({ kind, name, type, unitSpan }: Equation, report: Report): void {
  if (kind === 'differential' && type !== 'float')
    report(diagnostic('derivative-not-float', unitSpan, { name, type }))
}

function undefinedNames(byName: ReadonlyMap<string, Equation>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { expression } of byName.values()) {
    if (expression === undefined) continue
    for (const { name } of mentions(expression)) if (!byName.has(name)) names.add(name)
  }
  return names
}
