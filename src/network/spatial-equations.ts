import { CONDUCTANCE } from '../compile/cable/conductance-binding.js'
import { InternalError, RheobaseError } from '../errors/rheobase-error.js'
import { lineariseCurrent } from '../integration/membrane-current.js'
import { CELL_NAMES, checkCable, MEMBRANE_CURRENT, PLACE_NAMES } from '../language/check-cable.js'
import { checkFlags } from '../language/check-flags.js'
import { checkOwnerNames } from '../language/check-owner-names.js'
import { diagnostic } from '../language/diagnostics/diagnostic.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import { buildEquationSystem, type EquationSystem } from '../language/equation-system.js'
import { builtinFunctions } from '../language/functions.js'
import { mentions } from '../language/mentions.js'
import { parseEquations } from '../language/parse-equations.js'
import { hasFlag } from '../language/parse-flags.js'
import { printExpression } from '../language/print.js'
import type { Equation, Expression } from '../language/syntax-tree.js'
import type { MembraneCurrent } from '../model/cable.js'
import type { Namespace } from '../model/namespace.js'
import { add, div, name as nameOf } from '../symbolic/construct.js'
import { substitute } from '../symbolic/substitute.js'
import { writeOutFormulas, type Formula } from '../symbolic/write-out-formulas.js'

/** What a spatial neuron has, compartment by compartment, beside the equations of its user. */
const ofCompartments = (hasOwnResistivities: boolean): string => `
v : volt
Cm : farad/meter**2 (constant)
Ri : ohm*meter (constant${hasOwnResistivities ? '' : ', shared'})
Ic : amp/meter**2
length : meter (constant)
diameter : meter (constant)
area : meter**2 (constant)
volume : meter**3 (constant)
distance : meter (constant)
r_length_1 : meter (constant)
r_length_2 : meter (constant)
time_constant = Cm/${CONDUCTANCE} : second
space_constant = (2/pi)**(1.0/3.0)*(area/(1/r_length_1 + 1/r_length_2))**(1.0/6.0)/(2*sqrt(Ri*${CONDUCTANCE})) : meter
`
const OF_PLACES = `
x : meter (constant)
y : meter (constant)
z : meter (constant)
`

export interface SpatialEquations {
  /** As the user wrote them. */
  readonly own: EquationSystem
  /** With the point currents in `Im`, and what every spatial neuron has. */
  readonly whole: EquationSystem
}

const ofCells = (cells: number): string => `
cell = i % ${String(cells)} : integer
compartment = i // ${String(cells)} : integer
`

/** What the names that every compartment has depend on. */
interface Compartments {
  /** Whether some section has coordinates. */
  readonly hasPlaces: boolean
  readonly cells: number
  readonly hasOwnResistivities: boolean
}

/**
 * Reads the equations of a spatial neuron.
 * @throws {DiagnosticError | RheobaseError} for what is wrong with them by themselves
 */
export function readSpatialEquations(
  owner: string,
  text: string,
  { hasPlaces, cells, hasOwnResistivities }: Compartments,
): SpatialEquations {
  const parsed = parseEquations({ name: `equations of \`${owner}\``, text })
  if (parsed.diagnostics.length > 0) throw new DiagnosticError(parsed.diagnostics)
  const own = parsed.equations
  const { system: plain, diagnostics } = buildEquationSystem(own)
  const found = [
    ...diagnostics,
    ...checkFlags(own, 'spatial-neuron'),
    ...checkOwnerNames(own, 'spatial-neuron'),
    ...checkCable(own, 'spatial-neuron', [
      ...(hasPlaces ? PLACE_NAMES : []),
      ...(cells > 1 ? CELL_NAMES : []),
    ]),
  ]
  if (plain === undefined || found.length > 0) throw new DiagnosticError(found)
  if (!own.some(({ name }) => name === MEMBRANE_CURRENT))
    throw new RheobaseError(
      'type',
      'no-membrane-current',
      `the equations of \`${owner}\` do not say which current flows into the membrane: they need a line \`Im = … : amp/meter**2\``,
    )
  const builtIn = parseEquations({
    name: 'what every spatial neuron has',
    text: ofCompartments(hasOwnResistivities) + (hasPlaces ? OF_PLACES : '') + ofCells(cells),
  }).equations
  const { system: whole } = buildEquationSystem([
    // A single cell leaves the names `cell` and `compartment` to its user.
    ...builtIn.filter(({ name }) => !plain.byName.has(name)),
    ...own.map(each => withPointCurrents(each, own)),
  ])
  if (whole === undefined) throw new InternalError(`the equations of \`${owner}\` do not go together`)
  return { own: plain, whole }
}

/** `Im`, with the current per area that currents into single points come to. */
function withPointCurrents(equation: Equation, equations: readonly Equation[]): Equation {
  const { name, expression } = equation
  if (name !== MEMBRANE_CURRENT || expression === undefined) return equation
  const points = equations.filter(each => hasFlag(each, 'point current'))
  return {
    ...equation,
    expression: points.reduce<Expression>(
      (sum, point) => add(sum, div(nameOf(point.name), nameOf('area'))),
      expression,
    ),
  }
}

/**
 * The membrane current near the present potential, with all subexpressions written out that are not held constant over a step, and functions that
 * are formulas.
 * @throws {DiagnosticError} kind `type` if it depends on the potential through something that has no derivative
 */
export function membraneCurrentOf(system: EquationSystem, namespaces: readonly Namespace[]): MembraneCurrent {
  const written = new Map<string, Expression>()
  const formulaOf = (name: string): Formula | undefined => {
    const known = namespaces.find(({ entries }) => entries.has(name))?.entries.get(name)
    if (known?.kind !== 'function' || known.implementation.kind !== 'expression') return undefined
    const { parameters, body } = known.implementation
    // A name that means something else among the equations would be mistaken for it.
    const isPlain = mentions(body).every(
      each => parameters.includes(each.name) || !system.byName.has(each.name),
    )
    return isPlain ? known.implementation : undefined
  }
  for (const equation of system.subexpressions) {
    const { name, expression } = equation
    if (expression !== undefined && !hasFlag(equation, 'constant over dt'))
      written.set(name, substitute(writeOutFormulas(expression, formulaOf), written))
  }
  const current = written.get(MEMBRANE_CURRENT)
  if (current === undefined) throw new InternalError('a spatial neuron has no membrane current')
  const isInteger = (name: string): boolean => (system.byName.get(name)?.type ?? 'float') !== 'float'
  const linear = lineariseCurrent(current, 'v', name => name === 'i' || name === 'N' || isInteger(name))
  if ('obstacle' in linear)
    throw new DiagnosticError([
      diagnostic('no-derivative', linear.obstacle.span, {
        culprit: printExpression(linear.obstacle),
        isKnown: linear.obstacle.kind !== 'call' || isFunction(linear.obstacle.name, namespaces),
      }),
    ])
  return linear
}

const isFunction = (name: string, namespaces: readonly Namespace[]): boolean =>
  builtinFunctions.has(name) || namespaces.some(({ entries }) => entries.get(name)?.kind === 'function')
