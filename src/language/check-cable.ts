import { current, length, power, quotient, sameDimension } from '../units/dimension.js'
import type { OwnerKind } from './check-flags.js'
import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import { hasFlag } from './parse-flags.js'
import type { Equation } from './syntax-tree.js'

/** The current per area that flows into the membrane of a spatial neuron. */
export const MEMBRANE_CURRENT = 'Im'
const CURRENT_DENSITY = quotient(current, power(length, 2))

/** What every compartment of a spatial neuron has, so that equations cannot define it. */
export const CABLE_NAMES: readonly string[] = [
  ...['v', 'Cm', 'Ri', 'Ic', 'length', 'diameter', 'area', 'volume', 'distance', 'r_length_1', 'r_length_2'],
  ...['time_constant', 'space_constant'],
]
/** Of a neuron whose sections have coordinates, too. */
export const PLACE_NAMES: readonly string[] = ['x', 'y', 'z']
/** Of a population. */
export const CELL_NAMES: readonly string[] = ['cell', 'compartment']

/** Checks the currents of a spatial neuron, and that its equations leave alone what the cable has, with `more` names of this one. */
export function checkCable(
  equations: readonly Equation[],
  owner: OwnerKind,
  more: readonly string[] = [],
): readonly Diagnostic[] {
  if (owner !== 'spatial-neuron') return []
  return equations.flatMap(equation => {
    const { name, nameSpan } = equation
    if (CABLE_NAMES.includes(name) || more.includes(name))
      return [diagnostic('reserved-by-cable', nameSpan, { name })]
    if (name === MEMBRANE_CURRENT) return checkMembraneCurrent(equation)
    return hasFlag(equation, 'point current') && !sameDimension(equation.dimension, current)
      ? [dimensionOf(equation, current)]
      : []
  })
}

function checkMembraneCurrent(equation: Equation): readonly Diagnostic[] {
  const [flag] = equation.flags
  if (equation.kind !== 'subexpression' || flag !== undefined)
    return [
      diagnostic('membrane-current-form', flag?.span ?? equation.nameSpan, {
        kind: equation.kind,
        flag: flag?.name,
      }),
    ]
  return sameDimension(equation.dimension, CURRENT_DENSITY) ? [] : [dimensionOf(equation, CURRENT_DENSITY)]
}

const dimensionOf = ({ name, unitSpan, dimension }: Equation, expected: Equation['dimension']): Diagnostic =>
  diagnostic('current-dimension', unitSpan, { name, expected, found: dimension })
