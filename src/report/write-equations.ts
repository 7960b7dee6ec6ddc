import type { Equation as ModelEquation } from '../language/syntax-tree.js'
import { hasFlag } from '../language/parse-flags.js'
import { isNoise } from '../language/names.js'
import { compoundSymbol } from '../plot/compound-units.js'
import { unscaledUnit } from '../units/best-unit.js'
import { isDimensionless } from '../units/dimension.js'
import { namesIn } from '../symbolic/occurs.js'
import { listed, type Equation, type Inline } from './document.js'
import { fraction, operator, row, symbol, upright, type Formula } from './formula.js'
import { typesetExpression, type NameScope } from './typeset-expression.js'
import { typesetName } from './typeset-name.js'
import { typesetUnit } from './typeset-unit.js'

/** Equations of a model on lines of their own, with the units and what holds for them beside. */
export const typesetEquations = (
  equations: readonly ModelEquation[],
  scope: NameScope,
): readonly Equation[] =>
  equations.flatMap(equation =>
    equation.expression === undefined ? [] : [typesetEquation(equation, equation.expression, scope)],
  )

function typesetEquation(
  equation: ModelEquation,
  expression: NonNullable<ModelEquation['expression']>,
  scope: NameScope,
): Equation {
  const name = typesetName(equation.name)
  const left =
    equation.kind === 'differential'
      ? fraction(row(upright('d'), name), row(upright('d'), symbol('t')))
      : name
  const remarks = remarksOf(equation)
  return {
    formula: row(left, operator('='), typesetExpression(expression, scope)),
    ...(remarks.length === 0
      ? {}
      : { remark: remarks.flatMap((remark, k) => (k === 0 ? remark : ['; ', ...remark])) }),
  }
}

function remarksOf(equation: ModelEquation): readonly (readonly Inline[])[] {
  const { name, dimension, type, kind } = equation
  const remarks: (readonly Inline[])[] = []
  if (type === 'float' && !isDimensionless(dimension))
    remarks.push([{ formula: typesetName(name) }, ' in ', { formula: unitOf(equation) }])
  if (hasFlag(equation, 'unless refractory')) remarks.push(['held while refractory'])
  if (hasFlag(equation, 'shared')) remarks.push(['one value for all'])
  if (hasFlag(equation, 'event-driven')) remarks.push(['brought up to date at events'])
  if (hasFlag(equation, 'summed')) remarks.push(['summed over the synapses of a neuron'])
  if (hasFlag(equation, 'added')) remarks.push(['added to the variable of a neuron'])
  if (hasFlag(equation, 'constant over dt') && kind === 'subexpression') remarks.push(['held over a step'])
  return remarks
}

const unitOf = ({ dimension }: ModelEquation): Formula =>
  typesetUnit(unscaledUnit(dimension)?.symbol ?? compoundSymbol(dimension))

/** Names of noise in equations. */
export const noisesIn = (equations: readonly ModelEquation[]): ReadonlySet<string> =>
  new Set(
    equations.flatMap(({ expression }) =>
      expression === undefined ? [] : [...namesIn(expression)].filter(isNoise),
    ),
  )

/** That names in the equations stand for noise, if they do. */
export function sentenceOfNoise(equations: readonly ModelEquation[]): readonly Inline[] {
  const noises = noisesIn(equations)
  if (noises.size === 0) return []
  const names = [...noises].map((name): readonly Inline[] => [{ formula: typesetName(name) }])
  return [
    ...listed(names),
    noises.size === 1
      ? ' is Gaussian white noise, independent for each element. '
      : ' are Gaussian white noise, independent of each other and for each element. ',
  ]
}
