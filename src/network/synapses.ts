import { incomingOf, outgoingOf, sourceOf, targetOf } from '../compile/synapse-arrays.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Quantity } from '../units/quantity.js'
import type { Columns } from './columns.js'
import type { ConnectOptions, SynapseRange } from './connect.js'
import { edgesOf, type EdgeList, type EdgeOptions } from './edge-list.js'
import { readStatements } from './equation-text.js'
import { viewOf, type LinkOptions } from './group-handle.js'
import { checkOptions, checkText, describeValue } from './options.js'
import type { SynapseSelector } from './pair-selector.js'
import { DELAY, type Pathway } from './pathway.js'
import { makeRegularOperation, type RegularOperation, type RegularOptions } from './regular-operation.js'
import type { StateNames } from './state-names.js'
import type { VariableValue } from './state-variable.js'
import { getStates, setStates, stateColumns, type StateOptions, type StateSource } from './states.js'
import type { SynapsesCore } from './synapses-core.js'
import type { SynapticVariable } from './synaptic-variable.js'
import { selectionOf } from './variable-owner.js'
import { defineVariable } from './variable-property.js'

/** What all synapses offer; typed properties for their variables come on top. */
export interface SynapsesBase {
  readonly name: string
  /** Number of synapses. */
  readonly size: number
  active: boolean
  /** Delays of the pathway `pre`. */
  readonly delay: SynapticVariable
  /**
   * Makes synapses: all pairs, those of a condition, with a probability, or listed ones. Calls add up.
   *
   *     synapses.connect({ p: 0.02 })
   *     synapses.connect({ condition: 'i != j', p: 0.1 })
   *     synapses.connect({ i: [0, 1], j: [5, 6], values: { w: mV([1, 2]), delay: ms(1) } })
   *     synapses.connect({ matrix: { shape: [2, 2], values: mV([0, 1, 2, 0]) }, variable: 'w' })
   *
   * @throws {RheobaseError | DiagnosticError} for options that go not together and text that is wrong; then no synapse is made
   */
  connect(options?: ConnectOptions): SynapseRange
  /**
   * Removes synapses, between runs: `synapses.remove('w < 0.1*mV')`, by number, list, range, mask, condition or `{ i, j }`. Those that stay keep
   * their values and their order and close up, so they get new numbers; what is on its way to the others is dropped. Synapses that are made
   * later use the memory again.
   * @returns how many were removed
   * @throws {RheobaseError} kind `state` during a run, or if a monitor records one of them or other synapses lead to it; then nothing has changed
   */
  remove(selector: SynapseSelector): number
  /** Runs code for all synapses at regular times: every step of the synapses, or every `dt`; in the slot `start` unless told otherwise. */
  runRegularly(code: string, options?: RegularOptions): RegularOperation
  /**
   * Runs code at given times, `neurons.runAt('v += 10*mV', ms([20, 50]))`: in the step of each time, or the first one after it where that is between two.
   * Times that are past never come. @throws {RheobaseError} kind `value` if two times are in one step; a finer `dt` tells them apart
   */
  runAt(code: string, times: Quantity, options?: RegularOptions): RegularOperation
  /**
   * Makes a parameter flagged "linked" stand for a variable of a group (or of a part of one): one value for all synapses, or with an
   * `index` an element of the source for each synapse that there is now.
   * @throws {RheobaseError} kind `value` if the sizes do not fit, `dimension` if the units do not, `type` if the parameter is not linked
   */
  link(name: string, source: object, variable: string, options?: LinkOptions): void
  /** A pathway by name. @throws {RheobaseError} kind `name` */
  pathway(name: string): Pathway
  /** A variable by name. @throws {RheobaseError} kind `name` */
  state(name: string): SynapticVariable
  /** Source neuron of each synapse, counted from the start of the source. A copy. */
  sources(): Int32Array
  /** Target neuron of each synapse, counted from the start of the target. A copy. */
  targets(): Int32Array
  /** Number of synapses of each source neuron, and of each target neuron. Copies. */
  outgoing(): Int32Array
  incoming(): Int32Array
  /** Copies of the values of all variables, by name. @throws {RheobaseError} kind `name` for an unknown one */
  getStates(options?: StateOptions): Record<string, Quantity>
  /** Sets variables by name, in order, as their `set` does; if one value is wrong, nothing is changed. */
  setStates(values: Readonly<Record<string, VariableValue>>): void
  /** The numbers of the synapses of a selection, as `at` of their variables takes it: for `record` of a monitor, or for later. */
  select(selector: SynapseSelector): Int32Array
  /** Source, target, variables and delays of all synapses: what `connect` takes to make them again, there or elsewhere. */
  edges(options?: EdgeOptions): EdgeList
  /** The variables as a table with a row for each synapse, `i` and `j` first. */
  columns(options?: StateOptions): Columns
}
export type Synapses<Text extends string = string> = SynapsesBase & {
  readonly pre: Pathway
  readonly post: Pathway
} & { readonly [Name in StateNames<Text> | 'i' | 'j' | 'N_incoming' | 'N_outgoing']: SynapticVariable }

const cores = new WeakMap<object, SynapsesCore>()
/** The inside of synapses that a user passes, if they are synapses. */
export const synapsesCoreOf = (handle: unknown): SynapsesCore | undefined =>
  typeof handle === 'object' && handle !== null ? cores.get(handle) : undefined

/** Code at intervals or at given times; it may write the delays of the pathway `pre`. */
function runCode(
  core: SynapsesCore,
  code: string,
  options: RegularOptions,
  at?: { readonly times: Quantity },
): RegularOperation {
  const statements = readStatements(`code for \`${core.name}\``, checkText('code', code))
  if (statements.some(({ target }) => target === DELAY))
    core.pathways.find(({ name }) => name === 'pre')?.letDelaysChange()
  return makeRegularOperation(core.scope, core, () => core.model(), code, options, at)
}

/** The object that a user holds for synapses. @throws {RheobaseError} kind `value` for a pathway whose name is taken */
export function makeSynapsesHandle(core: SynapsesCore): Synapses {
  const pathway = (name: string): Pathway => {
    const found = core.pathways.find(each => each.name === name)
    if (found !== undefined) return found
    throw new RheobaseError(
      'name',
      'unknown-pathway',
      `\`${core.name}\` has no pathway ${describeValue(name)}. Its pathways are: ${core.pathways.map(each => each.name).join(', ') || 'none'}.`,
    )
  }
  const state = (name: string): SynapticVariable => core.state(name)
  const column = (side: 'i' | 'j'): Int32Array => {
    const { workspace } = core.scope
    return new Int32Array(
      workspace.memory.view((side === 'i' ? sourceOf : targetOf)(workspace, core.model())),
    )
  }
  const states: StateSource = {
    name: core.name,
    get size() {
      return core.size
    },
    variables: core.variables,
    builtIn: ['i', 'j'],
    subexpressions: core.equations.subexpressions.map(({ name }) => name),
    linked: [],
    state,
  }
  const handle = {
    get name() {
      return core.name
    },
    get size() {
      return core.size
    },
    get active() {
      return core.active
    },
    set active(active: boolean) {
      core.active = active
    },
    get delay() {
      return pathway('pre').delay
    },
    connect: (options: ConnectOptions = {}) => core.connect(options),
    remove: (selector: SynapseSelector) => core.remove(selector),
    runRegularly: (code: string, options: RegularOptions = {}) => runCode(core, code, options),
    runAt: (code: string, times: Quantity, options: RegularOptions = {}) =>
      runCode(core, code, options, { times }),
    link: (linked: string, source: object, variable: string, options: LinkOptions = {}) => {
      checkOptions('link', options, ['index'])
      const view = viewOf('the source of a link', source)
      core.link(linked, { view, variable, index: options.index })
    },
    pathway,
    state,
    sources: () => column('i'),
    targets: () => column('j'),
    outgoing: () =>
      Int32Array.from(core.scope.workspace.memory.view(outgoingOf(core.scope.workspace, core.model()))),
    incoming: () =>
      Int32Array.from(core.scope.workspace.memory.view(incomingOf(core.scope.workspace, core.model()))),
    getStates: (options: StateOptions = {}) => getStates(states, options),
    setStates: (values: Readonly<Record<string, VariableValue>>) => {
      setStates(states, values)
    },
    select: (selector: SynapseSelector) => selectionOf(core.owner(), `\`${core.name}\``, selector),
    edges: (options: EdgeOptions = {}) => edgesOf(core, options),
    columns: (options: StateOptions = {}) => stateColumns(states, options),
    toString: () => `${core.name} (${String(core.size)} synapses)`,
  }
  for (const { name } of core.pathways) {
    if (Object.hasOwn(handle, name) || core.variables.has(name) || core.equations.byName.has(name))
      throw new RheobaseError(
        'value',
        'pathway-name-taken',
        `a pathway of \`${core.name}\` cannot be called "${name}": ${Object.hasOwn(handle, name) ? 'synapses have something of that name' : 'it is the name of a variable'}`,
      )
    Object.defineProperty(handle, name, { enumerable: true, get: () => pathway(name) })
  }
  for (const name of new Set([
    'i',
    'j',
    'N',
    'N_incoming',
    'N_outgoing',
    ...core.variables.keys(),
    ...core.equations.byName.keys(),
  ])) {
    if (!(name in handle)) defineVariable(handle, core.name, name, () => state(name))
  }
  // A misspelt variable on the left of an assignment is an error of the engine, instead of a property that nothing reads.
  Object.preventExtensions(handle)
  cores.set(handle, core)
  // The properties were just defined from the same equations that the type reads.
  return handle as unknown as Synapses
}
