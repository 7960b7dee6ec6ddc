import { power, type Dimension } from './dimension.js'
import { defineUnit, type UnitDefinition } from './unit-definition.js'
import { BASE_UNIT_ROWS, PREFIXES, SHORT_NAMES, type BaseUnitRow } from './unit-table.js'

/** A named unit taken apart: `mmetre2` is the row `metre` with the prefix `m` and the power 2. */
export interface UnitName {
  readonly row: BaseUnitRow
  readonly prefix: string
  readonly power: 1 | 2 | 3
}

/** Takes a unit name apart; `undefined` for a name that no unit has. */
export function analyseUnitName(name: string): UnitName | undefined {
  const full = own(SHORT_NAMES, name) ?? name
  return withPower(full, 1) ?? poweredName(full)
}

function poweredName(name: string): UnitName | undefined {
  const last = name.at(-1)
  const power = last === '2' ? 2 : last === '3' ? 3 : undefined
  if (power === undefined) return undefined
  const found = withPower(name.slice(0, -1), power)
  return found?.row.takesPowers === true ? found : undefined
}

function withPower(name: string, power: 1 | 2 | 3): UnitName | undefined {
  return withPrefix(name, power, rowsByName())
}

function withPrefix(
  text: string,
  power: 1 | 2 | 3,
  rows: ReadonlyMap<string, BaseUnitRow>,
): UnitName | undefined {
  const bare = rows.get(text)
  if (bare !== undefined) return { row: bare, prefix: '', power }
  for (const length of [1, 2]) {
    const prefix = text.slice(0, length)
    const row = rows.get(text.slice(length))
    if (row?.takesPrefixes === true && own(PREFIXES, prefix) !== undefined) return { row, prefix, power }
  }
  return undefined
}

/** Takes a printed symbol without power apart: `mV`, `kg`, `cd`. */
export function analyseUnitSymbol(symbol: string): UnitName | undefined {
  return withPrefix(symbol, 1, rowsBySymbol())
}

export function definitionOf({ row, prefix, power: exponent }: UnitName): UnitDefinition {
  const suffix = exponent === 1 ? '' : String(exponent)
  return defineUnit(
    `${prefix}${row.name}${suffix}`,
    `${prefix}${row.symbol}${suffix === '' ? '' : `^${suffix}`}`,
    dimensionOf(row, exponent),
    (row.scale + (own(PREFIXES, prefix) ?? 0)) * exponent,
  )
}

/** Dimension of a power of a base unit; the same object each time, which makes comparing quick. */
export function dimensionOf(row: BaseUnitRow, exponent: 1 | 2 | 3): Dimension {
  if (exponent === 1) return row.dimension
  const key = row.name + String(exponent)
  const known = powerDimensions.get(key)
  if (known !== undefined) return known
  const made = power(row.dimension, exponent)
  powerDimensions.set(key, made)
  return made
}

const powerDimensions = new Map<string, Dimension>()
let byName: ReadonlyMap<string, BaseUnitRow> | undefined
let bySymbol: ReadonlyMap<string, BaseUnitRow> | undefined

const rowsByName = (): ReadonlyMap<string, BaseUnitRow> =>
  (byName ??= new Map(BASE_UNIT_ROWS.map(row => [row.name, row])))
/** Of rows with one symbol the first counts. */
const rowsBySymbol = (): ReadonlyMap<string, BaseUnitRow> =>
  (bySymbol ??= new Map([...BASE_UNIT_ROWS].reverse().map(row => [row.symbol, row])))

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
