import { RheobaseError } from '../errors/rheobase-error.js'
import type { Quantity } from '../units/quantity.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { CableModel } from '../model/cable.js'
import type { EventModel } from '../model/group.js'
import type { Namespace } from '../model/namespace.js'
import type { Variable } from '../model/variable.js'
import { declaredVariables, readEquations } from './equation-text.js'
import { EquationGroupCore } from './equation-group-core.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import type { NetworkScope } from './network-scope.js'
import { equationInput } from './equation-input.js'
import type { Equations } from './equations.js'
import { checkCount, checkOptions, describeValue } from './options.js'
import { readEvents } from './read-events.js'
import {
  readIntegration,
  substepVariables,
  type MethodInput,
  type MethodOptions,
} from './read-integration.js'
import { readRefractoriness, refractoryVariables } from './read-refractoriness.js'

/** Options of `net.neuronGroup`. */
export interface NeuronGroupOptions {
  /** Condition for a spike, tested after each step: `'v > -50*mV'`. */
  readonly threshold?: string
  /** Code that runs for a neuron that spiked: `'v = Vr; w += b'`. */
  readonly reset?: string
  /** How long a neuron cannot spike again: a time, or text with a time (evaluated in every step) or with a condition ("refractory while"). */
  readonly refractory?: Quantity | string | false
  /** Integration method: a name, an `integrationScheme(…)`, or a list to try in order; by default `exact`, `euler`, `heun`. */
  readonly method?: MethodInput
  /** How an adaptive method (`gsl_rkf45`, …) chooses its substeps. */
  readonly methodOptions?: MethodOptions
  /** Further events: name → condition. */
  readonly events?: Readonly<Record<string, string>>
  /** Constants and functions of the equations and of all code of this group. */
  readonly namespace?: NamespaceInput
  /** Own time step; that of the network if left out. */
  readonly dt?: Quantity
  /** Place of its parts within their slots, 0 if left out. */
  readonly order?: number
  readonly name?: string
  /** What keys its random numbers, if not its name. */
  readonly stream?: string
  /**
   * Makes the group a part of a larger one as far as random numbers go: its first element draws what element `firstElement` of that one draws, and so
   * on, in the same steps. So a large group can be simulated in parts that give the same bits.
   */
  readonly firstElement?: number
}

export const NEURON_GROUP_OPTIONS = [
  'threshold',
  'reset',
  'refractory',
  'method',
  'methodOptions',
  'events',
  'namespace',
  'dt',
  'order',
  'name',
  'stream',
  'firstElement',
]

export function makeNeuronGroup(
  scope: NetworkScope,
  size: number,
  equations: string | Equations,
  options: NeuronGroupOptions,
): EquationGroupCore {
  checkOptions('neuronGroup', options, NEURON_GROUP_OPTIONS)
  if (typeof (size as unknown) === 'string')
    throw new RheobaseError(
      'type',
      'not-a-number',
      `the number of neurons must be a whole number, not ${describeValue(size)}: it comes first, then the equations, as in neuronGroup(100, 'dv/dt = …')`,
    )
  const count = checkCount('the number of neurons', size, 1)
  const name = scope.claimName('neurongroup', options.name)
  const { text, captured } = equationInput('the equations of a group', equations)
  const system = readEquations(name, 'neuron-group', text)
  return makeGroup(scope, { name, size: count, system, captured }, options)
}

/** What makes a group of neurons, or of compartments. */
export interface GroupMaking {
  readonly name: string
  readonly size: number
  readonly system: EquationSystem
  /** What the equations bring with them. */
  readonly captured: NamespaceInput
  /** Methods to try if none is given. */
  readonly methods?: readonly string[]
  /** Changes what follows from the equations alone, and makes a cable of the group. */
  readonly variable?: (declared: Variable) => Variable
  readonly event?: (event: EventModel) => EventModel
  readonly cable?: (namespaces: readonly Namespace[]) => CableModel
  readonly checkValues?: (core: EquationGroupCore) => void
}

/** A group with equations that were read. @throws {DiagnosticError | RheobaseError} for options that do not fit them */
export function makeGroup(
  scope: NetworkScope,
  making: GroupMaking,
  options: NeuronGroupOptions,
): EquationGroupCore {
  const { name, size, system, captured } = making
  const changed = (declared: Variable): Variable => making.variable?.(declared) ?? declared
  const refractory = readRefractoriness(name, options.refractory)
  const variables = new Map(
    declaredVariables(name, system).map(variable => [variable.name, changed(variable)]),
  )
  if (refractory !== undefined) {
    if (system.byName.has('lastspike')) {
      throw new RheobaseError(
        'equation',
        'duplicate-variable',
        `\`${name}\` defines \`lastspike\`, which a group with refractoriness has anyway`,
      )
    }
    for (const variable of refractoryVariables(name)) variables.set(variable.name, variable)
  }
  const integration = readIntegration(name, system, options, making.methods)
  for (const variable of substepVariables(name, integration)) variables.set(variable.name, variable)
  const order = options.order ?? 0
  const namespaces = [readNamespace(`namespace of \`${name}\``, { ...captured, ...options.namespace })]
  const events = readEvents(name, system, options, order)
  const core = new EquationGroupCore(scope, {
    name,
    size,
    variables,
    order,
    refractory,
    equations: system,
    clock: scope.clockFor(name, options.dt),
    stream: options.stream ?? name,
    ...(options.firstElement === undefined
      ? {}
      : { firstElement: checkedFirst(name, options.firstElement, size) }),
    namespaces,
    events: making.event === undefined ? events : events.map(making.event),
    integration,
    ...(making.checkValues === undefined ? {} : { checkValues: making.checkValues }),
    ...(making.cable === undefined
      ? {}
      : { cable: making.cable([...namespaces, scope.workspace.namespace]) }),
  })
  if (
    options.threshold !== undefined &&
    options.reset === undefined &&
    refractory === undefined &&
    !/\brandn?\(/.test(options.threshold)
  ) {
    scope.message(
      'warning',
      'only-threshold',
      `\`${name}\` has a threshold but neither a reset nor refractoriness: a neuron spikes in every step in which the condition holds. (An empty reset '' says that this is meant.)`,
    )
  }
  if (refractory === undefined && [...variables.values()].some(({ unlessRefractory }) => unlessRefractory)) {
    scope.message(
      'warning',
      'no-refractory',
      `\`${name}\` has variables "unless refractory" but no option \`refractory\`: the flag has no effect`,
    )
  }
  scope.add(core)
  return core
}

/** Elements are counted with 32 bits. */
function checkedFirst(name: string, first: unknown, size: number): number {
  const where = `the first element of \`${name}\``
  const checked = checkCount(where, first, 0)
  if (checked + size <= 2 ** 31) return checked
  throw new RheobaseError(
    'value',
    'impossible-count',
    `${where} can be at most 2^31 less the size of the group, not ${String(checked)}`,
  )
}
