import { RheobaseError } from '../errors/rheobase-error.js'
import type { Morphology } from '../morphology/morphology.js'
import { walkSections } from '../morphology/walk-sections.js'
import { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { dimensionless } from '../units/dimension.js'
import { paletteColor, type Color } from './appearance.js'
import { rampColors } from './color-ramp.js'
import { numbersIn, rangeOfNumbers } from './numbers-in.js'
import { readableUnit } from './readable-unit.js'

/** How compartments are coloured: by a value of each, in one colour, or by the type of their sections. */
export interface CompartmentColors {
  /** A value for each compartment, in the order of their numbers: `neuron.v.quantity()`, `cell.subtree.diameter`. */
  readonly values?: Quantity | ArrayLike<number>
  /** Unit of the values in the key; the one in which they read best if left out. */
  readonly unit?: UnitDefinition
  /** Values that have the first and the last colour; the lowest and the highest value if left out. */
  readonly range?: readonly [Quantity | number, Quantity | number]
  /** One colour of CSS for all. If left out, and without values, each type of section has its own. */
  readonly color?: Color
}

export const COLOR_OPTIONS = ['values', 'unit', 'range', 'color'] as const

/** Compartments of one colour. */
export interface ColoredCompartments {
  readonly color: Color
  /** What the key says of it. */
  readonly name?: string
  readonly has: (compartment: number) => boolean
}

/** The colours of a picture, in the order in which they are drawn. @throws {RheobaseError} kind `value` for a wrong number of values */
export function colorsOf(cell: Morphology, colors: CompartmentColors): readonly ColoredCompartments[] {
  const { values, color } = colors
  if (values !== undefined) return byValue(cell, values, colors)
  return color === undefined ? byType(cell) : [{ color, has: () => true }]
}

function byType(cell: Morphology): readonly ColoredCompartments[] {
  const types: (string | undefined)[] = []
  for (const { type, n } of walkSections(cell)) for (let k = 0; k < n; k++) types.push(type)
  // A soma covers what begins in it.
  const known = [...new Set(types)].sort((a, b) => Number(a === 'soma') - Number(b === 'soma'))
  return known.map((type, k) => ({
    color: appearance =>
      type === undefined
        ? appearance.unknown
        : type === 'soma'
          ? appearance.ink
          : paletteColor(appearance, k),
    ...(known.length === 1 || type === undefined ? {} : { name: type }),
    has: compartment => types[compartment] === type,
  }))
}

function byValue(
  cell: Morphology,
  given: Quantity | ArrayLike<number>,
  { unit: asked, range }: CompartmentColors,
): readonly ColoredCompartments[] {
  const values = quantityOf(given)
  const compartments = cell.totalCompartments
  if (values.length !== compartments) {
    throw new RheobaseError(
      'value',
      'unequal-lengths',
      `a picture of ${String(compartments)} compartments needs a value for each, not ${String(values.length)}`,
    )
  }
  const unit = asked ?? readableUnit([values])
  const numbers = numbersIn(values, unit)
  const [low, high] =
    range === undefined
      ? (rangeOfNumbers([numbers]) ?? [0, 1])
      : [inUnit(range[0], unit), inUnit(range[1], unit)]
  const ramp = rampColors()
  const stepOf = (value: number): number =>
    Math.min(Math.max(Math.floor(((value - low) / (high - low || 1)) * ramp.length), 0), ramp.length - 1)
  const steps = Int32Array.from(numbers, value => (Number.isNaN(value) ? -1 : stepOf(value)))
  const told = new Map(
    [0, 0.5, 1].map(share => [Math.round(share * (ramp.length - 1)), low + share * (high - low)]),
  )
  return [
    { color: ({ unknown }) => unknown, has: compartment => steps[compartment] === -1 },
    ...ramp.map((color, step) => {
      const value = told.get(step)
      return {
        color,
        ...(value === undefined ? {} : { name: printed(value, unit) }),
        has: (compartment: number) => steps[compartment] === step,
      }
    }),
  ]
}

/** What the value of each compartment is, in three digits; nothing if compartments have none. */
export function valueTexts({ values: given, unit: asked }: CompartmentColors): readonly string[] | undefined {
  if (given === undefined) return undefined
  const values = quantityOf(given)
  const unit = asked ?? readableUnit([values])
  return Array.from(numbersIn(values, unit), value =>
    Number.isNaN(value) ? 'no value' : printed(value, unit),
  )
}

const quantityOf = (values: Quantity | ArrayLike<number>): Quantity =>
  values instanceof Quantity ? values : new Quantity(values, dimensionless)

/** As short as a label of an axis. */
const printed = (value: number, { symbol }: UnitDefinition): string =>
  `${String(Number(value.toPrecision(3))).replace('-', '−')} ${symbol === '1' ? '' : symbol}`.trimEnd()

function inUnit(end: Quantity | number, unit: UnitDefinition): number {
  const [value] = typeof end === 'number' ? [end] : numbersIn(end, unit)
  return value ?? NaN
}
