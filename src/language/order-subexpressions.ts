import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import { mentions } from './mentions.js'
import type { Equation } from './syntax-tree.js'

/** Subexpressions, each after those it uses. Reports the first cycle and gives `undefined` if there is one. */
export function orderSubexpressions(
  byName: ReadonlyMap<string, Equation>,
  report: Report,
): readonly Equation[] | undefined {
  const waiting = new Map<string, Set<string>>()
  for (const { kind, name, expression } of byName.values()) {
    if (kind !== 'subexpression' || expression === undefined) continue
    const used = mentions(expression).filter(
      mention => mention.kind === 'name' && byName.get(mention.name)?.kind === 'subexpression',
    )
    waiting.set(name, new Set(used.map(mention => mention.name)))
  }
  const ordered: Equation[] = []
  while (waiting.size > 0) {
    const free = [...waiting].filter(([, used]) => used.size === 0).map(([name]) => name)
    if (free.length === 0) return reportCycle(byName, waiting, report)
    for (const name of free.sort()) {
      const equation = byName.get(name)
      if (equation !== undefined) ordered.push(equation)
      waiting.delete(name)
    }
    for (const used of waiting.values()) for (const name of free) used.delete(name)
  }
  return ordered
}

function reportCycle(
  byName: ReadonlyMap<string, Equation>,
  waiting: ReadonlyMap<string, ReadonlySet<string>>,
  report: Report,
): readonly Equation[] | undefined {
  const path: string[] = []
  // What waits uses something that waits, so the walk comes back to a name on its path.
  let [name] = waiting.keys()
  while (name !== undefined && !path.includes(name)) {
    path.push(name)
    ;[name] = waiting.get(name) ?? []
  }
  if (name === undefined) return undefined
  const cycle = path.slice(path.indexOf(name))
  const [start] = [...cycle].sort((a, b) => placeOf(byName, a) - placeOf(byName, b))
  const shift = start === undefined ? 0 : cycle.indexOf(start)
  const fromFirst = [...cycle.slice(shift), ...cycle.slice(0, shift)]
  const equations = fromFirst.flatMap(member => byName.get(member) ?? [])
  const [first] = equations
  if (first === undefined) return undefined
  const related = equations
    .slice(1)
    .map(equation => ({ span: equation.nameSpan, label: 'part of the circle' }))
  const closed = [...fromFirst, first.name]
  report({
    ...diagnostic('circular-subexpressions', first.nameSpan, { cycle: closed }, related),
    within: first.name,
  })
  return undefined
}

function placeOf(byName: ReadonlyMap<string, Equation>, name: string): number {
  return byName.get(name)?.span.start ?? 0
}
