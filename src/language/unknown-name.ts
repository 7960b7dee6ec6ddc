import { nearestNames } from '../errors/nearest-name.js'
import { allUnitNames } from '../units/named-units.js'
import { diagnostic, type Diagnostic, type KnownName } from './diagnostics/diagnostic.js'
import { builtinFunctions } from './functions.js'
import { CONSTANTS } from './names.js'
import type { Scope } from './scope.js'
import type { Span } from './source.js'

const MOST_SHOWN = 8

/** A name that nothing defines, with the names that may have been meant. */
export function unknownName(name: string, span: Span, scope: Scope): Diagnostic {
  const nearest = nearestKnownNames(name, scope)
  const known: string[] = []
  for (const candidate of scope.names()) {
    if (known.length >= MOST_SHOWN) break
    const isOwn = !candidate.startsWith('_') && !builtinFunctions.has(candidate) && !CONSTANTS.has(candidate)
    if (isOwn && !known.includes(candidate) && nearest.every(near => near.name !== candidate))
      known.push(candidate)
  }
  return diagnostic('unknown-name', span, { name, nearest, known })
}

/** Names of the scope near to a misspelt one, or else units. */
export function nearestKnownNames(name: string, scope: Scope): readonly KnownName[] {
  const withSide = [`${name}_pre`, `${name}_post`].filter(known => scope.lookup(known) !== undefined)
  const near = [...withSide, ...closest(name, [...scope.names(), 'True', 'False'])]
  const found = near.length > 0 ? near : closest(name, allUnitNames())
  return found.slice(0, 3).map(known => ({ name: known, meaning: scope.lookup(known) }))
}

/** A call of a function that does not exist. */
export function unknownFunction(name: string, argument: string, span: Span, scope: Scope): Diagnostic {
  const functions = new Set(builtinFunctions.keys())
  for (const known of scope.names()) if (scope.lookup(known)?.kind === 'function') functions.add(known)
  return diagnostic('unknown-function', span, { name, argument, nearest: closest(name, functions) })
}

/** Near names; only those that differ in nothing but case and underscores, if there are any. */
function closest(name: string, known: Iterable<string>): readonly string[] {
  const plain = (text: string): string => text.replaceAll('_', '').toLowerCase()
  const near = nearestNames(name, known)
  const same = near.filter(each => plain(each) === plain(name))
  return same.length > 0 ? same : near
}
