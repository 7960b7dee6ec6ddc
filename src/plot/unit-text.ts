import { analyseUnitSymbol } from '../units/unit-name.js'
import { RAISED } from './number-text.js'

/** The symbol of a unit as it is written in print: `µm`, `mS/cm²`, `Ω cm`. */
export const unitText = (symbol: string): string =>
  symbol
    .replace(/\((\w+\^-?[\d.]+)\)/g, '$1')
    .replace(/[A-Za-z]+/g, inPrint)
    .replace(/\^(-?[\d.]+)/g, (_, exponent: string) =>
      exponent.replace(/./g, digit => RAISED[digit] ?? digit),
    )

/** What a user has called a unit stays as it is. */
function inPrint(word: string): string {
  const found = analyseUnitSymbol(word)
  if (found === undefined) return word
  const { prefix, row } = found
  return `${prefix === 'u' ? 'µ' : prefix}${row.symbol === 'ohm' ? 'Ω' : row.symbol}`
}
