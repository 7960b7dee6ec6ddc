import { analyseUnitName, definitionOf } from '../units/unit-name.js'
import { numeral, row, SPACE, superscript, upright, type Formula } from './formula.js'

/** A unit as it is written after a number: `m^2 kg`, `S/(m^2)`, `uF/cm^2`. */
export function typesetUnit(unit: string): Formula {
  const parts = unit.match(/[^\s^/()]+|\^-?[\d.]+|[\s/()]/g) ?? []
  const items: Formula[] = []
  for (const part of parts) {
    const before = items.at(-1)
    if (part.startsWith('^') && before !== undefined)
      items[items.length - 1] = superscript(before, numeral(part.slice(1).replace('-', '−')))
    else if (/^\s$/.test(part)) items.push(SPACE)
    else if (part !== '(' && part !== ')')
      items.push(upright(part.replace(/^u(?=\w)/, 'µ').replace(/ohm$/, 'Ω')))
  }
  const [only] = items
  return only !== undefined && items.length === 1 ? only : row(...items)
}

/** The symbol of a unit that a model names: `mvolt` and `mV` are mV. Nothing for a name that no unit has. */
export function unitSymbol(name: string): string | undefined {
  const found = analyseUnitName(name)
  return found === undefined ? undefined : definitionOf(found).symbol
}
