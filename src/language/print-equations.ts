import { baseUnitText } from '../units/describe-dimension.js'
import type { EquationSystem } from './equation-system.js'
import { printExpression } from './print.js'
import type { Equation } from './syntax-tree.js'

/**
 * A model as text, an equation a line: subexpressions in the order of their dependencies, then differential equations, then parameters.
 * Units are base units by name, so that parsing the text gives the same system again.
 */
export function printEquations({ subexpressions, differential, parameters }: EquationSystem): string {
  const byName = (a: Equation, b: Equation): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  return [...subexpressions, ...[...differential].sort(byName), ...[...parameters].sort(byName)]
    .map(printEquation)
    .join('\n')
}

/** One equation as text: `dv/dt = -v/tau : volt (unless refractory)`. */
export function printEquation({ kind, name, expression, dimension, type, flags }: Equation): string {
  const leftSide = kind === 'differential' ? `d${name}/dt` : name
  const rightSide = expression === undefined ? '' : ` = ${printExpression(expression)}`
  const unit = type === 'float' ? baseUnitText(dimension) : type
  const flagList = flags.length === 0 ? '' : ` (${flags.map(flag => flag.name).join(', ')})`
  return `${leftSide}${rightSide} : ${unit}${flagList}`
}
