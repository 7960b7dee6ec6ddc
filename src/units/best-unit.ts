import { InternalError } from '../errors/rheobase-error.js'
import { isDimensionless, sameDimension, type Dimension } from './dimension.js'
import { divideUnits, multiplyUnits, type UnitDefinition } from './unit-definition.js'
import { analyseUnitName, definitionOf, dimensionOf } from './unit-name.js'
import { BASE_UNIT_ROWS, MINOR_PREFIXES, PREFIXES } from './unit-table.js'

/**
 * The unit in which numbers of a dimension read best: the one that brings their magnitudes nearest to 10, on
 * a logarithmic scale. `undefined` if nothing but the SI base form is known for the dimension, and for plain
 * numbers.
 *
 * Named units come first, then those of `registered`, then a list of compound units in common use.
 */
export function bestUnit(
  values: ArrayLike<number>,
  dimension: Dimension,
  registered: readonly UnitDefinition[] = [],
): UnitDefinition | undefined {
  const candidates = candidateUnits(dimension, registered)
  const wanted = wantedScale(values)
  if (wanted === undefined) return candidates.find(({ scale }) => scale === 0)
  let best: UnitDefinition | undefined
  let least = Infinity
  for (const candidate of candidates) {
    const distance = Math.abs(candidate.scale - wanted)
    if (distance < least - TIE) {
      best = candidate
      least = distance
    }
  }
  return best
}

/** The unit of value 1 for a dimension, `undefined` if none has a name or symbol of its own. */
export function unscaledUnit(
  dimension: Dimension,
  registered: readonly UnitDefinition[] = [],
): UnitDefinition | undefined {
  return candidateUnits(dimension, registered).find(({ scale }) => scale === 0)
}

/** Scales nearer than this count as equally near, so that the last bit of a logarithm decides nothing. */
const TIE = 1e-9

/**
 * With k the scale, Σ (log10|x| − k − 1)² is smallest for the k nearest to the mean of log10|x| minus 1.
 * Zeros and what is not finite do not count.
 */
function wantedScale(values: ArrayLike<number>): number | undefined {
  let sum = 0
  let count = 0
  for (const value of Array.from(values)) {
    if (value === 0 || !Number.isFinite(value)) continue
    sum += Math.log10(Math.abs(value))
    count++
  }
  return count === 0 ? undefined : sum / count - 1
}

function candidateUnits(
  dimension: Dimension,
  registered: readonly UnitDefinition[],
): readonly UnitDefinition[] {
  if (isDimensionless(dimension)) return []
  const named = namedCandidates(dimension)
  if (named.length > 0) return named
  const ofUser = registered.filter(unit => sameDimension(unit.dimension, dimension))
  return ofUser.length > 0 ? ofUser : compoundUnits().filter(unit => sameDimension(unit.dimension, dimension))
}

const NOT_PRINTED: readonly string[] = ['liter', 'litre', 'radian', 'steradian']

function namedCandidates(dimension: Dimension): readonly UnitDefinition[] {
  const found: UnitDefinition[] = []
  const add = (unit: UnitDefinition): void => {
    if (!found.some(({ scale }) => scale === unit.scale)) found.push(unit)
  }
  for (const power of [1, 2, 3] as const) {
    const rows = BASE_UNIT_ROWS.filter(
      row => !NOT_PRINTED.includes(row.name) && sameDimension(dimensionOf(row, power), dimension),
    )
    for (const row of rows) add(definitionOf({ row, prefix: '', power }))
    for (const row of rows.filter(({ takesPrefixes }) => takesPrefixes)) {
      for (const prefix of Object.keys(PREFIXES)) {
        if (!MINOR_PREFIXES.includes(prefix)) add(definitionOf({ row, prefix, power }))
      }
    }
  }
  return found
}

let compounds: readonly UnitDefinition[] | undefined

function compoundUnits(): readonly UnitDefinition[] {
  return (compounds ??= [
    multiplyUnits(unit('pascal'), unit('second')),
    divideUnits(unit('watt'), unit('metre2')),
    divideUnits(unit('joule'), unit('kelvin')),
    divideUnits(unit('joule'), multiplyUnits(unit('kilogram'), unit('kelvin'))),
    divideUnits(unit('watt'), multiplyUnits(unit('metre'), unit('kelvin'))),
    divideUnits(unit('volt'), unit('metre3')),
    divideUnits(unit('coulomb'), unit('metre3')),
    divideUnits(unit('coulomb'), unit('metre2')),
    divideUnits(unit('farad'), unit('metre')),
    divideUnits(unit('henry'), unit('metre')),
    divideUnits(unit('joule'), unit('mole')),
    divideUnits(unit('joule'), multiplyUnits(unit('mole'), unit('kelvin'))),
    divideUnits(unit('coulomb'), unit('kilogram')),
    divideUnits(unit('gray'), unit('second')),
    divideUnits(unit('katal'), unit('metre3')),
  ])
}

function unit(name: string): UnitDefinition {
  const found = analyseUnitName(name)
  if (found === undefined) throw new InternalError(`there is no unit \`${name}\``)
  return definitionOf(found)
}
