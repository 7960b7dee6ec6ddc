import type { Morphology } from './morphology.js'

/**
 * A section and all below it, parents before children, children in the order in which they were attached: the order in which compartments
 * are numbered. A loop and a list, for trees can be deeper than a call stack.
 */
export function* walkSections(root: Morphology): Generator<Morphology, undefined> {
  const waiting: Morphology[] = [root]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    const { children } = next
    for (let k = children.length - 1; k >= 0; k--) {
      const child = children[k]
      if (child !== undefined) waiting.push(child)
    }
  }
}

/** A section, its parent, and so on up to the root. */
export function lineOf(section: Morphology): readonly Morphology[] {
  const line: Morphology[] = []
  for (let next: Morphology | undefined = section; next !== undefined; next = next.parent) line.push(next)
  return line
}
