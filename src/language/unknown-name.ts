import { nearestNames } from '../errors/nearest-name.js'
import { allUnitNames } from '../units/named-units.js'
import { CABLE_NAMES, CELL_NAMES, PLACE_NAMES } from './check-cable.js'
import { diagnostic, type Diagnostic, type KnownName } from './diagnostics/diagnostic.js'
import { builtinFunctions } from './functions.js'
import { CONSTANTS } from './names.js'
import type { Scope } from './scope.js'
import type { Span } from './source.js'

const MOST_SHOWN = 8

/** A name that nothing defines, with the names that may have been meant. */
export function unknownName(name: string, span: Span, scope: Scope): Diagnostic {
  const nearest = nearestKnownNames(name, scope)
  const names = [...new Set(scope.names())].filter(
    each =>
      !each.startsWith('_') &&
      !builtinFunctions.has(each) &&
      !CONSTANTS.has(each) &&
      nearest.every(near => near.name !== each),
  )
  const rank = new Map(names.map(each => [each, rankOf(each, scope)]))
  const known = names.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
  return diagnostic('unknown-name', span, { name, nearest, known: known.slice(0, MOST_SHOWN) })
}

const SIDE = /_(?:pre|post)$/
/** Names that every object has, or every one with a threshold or with synapses that are driven by events. */
const GIVEN: ReadonlySet<string> = new Set([
  ...['i', 'j', 'N', 't', 'dt', 't_in_timesteps', 'lastspike', 'not_refractory'],
  ...['N_incoming', 'N_outgoing', 'delay', 'lastupdate'],
])
const OF_CABLE: ReadonlySet<string> = new Set([...CABLE_NAMES, ...PLACE_NAMES, ...CELL_NAMES])

/** What somebody wrote comes first, then what compartments have without that, then what everything has. */
function rankOf(name: string, scope: Scope): 0 | 1 | 2 {
  const plain = name.replace(SIDE, '')
  if (GIVEN.has(plain)) return 2
  // Elsewhere these are names like any other.
  const isOfCable = OF_CABLE.has(plain) && scope.lookup(`r_length_1${name.slice(plain.length)}`) !== undefined
  return isOfCable ? 1 : 0
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
