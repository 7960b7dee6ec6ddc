import { printBriefly } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { nearestNames } from '../errors/nearest-name.js'
import { isNoise } from '../language/names.js'
import { printExpression } from '../language/print.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { Equation, Expression } from '../language/syntax-tree.js'
import type { Namespace } from '../model/namespace.js'
import { EquationGroupCore } from '../network/equation-group-core.js'
import { viewOf } from '../network/group-handle.js'
import type { NamespaceInput } from '../network/namespace.js'
import { Network } from '../network/network.js'
import { linearForm } from '../symbolic/linear-form.js'
import { namesIn } from '../symbolic/occurs.js'
import { substitute } from '../symbolic/substitute.js'
import { baseUnitText } from '../units/describe-dimension.js'
import { sameDimension, type Dimension } from '../units/dimension.js'
import { DimensionError } from '../units/dimension-error.js'
import { Quantity } from '../units/quantity.js'

/** A stretch of a variable, in SI units, and in how many even steps it is looked at. */
export interface Stretch {
  readonly variable: string
  readonly from: number
  readonly to: number
  readonly points: number
}

/** How fast two variables change at the points of a grid, row by row from the lowest, in SI units. */
export interface VectorField {
  readonly x: Float64Array
  readonly y: Float64Array
}

/**
 * The derivatives of two variables of a neuron where these two have other values; all else of the neuron is as it is now. Noise has its mean, 0.
 * @throws {RheobaseError} kind `value` if equations use functions of the program
 */
export function vectorField(group: object, neuron: number, x: Stretch, y: Stretch): VectorField {
  const { core } = viewOf('the neurons of a phase plane', group)
  if (!(core instanceof EquationGroupCore)) throw noEquation(core.name, x.variable, [])
  const { equations, namespaces } = core
  const [across, up] = [
    derivativeOf(equations, core.name, x.variable),
    derivativeOf(equations, core.name, y.variable),
  ]
  expectNoFunctions(core.name, namespaces, [across, up])
  if (!Number.isInteger(neuron) || neuron < 0 || neuron >= core.size) {
    throw new RheobaseError(
      'index',
      'no-such-neuron',
      `\`${core.name}\` has no neuron ${String(neuron)}: there are ${String(core.size)}, numbered from 0`,
    )
  }
  const held = [...equations.differential, ...equations.parameters]
  // The same names in a network of its own: a neuron for each point of the grid.
  const net = new Network({ target: 'js', threads: 1 })
  const points = net.neuronGroup(x.points * y.points, held.map(declared).join('\n'), {
    namespace: constantsOf(namespaces, [across, up]),
  })
  const states = group as { state(name: string): { values(): ArrayLike<number>; readonly shared: boolean } }
  for (const { name } of held) {
    const variable = states.state(name)
    points.state(name).setPlain([variable.values()[variable.shared ? 0 : neuron] ?? NaN])
  }
  const grid = (stretch: Stretch, placeOf: (point: number) => number): Float64Array =>
    Float64Array.from(
      { length: x.points * y.points },
      (_, k) => stretch.from + (placeOf(k) * (stretch.to - stretch.from)) / (stretch.points - 1),
    )
  points.state(x.variable).setPlain(grid(x, point => point % x.points))
  points.state(y.variable).setPlain(grid(y, point => Math.floor(point / x.points)))
  const valuesOf = (expression: Expression): Float64Array => {
    const { values } = points.evaluate(printExpression(expression))
    return typeof values === 'number'
      ? new Float64Array(x.points * y.points).fill(values)
      : Float64Array.from(values)
  }
  return { x: valuesOf(across), y: valuesOf(up) }
}

/** The dimension of a variable with a differential equation. @throws {RheobaseError} kind `name` if there is none of that name */
export function dimensionOf(group: object, variable: string): Dimension {
  const { core } = viewOf('the neurons of a phase plane', group)
  const equation = core instanceof EquationGroupCore ? core.equations.byName.get(variable) : undefined
  if (equation?.kind === 'differential') return equation.dimension
  throw noEquation(
    core.name,
    variable,
    core instanceof EquationGroupCore ? core.equations.differential.map(({ name }) => name) : [],
  )
}

/** The ends of a stretch in SI units. @throws {DimensionError} if they are not of the dimension of the variable */
export function endsOf(
  variable: string,
  dimension: Dimension,
  range: readonly [Quantity | number, Quantity | number],
): readonly [number, number] {
  const [from, to] = range.map(end => (end instanceof Quantity ? end : new Quantity(end, dimension)))
  for (const end of [from, to]) {
    if (end === undefined || sameDimension(end.dimension, dimension)) continue
    throw new DimensionError(
      'dimension-mismatch',
      `the range of \`${variable}\` cannot be ${printBriefly(end)}`,
      {
        left: { label: 'expected', dimension },
        right: { label: 'found', dimension: end.dimension },
      },
    )
  }
  return [from?.value ?? NaN, to?.value ?? NaN]
}

function derivativeOf(equations: EquationSystem, group: string, variable: string): Expression {
  const written = new Map<string, Expression>()
  for (const { name, expression } of equations.subexpressions)
    if (expression !== undefined) written.set(name, substitute(expression, written))
  const equation = equations.differential.find(({ name }) => name === variable)
  if (equation?.expression === undefined)
    throw noEquation(
      group,
      variable,
      equations.differential.map(({ name }) => name),
    )
  const derivative = substitute(equation.expression, written)
  const noises = new Set([...namesIn(derivative)].filter(isNoise))
  if (noises.size === 0) return derivative
  const form = linearForm(derivative, { variables: noises, integer: () => false })
  return 'nonlinear' in form || form.constant === undefined ? derivative : form.constant
}

/** Derivatives are computed, not integrated: variables become parameters. */
function declared({ name, type, dimension, flags }: Equation): string {
  const shared = flags.some(flag => flag.name === 'shared') ? ' (shared)' : ''
  return `${name} : ${type === 'float' ? baseUnitText(dimension) : type}${shared}`
}

function constantsOf(namespaces: readonly Namespace[], expressions: readonly Expression[]): NamespaceInput {
  const constants: Record<string, Quantity | boolean> = {}
  const used = new Set(expressions.flatMap(expression => [...namesIn(expression)]))
  for (const { entries } of namespaces) {
    for (const [name, external] of entries) {
      if (name in constants || !used.has(name) || external.kind !== 'constant') continue
      constants[name] =
        external.type === 'boolean' ? external.value !== 0 : new Quantity(external.value, external.dimension)
    }
  }
  return constants
}

/** Functions of the program and timed arrays depend on more than the two variables. */
function expectNoFunctions(
  group: string,
  namespaces: readonly Namespace[],
  expressions: readonly Expression[],
): void {
  const text = expressions.map(printExpression).join(' ')
  for (const { entries } of namespaces) {
    for (const [name, external] of entries) {
      if (external.kind === 'constant' || !new RegExp(`\\b${name}\\(`).test(text)) continue
      throw new RheobaseError(
        'value',
        'function-of-the-program',
        `the phase plane of \`${group}\` cannot be drawn: its equations use \`${name}\`, a function of the program. ` +
          'Draw the trajectory alone: curve(monitor.trace(…), monitor.trace(…)).',
      )
    }
  }
}

function noEquation(group: string, variable: string, known: readonly string[]): RheobaseError {
  const [near] = nearestNames(variable, known)
  return new RheobaseError(
    'name',
    'no-differential-equation',
    `\`${group}\` has no differential equation for \`${variable}\`.` +
      (near === undefined ? '' : ` Did you mean \`${near}\`?`) +
      (known.length === 0 ? '' : ` It has them for: ${known.join(', ')}.`),
  )
}
