import { RheobaseError } from '../errors/rheobase-error.js'
import type { EquationSystem } from '../language/equation-system.js'
import { whyIllegalName } from '../language/names.js'
import { hasFlag } from '../language/parse-flags.js'
import type { Variable } from '../model/variable.js'
import { dimensionless, second } from '../units/dimension.js'
import type { Quantity } from '../units/quantity.js'
import { checkSummedVariables } from './check-summed-variables.js'
import { equationInput } from './equation-input.js'
import { declaredVariables, readEquations } from './equation-text.js'
import type { Equations } from './equations.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import type { NetworkScope } from './network-scope.js'
import { checkOptions, checkText } from './options.js'
import {
  readIntegration,
  substepVariables,
  type MethodInput,
  type MethodOptions,
} from './read-integration.js'
import { readPathways, type PathwaysInput } from './read-pathways.js'
import { SynapsesCore } from './synapses-core.js'
import { makeSynapsesHandle, type Synapses } from './synapses.js'
import type { SideView } from './synaptic-side.js'

/** Options of `net.synapses`. */
export interface SynapsesOptions<Text extends string = string> extends PathwaysInput {
  /** Variables of each synapse: `'w : volt'`. */
  readonly equations?: Text | Equations<Text>
  /** Name of an integer variable that numbers the synapses of each pair of neurons: 0, 1, … in the order in which they are made. */
  readonly multisynapticIndex?: string
  readonly method?: MethodInput
  /** How an adaptive method (`gsl_rkf45`, …) chooses its substeps. */
  readonly methodOptions?: MethodOptions
  readonly namespace?: NamespaceInput
  readonly dt?: Quantity
  readonly order?: number
  readonly name?: string
  readonly stream?: string
}

const OPTIONS = [
  'equations',
  'onPre',
  'onPost',
  'onEvent',
  'delay',
  'changingDelays',
  'multisynapticIndex',
  'method',
  'methodOptions',
  'namespace',
  'dt',
  'order',
  'name',
  'stream',
]

export function makeSynapses(
  scope: NetworkScope,
  source: SideView,
  target: SideView,
  options: SynapsesOptions,
): Synapses {
  checkOptions('synapses', options, OPTIONS)
  const name = scope.claimName('synapses', options.name)
  const { text, captured } = equationInput('the equations of synapses', options.equations ?? '')
  const equations = readEquations(name, 'synapses', text)
  checkVariableNames(
    name,
    [
      ...equations.byName.keys(),
      ...(typeof options.multisynapticIndex === 'string' ? [options.multisynapticIndex] : []),
    ],
    source,
    target,
  )
  checkSummedVariables(name, equations, source, target)
  const multisynapticIndex =
    options.multisynapticIndex === undefined ? undefined : checkedIndexName(name, options.multisynapticIndex)
  const integration = readIntegration(name, equations, options)
  const core = new SynapsesCore(scope, {
    name,
    source,
    target,
    equations,
    variables: new Map([
      ...variablesOf(name, equations, multisynapticIndex),
      ...substepVariables(name, integration).map(variable => [variable.name, variable] as const),
    ]),
    multisynapticIndex,
    namespaces: [readNamespace(`namespace of \`${name}\``, { ...captured, ...options.namespace })],
    clock: scope.clockFor(name, options.dt),
    stream: options.stream ?? name,
    order: options.order ?? 0,
    pathways: readPathways(name, source, target, options),
    integration,
  })
  const handle = makeSynapsesHandle(core)
  scope.add(core)
  return handle
}

function checkedIndexName(owner: string, index: unknown): string {
  const name = checkText('the name of a multisynaptic index', index)
  if (whyIllegalName(name) === undefined && !['j', 'delay'].includes(name)) return name
  throw new RheobaseError(
    'syntax',
    'impossible-name',
    `the multisynaptic index of \`${owner}\` cannot be called "${name}": that is no name, or one that has a meaning of its own`,
  )
}

/** The declared variables, the multisynaptic index, and with event-driven equations the time up to which they are solved. */
function variablesOf(
  owner: string,
  equations: EquationSystem,
  multisynapticIndex: string | undefined,
): ReadonlyMap<string, Variable> {
  const variables = new Map(declaredVariables(owner, equations).map(variable => [variable.name, variable]))
  if (multisynapticIndex !== undefined) {
    if (equations.byName.has(multisynapticIndex)) {
      throw new RheobaseError(
        'equation',
        'duplicate-variable',
        `\`${multisynapticIndex}\` of \`${owner}\` cannot be its multisynaptic index, too`,
      )
    }
    variables.set(multisynapticIndex, {
      owner,
      name: multisynapticIndex,
      dimension: dimensionless,
      type: 'integer',
      shared: false,
      access: 'read-only',
      initial: 0,
      unlessRefractory: false,
    })
  }
  const isEventDriven = equations.differential.some(({ flags }) => hasFlag({ flags }, 'event-driven'))
  if (!isEventDriven) return variables
  if (variables.has('lastupdate')) {
    throw new RheobaseError(
      'equation',
      'duplicate-variable',
      `\`${owner}\` defines \`lastupdate\`, which synapses with event-driven equations have anyway`,
    )
  }
  return variables.set('lastupdate', {
    owner,
    name: 'lastupdate',
    dimension: second,
    type: 'float',
    shared: false,
    access: 'writable',
    initial: 0,
    unlessRefractory: false,
    isExact: true,
  })
}

function checkVariableNames(
  name: string,
  variables: Iterable<string>,
  source: SideView,
  target: SideView,
): void {
  for (const variable of variables) {
    for (const { core } of [source, target]) {
      if (!core.variables.has(variable) || variable === 'lastupdate') continue
      throw new RheobaseError(
        'value',
        'name-of-neuron-variable',
        `\`${variable}\` of \`${name}\` is also a variable of \`${core.name}\`; code could mean either. Call it \`${variable}_syn\`.`,
      )
    }
  }
}
