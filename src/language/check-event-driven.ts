import type { OwnerKind } from './check-flags.js'
import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import { mentions } from './mentions.js'
import type { Equation, Name } from './syntax-tree.js'
import { hasFlag } from './parse-flags.js'

/** When the stored value of a variable is right: at events only, or after each time step. Parameters and formulas are right at any time. */
type Course = 'event-driven' | 'clock-driven' | 'summed'

function courseOf(equation: Equation): Course | undefined {
  if (hasFlag(equation, 'summed')) return 'summed'
  if (equation.kind !== 'differential') return undefined
  return hasFlag(equation, 'event-driven') ? 'event-driven' : 'clock-driven'
}

/**
 * What is integrated at events and what is integrated in steps must not read each other: between events the value of the one is old, and at
 * an event nobody knows the course of the other since the last one. One finding for each equation, with the way through subexpressions.
 */
export function checkEventDriven(equations: readonly Equation[], owner: OwnerKind): readonly Diagnostic[] {
  if (owner !== 'synapses') return []
  const byName = new Map(equations.map(equation => [equation.name, equation]))
  return equations.flatMap(equation => {
    const course = courseOf(equation)
    if (course === undefined) return []
    const conflicts = (other: Course | undefined): boolean =>
      other !== undefined && (course === 'event-driven') !== (other === 'event-driven')
    const found = wayTo(equation, byName, reached => conflicts(courseOf(reached)))
    if (found === undefined) return []
    const { first, way, end } = found
    const facts = { course, other: courseOf(end) ?? course, way }
    const related = [{ span: end.nameSpan, label: `\`${end.name}\` is ${facts.other}` }]
    return [{ ...diagnostic('event-driven-dependency', first.span, facts, related), within: equation.name }]
  })
}

interface Way {
  /** Where the equation itself names the first step of the way. */
  readonly first: Name
  readonly way: readonly string[]
  readonly end: Equation
}

/** The shortest way over subexpressions to an equation that is looked for. Circles of subexpressions end at what was seen. */
function wayTo(
  start: Equation,
  byName: ReadonlyMap<string, Equation>,
  isEnd: (equation: Equation) => boolean,
): Way | undefined {
  const seen = new Set([start.name])
  let front = namesIn(start).map(first => ({ first, name: first, way: [start.name] }))
  while (front.length > 0) {
    const next: typeof front = []
    for (const { first, name, way } of front) {
      const reached = byName.get(name.name)
      if (reached === undefined || seen.has(reached.name)) continue
      seen.add(reached.name)
      const longer = [...way, reached.name]
      if (isEnd(reached)) return { first, way: longer, end: reached }
      if (reached.kind !== 'subexpression' || hasFlag(reached, 'summed')) continue
      next.push(...namesIn(reached).map(used => ({ first, name: used, way: longer })))
    }
    front = next
  }
  return undefined
}

const namesIn = ({ expression }: Equation): readonly Name[] =>
  expression === undefined ? [] : mentions(expression).filter(mention => mention.kind === 'name')
