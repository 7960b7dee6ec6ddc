import { baseUnitText } from '../units/describe-dimension.js'
import type { Dimension } from '../units/dimension.js'
import { multiplyUnits, type UnitDefinition } from '../units/unit-definition.js'
import { analyseUnitName, definitionOf } from '../units/unit-name.js'
import { amp, cm, cm2, meter, mm, mS, ms, mV, nA, ohm, pA, second, uA, uF, um, volt } from '../units/units.js'

/** Units of several that the field writes, for dimensions without a named one: numbers read well in one of them. */
export const COMPOUND_UNITS: readonly UnitDefinition[] = [
  ...[mS, uA, uF].map(unit => unit.per(cm2)),
  multiplyUnits(ohm, cm),
  ...[meter, mm, um].map(unit => unit.per(second)),
  ...[volt.per(second), mV.per(ms)],
  ...[amp.per(second), nA.per(ms), pA.per(ms)],
  volt.per(meter),
]

/** The symbol of the SI unit of a dimension: `A/m^2`, `V/s^0.5`, or that of base units. */
export const compoundSymbol = (dimension: Dimension): string =>
  baseUnitText(dimension)
    .replace(/[a-z]+/gi, name => {
      const found = analyseUnitName(name)
      return found === undefined ? name : definitionOf(found).symbol
    })
    .replaceAll('**', '^')
    .replaceAll('*', ' ')
