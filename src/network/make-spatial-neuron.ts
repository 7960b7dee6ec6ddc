import { RheobaseError } from '../errors/rheobase-error.js'
import type { CableMethod } from '../model/cable.js'
import type { Variable } from '../model/variable.js'
import { variableArray } from '../compile/storage.js'
import { cableChains } from '../morphology/cable-chains.js'
import { compartmentTree, type CompartmentTree } from '../morphology/compartment-tree.js'
import { CompartmentValues } from '../morphology/compartment-values.js'
import { Morphology } from '../morphology/morphology.js'
import {
  capacitance,
  length,
  power,
  product,
  quotient,
  resistance,
  type Dimension,
} from '../units/dimension.js'
import type { Quantity } from '../units/quantity.js'
import { equationInput } from './equation-input.js'
import type { Equations } from './equations.js'
import type { EquationGroupCore } from './equation-group-core.js'
import { makeGroup, NEURON_GROUP_OPTIONS, type NeuronGroupOptions } from './make-neuron-group.js'
import type { NetworkScope } from './network-scope.js'
import { selectElements } from './element-selection.js'
import {
  readCompartmentProperty,
  type CompartmentProperties,
  type CompartmentProperty,
} from './compartment-property.js'
import { checkCount, checkOptions, describeValue } from './options.js'
import { keepForm, type SpatialForm } from './spatial-form.js'
import { membraneCurrentOf, readSpatialEquations } from './spatial-equations.js'

/** Options of `net.spatialNeuron`: those of a group of neurons, and those of the cable. */
export interface SpatialNeuronOptions extends NeuronGroupOptions {
  /**
   * Capacity of the membrane per area, 0.9 uF/cm² if left out: one value, or one for each compartment of the morphology. Compartments can be given
   * others later: `neuron.child('axon').Cm.set(…)`.
   */
  readonly Cm?: Quantity
  /**
   * Resistivity of what is inside the cell, 150 Ω·cm if left out. One value is that of the whole neuron, and `neuron.Ri` is shared. With one for each
   * compartment of the morphology, in their order, compartments can be given others later: `neuron.child('axon').Ri.set(…)`.
   */
  readonly Ri?: Quantity
  /** The compartment whose spikes count, by its number or as a part of the morphology: `cell.axon.at(um(30))`; every one if left out. */
  readonly thresholdLocation?: number | CompartmentValues
  /**
   * Number of cells of this form, 1 if left out; compartment k of cell c is then element k·cells + c. Together they take much less time than one
   * after the other, and come to the same bits.
   */
  readonly cells?: number
  /**
   * How the potential is integrated: `'backward-euler'`, whose error shrinks with the time step; `'sdirk2'`, whose error shrinks with its square and
   * which takes up to a quarter longer; or `'crank-nicolson'`, of the same order in the time of backward Euler. All are stable for any step, but by
   * Crank-Nicolson differences between compartments that are coupled very closely do not die out at once: after a sudden current they swing about
   * what they should be for a thousand steps.
   */
  readonly cableMethod?: CableMethod
}

const OPTIONS = [...NEURON_GROUP_OPTIONS, 'Cm', 'Ri', 'thresholdLocation', 'cells', 'cableMethod']
/** The potential has a method of its own; these are for everything else. */
const METHODS = ['exact', 'exponential_euler', 'rk2', 'heun']
const ONE_RESISTIVITY =
  'is one for the whole neuron, so a part cannot set it: make the neuron with an `Ri` for each compartment, and each can have its own'
const DEFAULT_CM = 0.009
const DEFAULT_RI = 1.5
/** Names of stored variables that are not a plain matter of the user: geometry is for reading, and in double. */
const GEOMETRY: Readonly<Record<string, (tree: CompartmentTree) => Float64Array>> = {
  length: tree => tree.length,
  diameter: tree => tree.diameter,
  area: tree => tree.area,
  volume: tree => tree.volume,
  distance: tree => tree.distance,
  r_length_1: tree => tree.rLength1,
  r_length_2: tree => tree.rLength2,
}
const PLACES: typeof GEOMETRY = {
  x: tree => placesOf(tree).x,
  y: tree => placesOf(tree).y,
  z: tree => placesOf(tree).z,
}

/** A spatial neuron, with the form of its cells. */
export interface MadeSpatialNeuron {
  readonly core: EquationGroupCore
  readonly form: SpatialForm
}

export function makeSpatialNeuron(
  scope: NetworkScope,
  given: Morphology,
  equations: string | Equations,
  options: SpatialNeuronOptions,
): MadeSpatialNeuron {
  checkOptions('spatialNeuron', options, OPTIONS)
  const morphology = checkedMorphology(given).root.copy()
  const tree = compartmentTree(morphology)
  const name = scope.claimName('spatialneuron', options.name)
  const { text, captured } = equationInput('the equations of a spatial neuron', equations)
  const stored = tree.coordinates === undefined ? GEOMETRY : { ...GEOMETRY, ...PLACES }
  const cells = checkCount(`the number of cells of \`${name}\``, options.cells ?? 1, 1)
  const method = readCableMethod(name, options.cableMethod)
  const read = (property: 'Cm' | 'Ri', dimension: Dimension, otherwise: number): CompartmentProperty =>
    readCompartmentProperty(`\`${property}\` of \`${name}\``, options[property], {
      dimension,
      otherwise,
      compartments: tree.size,
    })
  const properties = { Cm: read('Cm', CAPACITY, DEFAULT_CM), Ri: read('Ri', RESISTIVITY, DEFAULT_RI) }
  const { own, whole: system } = readSpatialEquations(name, text, {
    hasPlaces: tree.coordinates !== undefined,
    cells,
    hasOwnResistivities: typeof properties.Ri !== 'number',
  })
  const location = readLocation(name, options, tree.size, cells)
  const core = makeGroup(
    scope,
    {
      name,
      size: tree.size * cells,
      system,
      captured,
      methods: METHODS,
      checkValues: checkCableValues,
      ...(location === undefined
        ? {}
        : { event: event => (event.name === 'spike' ? { ...event, place: location } : event) }),
      variable: declared => ofCable(declared, Object.keys(stored), properties),
      cable: namespaces => ({
        compartments: tree.size,
        ...cableChains(tree.cable),
        current: membraneCurrentOf(system, namespaces),
        method,
      }),
    },
    options,
  )
  for (const [quantity, valuesOf] of Object.entries(stored)) fill(core, quantity, valuesOf(tree), cells)
  for (const [property, values] of Object.entries(properties))
    if (typeof values !== 'number') fill(core, property, values, cells)
  tellUnknownPlaces(scope, name, tree)
  const form = { morphology, compartments: tree.size, cells, equations: own, properties }
  keepForm(core, form)
  return { core, form }
}

const CAPACITY = quotient(capacitance, power(length, 2))
const RESISTIVITY = product(resistance, length)

/** A stored variable of the cable, as the solver needs it. */
function ofCable(
  declared: Variable,
  geometry: readonly string[],
  properties: CompartmentProperties,
): Variable {
  const { name } = declared
  if (geometry.includes(name)) return { ...declared, access: 'read-only', isExact: true }
  if (name === 'Cm' || name === 'Ri') {
    const { [name]: value } = properties
    const initial = typeof value === 'number' ? value : NaN
    return {
      ...declared,
      initial,
      isExact: true,
      ...(declared.shared ? { notByParts: ONE_RESISTIVITY } : {}),
    }
  }
  return name === 'Ic' ? { ...declared, access: 'read-only' } : declared
}

function fill(core: EquationGroupCore, name: string, values: Float64Array, cells: number): void {
  const variable = core.variables.get(name)
  const { workspace } = core.scope
  if (variable === undefined) return
  const view = workspace.memory.view(variableArray(workspace, variable, core.size))
  values.forEach((value, compartment) => {
    view.fill(value, compartment * cells, (compartment + 1) * cells)
  })
}

function placesOf({ coordinates }: CompartmentTree): { x: Float64Array; y: Float64Array; z: Float64Array } {
  const none = new Float64Array()
  return coordinates ?? { x: none, y: none, z: none }
}

function checkedMorphology(given: unknown): Morphology {
  if (given instanceof Morphology) {
    if (given.parent === undefined) return given
    throw new RheobaseError(
      'value',
      'part-of-a-morphology',
      `a spatial neuron has the form of a whole tree, and this section is \`${given.path}\` of one; copy() makes a tree of it`,
    )
  }
  throw new RheobaseError(
    'type',
    'not-a-morphology',
    `the form of a spatial neuron is a morphology, such as soma({ diameter: um(30) }), not ${describeValue(given)}: it comes first, then the equations`,
  )
}

/** The elements whose spikes count. @throws {RheobaseError} for what is not one compartment of the neuron */
function readLocation(
  name: string,
  { thresholdLocation: given, threshold, events }: SpatialNeuronOptions,
  size: number,
  cells: number,
): readonly [number, number] | undefined {
  if (given === undefined) return undefined
  const where = `the threshold location of \`${name}\``
  if (threshold === undefined && events?.['spike'] === undefined)
    throw new RheobaseError(
      'value',
      'location-without-threshold',
      `${where} says where spikes count, but there is no threshold that makes any`,
    )
  const isPart = given instanceof CompartmentValues
  if (!isPart && typeof (given as unknown) !== 'number')
    throw new RheobaseError(
      'type',
      'not-a-position',
      `${where} is the number of a compartment, or one compartment of the morphology such as cell.child('axon').at(um(30)), not ${describeValue(given)}`,
    )
  const places = selectElements(where, isPart ? given.indices : given, size, 'compartment')
  const [place] = places
  if (place !== undefined && places.length === 1) return [place * cells, (place + 1) * cells]
  throw new RheobaseError(
    'value',
    'several-threshold-places',
    `${where} is one compartment, not ${String(places.length)}${isPart ? ': pick one with at(…)' : ''}`,
  )
}

/** Of a tree in which only some sections have coordinates. */
function tellUnknownPlaces(scope: NetworkScope, name: string, { coordinates, size }: CompartmentTree): void {
  const unknown = coordinates?.x.filter(Number.isNaN).length ?? 0
  if (unknown === 0) return
  scope.message(
    'info',
    'unknown-places',
    `${String(unknown)} of ${String(size)} compartments of \`${name}\` are in sections without coordinates: their x, y and z are nan. cell.generateCoordinates() gives a morphology in which all have some.`,
  )
}

/** Before each run: what the solver divides by. @throws {RheobaseError} kind `value` */
function checkCableValues(core: EquationGroupCore): void {
  for (const name of ['Cm', 'Ri']) {
    const variable = core.variables.get(name)
    if (variable === undefined) continue
    const { workspace } = core.scope
    const values = workspace.memory.view(variableArray(workspace, variable, core.size))
    const place = values.findIndex(value => !(value > 0 && Number.isFinite(value)))
    if (place < 0) continue
    const where = variable.shared ? '' : ` of compartment ${String(place)}`
    throw new RheobaseError(
      'value',
      'impossible-cable-property',
      `\`${core.name}.${name}\`${where} is ${String(values[place])} and must be a number above 0`,
    )
  }
}

const CABLE_METHODS: readonly CableMethod[] = ['backward-euler', 'crank-nicolson', 'sdirk2']

function readCableMethod(name: string, given: unknown): CableMethod {
  if (given === undefined) return 'backward-euler'
  const known = CABLE_METHODS.find(method => method === given)
  if (known !== undefined) return known
  throw new RheobaseError(
    'value',
    'unknown-cable-method',
    `the potential of \`${name}\` cannot be integrated by ${describeValue(given)}: use ${CABLE_METHODS.map(method => `'${method}'`).join(' or ')}`,
  )
}
