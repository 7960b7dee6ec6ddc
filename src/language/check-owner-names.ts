import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import type { OwnerKind } from './check-flags.js'
import type { Equation } from './syntax-tree.js'
import { hasFlag } from './parse-flags.js'

/** Names that synapses give to something themselves. */
const SYNAPTIC_NAMES: readonly string[] = ['i', 'j', 'delay']
const SIDES = ['_pre', '_post'] as const

/**
 * Checks names that are free in general but not for variables of this object: in synapses `j` and `delay`, and everywhere the suffixes
 * `_pre` and `_post`, which synaptic code uses for variables of neurons. Only summed variables have them, and must.
 */
export function checkOwnerNames(equations: readonly Equation[], owner: OwnerKind): readonly Diagnostic[] {
  return equations.flatMap(({ name, nameSpan, flags }): Diagnostic[] => {
    const isSummed = hasFlag({ flags }, 'summed')
    const suffix = SIDES.find(side => name.endsWith(side))
    if (isSummed && suffix === undefined) return [diagnostic('summed-without-side', nameSpan, { name })]
    if (suffix !== undefined && !isSummed)
      return [diagnostic('reserved-by-synapses', nameSpan, { name, suffix })]
    if (owner !== 'synapses' || !SYNAPTIC_NAMES.includes(name)) return []
    return [{ ...diagnostic('reserved-by-synapses', nameSpan, { name, suffix: undefined }), kind: 'syntax' }]
  })
}
