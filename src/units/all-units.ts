import { allUnitNames, isReservedUnitName, namedUnit, unitByName } from './named-units.js'
import type { Unit } from './unit.js'

// prettier-ignore
type Prefix =
  | 'y' | 'z' | 'a' | 'f' | 'p' | 'n' | 'u' | 'm' | 'c' | 'd' | 'da' | 'h' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E' | 'Z' | 'Y'
type Powered<Name extends string> = `${Name}${'' | '2' | '3'}`
// prettier-ignore
type Prefixed =
  | 'metre' | 'meter' | 'gram' | 'gramme' | 'second' | 'amp' | 'ampere' | 'mole' | 'mol' | 'candle' | 'molar' | 'radian' | 'steradian'
  | 'hertz' | 'becquerel' | 'newton' | 'pascal' | 'joule' | 'watt' | 'coulomb' | 'volt' | 'farad' | 'ohm' | 'siemens' | 'weber' | 'tesla'
  | 'henry' | 'lumen' | 'lux' | 'gray' | 'sievert' | 'katal'
// prettier-ignore
type Short =
  | 'mV' | 'uV' | 'mA' | 'uA' | 'nA' | 'pA' | 'pF' | 'uF' | 'nF' | 'pS' | 'nS' | 'uS' | 'mS' | 'ms' | 'us' | 'Hz' | 'kHz' | 'MHz'
  | 'mM' | 'uM' | 'nM' | Powered<'cm' | 'mm' | 'um'>

/** Names of all units. */
export type UnitName =
  | Short
  | Powered<`${'' | Prefix}${Prefixed}` | 'kilogram' | 'kilogramme' | 'kelvin'>
  | `${'' | Prefix}${'liter' | 'litre'}`

/** All units by name; those of everyday models can be imported by their names. */
export const units = {
  /** @throws {RheobaseError} kind `name`, with the nearest names, for a name that no unit has */
  get(name: UnitName): Unit {
    return namedUnit(name)
  },
  /** For names that are not known when the program is written; `undefined` if there is no such unit. */
  find(name: string): Unit | undefined {
    return unitByName(name)
  },
  /** Whether model text may not use the name for a variable. */
  isReserved(name: string): boolean {
    return isReservedUnitName(name)
  },
  /** All 2097 names. */
  names(): string[] {
    return [...allUnitNames()]
  },
} as const
