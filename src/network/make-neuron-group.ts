import { RheobaseError } from '../errors/rheobase-error.js'
import { integrationMethod } from '../integration/known-methods.js'
import { printQuantity } from '../units/print-quantity.js'
import type { EventModel, Refractoriness } from '../model/group.js'
import type { Variable } from '../model/variable.js'
import { sameDimension, second } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { declaredVariables, readEquations, readExpression, readStatements } from './equation-text.js'
import { EquationGroupCore } from './group-core.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import type { NetworkScope } from './network-scope.js'
import { checkCount, checkOptionNames, checkText, describeValue } from './options.js'

/** Options of `net.neuronGroup`. */
export interface NeuronGroupOptions {
  /** Condition for a spike, tested after each step: `'v > -50*mV'`. */
  readonly threshold?: string
  /** Code that runs for a neuron that spiked: `'v = Vr; w += b'`. */
  readonly reset?: string
  /** How long a neuron cannot spike again: a time, or text with a time (evaluated in every step) or with a condition ("refractory while"). */
  readonly refractory?: Quantity | string | false
  /** Integration method, or methods to try in order; by default `exact`, `euler`, `heun`. */
  readonly method?: string | readonly string[]
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
}

const OPTIONS = [
  'threshold',
  'reset',
  'refractory',
  'method',
  'events',
  'namespace',
  'dt',
  'order',
  'name',
  'stream',
]
const DEFAULT_METHODS = ['exact', 'euler', 'heun']
/** Time of the last spike of a neuron that never spiked, in seconds. */
const NEVER = -1e4

export function makeNeuronGroup(
  scope: NetworkScope,
  size: number,
  equations: string,
  options: NeuronGroupOptions,
): EquationGroupCore {
  checkOptionNames('neuronGroup', options, OPTIONS)
  const count = checkCount('the number of neurons', size, 1)
  const name = scope.claimName('neurongroup', options.name)
  const system = readEquations(name, 'neuron-group', checkText('the equations of a group', equations))
  const refractory = readRefractoriness(scope, name, options.refractory)
  const variables = new Map(declaredVariables(name, system).map(variable => [variable.name, variable]))
  if (refractory !== undefined) {
    if (system.byName.has('lastspike')) {
      throw new RheobaseError(
        'equation',
        'duplicate-variable',
        `\`${name}\` defines \`lastspike\`, which a group with refractoriness has anyway`,
      )
    }
    addRefractoryVariables(name, variables)
  }
  const order = options.order ?? 0
  const core = new EquationGroupCore(scope, {
    name,
    size: count,
    variables,
    order,
    refractory,
    equations: system,
    clock: scope.clockFor(name, options.dt),
    stream: options.stream ?? name,
    namespaces: [readNamespace(`namespace of \`${name}\``, options.namespace ?? {})],
    events: readEvents(name, options, order),
    ...readMethods(options.method),
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

function readRefractoriness(
  scope: NetworkScope,
  name: string,
  given: NeuronGroupOptions['refractory'],
): Refractoriness | undefined {
  if (given === undefined || given === false) return undefined
  const title = `refractoriness of \`${name}\``
  if (typeof given === 'string') return { expression: readExpression(title, given) }
  if (!(given instanceof Quantity)) {
    throw new RheobaseError(
      'type',
      'not-a-duration',
      `the ${title} must be a time such as ms(5), or text, not ${describeValue(given)}`,
    )
  }
  if (!sameDimension(given.dimension, second)) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `the ${title} must be a time, not ${given.toString()}\n  expected  ${describeDimension(second)}\n  found     ${describeDimension(given.dimension)}`,
    )
  }
  if (!given.isScalar)
    throw new RheobaseError(
      'value',
      'not-a-scalar',
      `the ${title} must be one time; for one per neuron name a parameter: refractory: 'ref'`,
    )
  const dt = scope.defaultClock.dt
  const steps = Math.floor((given.value + 1e-3 * dt) / dt)
  if (Math.abs(steps * dt - given.value) > 1e-2 * dt) {
    scope.message(
      'info',
      'refractory-period-cut',
      `the ${title} is ${given.toString()}, which is not a multiple of the time step; ${printQuantity(new Quantity(steps * dt, second))} is used`,
    )
  }
  const source = { name: title, text: `${String(given.value)}*second` }
  return { expression: readExpression(title, source.text) }
}

function addRefractoryVariables(owner: string, variables: Map<string, Variable>): void {
  const common = { owner, shared: false, access: 'writable', unlessRefractory: false } as const
  variables.set('lastspike', {
    ...common,
    name: 'lastspike',
    dimension: second,
    type: 'float',
    initial: NEVER,
  })
  variables.set('not_refractory', {
    ...common,
    name: 'not_refractory',
    dimension: { ...second, s: 0 },
    type: 'boolean',
    initial: 1,
  })
}

function readEvents(
  name: string,
  { threshold, reset, events = {} }: NeuronGroupOptions,
  order: number,
): readonly EventModel[] {
  if (threshold !== undefined && 'spike' in events) {
    throw new RheobaseError(
      'value',
      'two-thresholds',
      `\`${name}\` has both a threshold and an event "spike": they are the same thing`,
    )
  }
  if (reset !== undefined && threshold === undefined && !('spike' in events)) {
    throw new RheobaseError(
      'value',
      'reset-without-threshold',
      `\`${name}\` has a reset but no threshold: nothing would ever spike. Did you forget \`threshold\`?`,
    )
  }
  const conditions = Object.entries(
    threshold === undefined ? events : { spike: checkThreshold(name, threshold), ...events },
  )
  return conditions.map(([event, condition]) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(event))
      throw new RheobaseError(
        'type',
        'impossible-name',
        `"${event}" cannot be the name of an event: use letters, digits and _`,
      )
    const isSpike = event === 'spike'
    return {
      name: event,
      condition: readExpression(
        isSpike ? `threshold of \`${name}\`` : `event ${event} of \`${name}\``,
        checkText('the condition of an event', condition),
      ),
      when: isSpike ? 'thresholds' : 'after_thresholds',
      order,
      ...(isSpike && reset !== undefined
        ? {
            code: {
              statements: readStatements(`reset of \`${name}\``, checkText('a reset', reset)),
              when: 'resets',
              order,
            },
          }
        : {}),
    }
  })
}

function checkThreshold(name: string, threshold: unknown): string {
  if (typeof threshold === 'string') return threshold
  throw new RheobaseError(
    'type',
    'not-text',
    `the threshold of \`${name}\` must be a condition as text, such as 'v > -50*mV', not ${describeValue(threshold)}`,
  )
}

export function readMethods(method: string | readonly string[] | undefined): {
  methods: readonly string[]
  methodIsOpen: boolean
} {
  if (method === undefined) return { methods: DEFAULT_METHODS, methodIsOpen: true }
  const methods = typeof method === 'string' ? [method] : method
  methods.forEach(integrationMethod)
  return { methods, methodIsOpen: false }
}
