import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import { mentions } from './mentions.js'
import { isNoise } from './names.js'
import type { Span } from './source.js'
import type { Equation } from './syntax-tree.js'

/** White noise stands only in differential equations, and plain `xi` in one of them. */
export function checkNoise(equations: readonly Equation[], report: Report): void {
  const plain: { readonly name: string; readonly span: Span }[] = []
  for (const { kind, name, expression } of equations) {
    if (expression === undefined) continue
    const noise = mentions(expression).filter(mention => mention.kind === 'name' && isNoise(mention.name))
    const [first] = noise
    if (first === undefined) continue
    if (kind !== 'differential') {
      report({
        ...diagnostic('noise-outside-derivative', first.span, { noise: first.name, name }),
        within: name,
      })
    }
    const xi = noise.find(mention => mention.name === 'xi')
    if (xi !== undefined && kind === 'differential') plain.push({ name, span: xi.span })
  }
  const [first, second] = plain
  if (first === undefined || second === undefined) return
  const names = plain.map(({ name }) => name)
  const related = [{ span: first.span, label: `in the equation of \`${first.name}\`` }]
  report(diagnostic('noise-in-several-equations', second.span, { noise: 'xi', names }, related))
}
