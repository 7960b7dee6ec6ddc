import { RheobaseError } from '../errors/rheobase-error.js'
import type { Morphology } from './morphology.js'
import { walkSections } from './walk-sections.js'

/** Of deep trees it grows with the square of their depth, and nobody reads it. */
const MOST_LETTERS = 100e6

/**
 * A line for each section: `( )` for a soma, a dash for each compartment of others, then the path. Sections start below the end of the one
 * that they hang on.
 */
export function topologyOf(root: Morphology): string {
  /** Where the children of a section start, and its path. */
  const behind = new Map<Morphology, { readonly indent: number; readonly path: string }>()
  const lines: string[] = []
  let letters = 0
  for (const section of walkSections(root)) {
    const above = section === root ? undefined : behind.get(section.parent ?? section)
    const indent = above?.indent ?? 0
    const path = above === undefined ? '' : `${above.path}.${section.name ?? ''}`
    const body = section.kind === 'soma' ? '( )' : `${'-'.repeat(section.n)}|`
    letters += indent + body.length + path.length + 4
    if (letters > MOST_LETTERS)
      throw new RheobaseError(
        'value',
        'picture-too-large',
        `the picture of ${String(root.totalSections)} sections with ${String(root.totalCompartments)} compartments would have more than ${String(MOST_LETTERS / 1e6)} million letters; a section further out has a smaller one: child(…).topology()`,
      )
    lines.push(`${' '.repeat(indent)}${above === undefined ? '' : '`'}${body}  ${path || '[root]'}`)
    if (section.children.length > 0) behind.set(section, { indent: indent + 2 + section.n, path })
  }
  return lines.join('\n')
}
