import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { celsius } from './celsius.js'
import { callable, type Unit } from './unit.js'
import { analyseUnitName, analyseUnitSymbol, definitionOf, type UnitName } from './unit-name.js'
import { BASE_UNIT_ROWS, FREE_SHORT_NAMES, MINOR_PREFIXES, PREFIXES, SHORT_NAMES } from './unit-table.js'

export { baseUnitForEquations, type EquationUnit } from './equation-units.js'

const unitsByName = new Map<string, Unit>()

/**
 * The unit of a name such as `mV`, `mvolt`, `metre2`; `undefined` if there is none. A short name gives the
 * very unit of its full name.
 */
export function unitByName(name: string): Unit | undefined {
  const known = unitsByName.get(name)
  if (known !== undefined) return known
  const analysed = analyseUnitName(name)
  if (analysed === undefined) return undefined
  const unit = unitOf(analysed)
  unitsByName.set(name, unit)
  return unit
}

/** The unit that prints as a symbol: `mV`, `kg`, `Hz`; powers such as `mm^2` are not single symbols. */
export function unitBySymbol(symbol: string): Unit | undefined {
  const analysed = analyseUnitSymbol(symbol)
  return analysed === undefined ? undefined : unitOf(analysed)
}

function unitOf(analysed: UnitName): Unit {
  const definition = definitionOf(analysed)
  const known = unitsByName.get(definition.name)
  if (known !== undefined) return known
  const unit = callable(definition)
  unitsByName.set(definition.name, unit)
  return unit
}

/** The unit of a name that must exist. @throws {RheobaseError} kind `name`, with the nearest names */
export function namedUnit(name: string): Unit {
  const unit = unitByName(name)
  if (unit !== undefined) return unit
  throw new RheobaseError('name', 'unknown-unit', unknownUnitMessage(name))
}

/** What to say about a name that no unit has. */
export function unknownUnitMessage(name: string): string {
  if (name === 'celsius') return celsius.advice
  const near = nearestNames(name, allUnitNames()).map(known => `\`${known}\``)
  return `no unit is called \`${name}\`${near.length === 0 ? '' : `. Did you mean ${near.join(' or ')}?`}`
}

/**
 * Whether text may not use the name for a variable. Units with the prefixes c, d, da, h are known but not
 * reserved, except centimetres and litres; neither are `mS`, `uV` and `pS`.
 */
export function isReservedUnitName(name: string): boolean {
  if (Object.hasOwn(SHORT_NAMES, name)) return !FREE_SHORT_NAMES.includes(name)
  const analysed = analyseUnitName(name)
  if (analysed === undefined) return false
  return !MINOR_PREFIXES.includes(analysed.prefix) || !analysed.row.takesPowers
}

/** All unit names: short ones, then those without prefix, then the rest. */
export function* allUnitNames(): Generator<string> {
  yield* Object.keys(SHORT_NAMES)
  for (const { name } of BASE_UNIT_ROWS) yield name
  for (const row of BASE_UNIT_ROWS) {
    const prefixes = row.takesPrefixes ? Object.keys(PREFIXES) : []
    for (const prefix of prefixes) yield prefix + row.name
    if (!row.takesPowers) continue
    for (const prefix of ['', ...prefixes]) {
      yield `${prefix}${row.name}2`
      yield `${prefix}${row.name}3`
    }
  }
}
