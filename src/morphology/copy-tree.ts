import type { Morphology } from './morphology.js'
import { walkSections } from './walk-sections.js'

/** A tree of the same form, and with the same names, of other sections. */
export function copyTree(root: Morphology, copyOf: (section: Morphology) => Morphology): Morphology {
  const copies = new Map<Morphology, Morphology>()
  for (const section of walkSections(root)) {
    const copy = copyOf(section)
    copies.set(section, copy)
    const parent = section === root ? undefined : section.parent && copies.get(section.parent)
    if (parent === undefined) continue
    parent.add(copy)
    for (const name of section.attachment?.names ?? []) parent.set(name, copy)
  }
  return copies.get(root) ?? copyOf(root)
}
