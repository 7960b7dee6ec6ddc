import { eventList } from '../compile/event-list.js'
import { isWholeGroup } from '../compile/neuron-place.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Columns } from './columns.js'
import { linkedNames, readStatements } from './equation-text.js'
import type { GroupCore } from './group-core.js'
import { EquationGroupCore } from './equation-group-core.js'
import { elementsCalled, type ElementSelector } from './element-selection.js'
import { neuronsOfPart, placeIn, rangeOf, selectionFrom, stretchOf } from './group-part.js'
import { groupViewOf, keepView, type GroupView } from './group-views.js'
import { checkNoMore, checkOptions, checkText, describeValue } from './options.js'
import { makeRegularOperation, type RegularOperation, type RegularOptions } from './regular-operation.js'
import type { StateNames } from './state-names.js'
import { getStates, setStates, stateColumns, type StateOptions, type StateSource } from './states.js'
import type { StateVariable, VariableValue } from './state-variable.js'
import { evaluateExpression } from './evaluate-expression.js'
import { defineVariable } from './variable-property.js'
import type { Quantity } from '../units/quantity.js'

/** What every group of neurons, and every part of one, offers; the typed properties for its variables come on top. */
export interface Group {
  readonly name: string
  /** Number of neurons. */
  readonly size: number
  /** The numbers that its neurons have in the whole group. A copy. */
  readonly indices: Int32Array
  /**
   * Switched off, a group does nothing in a run while its clock goes on: its values stay as they are, unless the program or synapses
   * change them, and links read them. Takes effect at the next run. A part has the state of its group.
   */
  active: boolean
  /** A variable by name, for names that are not known when the program is written. @throws {RheobaseError} kind `name` */
  state(name: string): StateVariable
  /**
   * The value of an expression for each neuron, with all names of the group: `neurons.evaluate('v - El')`.
   * @throws {DiagnosticError | RheobaseError} if the expression is wrong
   */
  evaluate(expression: string): Quantity
  /** Runs code for all neurons at regular times: every step, or every `dt`; in the slot `start` unless told otherwise. */
  runRegularly(code: string, options?: RegularOptions): RegularOperation
  /**
   * Runs code at given times, `neurons.runAt('v += 10*mV', ms([20, 50]))`: in the step of each time, or the first one after it where that is between two.
   * Times that are past never come. @throws {RheobaseError} kind `value` if two times are in one step; a finer `dt` tells them apart
   */
  runAt(code: string, times: Quantity, options?: RegularOptions): RegularOperation
  /**
   * The neurons for which an event happened in its latest test, ascending: `spike` if no event is named. For network operations, which run
   * between the test and the reset of the same step if they are in the slot `synapses`. A copy.
   * @throws {RheobaseError} kind `value` for an unknown event
   */
  emitted(event?: string): Int32Array
  /** Copies of the values of all variables, by name; a shared variable has one value. @throws {RheobaseError} kind `name` for an unknown one */
  getStates(options?: StateOptions): Record<string, Quantity>
  /** Sets variables by name, in order, as their `set` does; if one value is wrong, nothing is changed. */
  setStates(values: Readonly<Record<string, VariableValue>>): void
  /** The variables as a table with a row for each neuron: for CSV, or for `arrowTable` of `rheobase/data`. */
  columns(options?: StateOptions): Columns
}

/** Where something runs in a step. */
export interface Place {
  /** Slot of the step. */
  readonly when?: string
  /** Place within the slot; that of the group if left out. */
  readonly order?: number
}

/** Options of `link`. */
export interface LinkOptions {
  /** The element of the source for each element, or the name of an integer parameter that says it. */
  readonly index?: ArrayLike<number> | string
}

/** A group with a property for each variable that its equations name. */
export type NeuronGroup<Equations extends string = string> = Group & {
  /**
   * Makes a parameter flagged "linked" stand for a variable of another group (or of a part of one): of the same size, of size 1 or
   * shared, or with an `index`: a list with an element of the source for each neuron, or the name of an integer parameter.
   * @throws {RheobaseError} kind `value` if the sizes do not fit, `dimension` if the units do not, `type` if the parameter is not linked
   */
  link(name: string, source: object, variable: string, options?: LinkOptions): void
  /** Runs code for the neurons for which an event happened in this step, in the slot `after_resets` unless told otherwise. @throws {RheobaseError} kind `value` for an unknown event, or one that has code */
  runOnEvent(event: string, code: string, options?: Place): void
  /** Moves the test of an event, `after_thresholds` unless told otherwise. @throws {RheobaseError} kind `value` for an unknown event */
  setEventSchedule(event: string, options?: Place): void
  /**
   * The neurons from `start` up to, not including, `stop`, as a view: reading and writing go to this group. Negative numbers count
   * from the end, as for arrays.
   * @throws {RheobaseError} kind `index` if there are no such neurons
   */
  slice(start?: number, stop?: number): NeuronGroup<Equations>
  /**
   * Any neurons as a part of the group, with all that a part from `slice` can do: `neurons.select([0, 3, 7])`, a range, a mask, or a
   * condition, which is asked once, now: `neurons.select('x > 1*mm')`. Its neurons are numbered from 0, in their order in the group.
   * @throws {RheobaseError} kind `index` if there are no such neurons, kind `value` if a list is not ascending
   */
  select(selector: ElementSelector): NeuronGroup<Equations>
} & { readonly [Name in StateNames<Equations> | BuiltinNames]: StateVariable }

/** Variables that every group has; `lastspike` and `not_refractory` exist only with refractoriness. */
export type BuiltinNames = 'i' | 'N' | 't' | 'lastspike' | 'not_refractory'

/** The inside of a handle that a user passes. @throws {RheobaseError} kind `type` if it is no group */
export function viewOf(where: string, handle: unknown): GroupView {
  const view = groupViewOf(handle)
  if (view !== undefined) return view
  throw new RheobaseError(
    'type',
    'not-a-group',
    `${where} must be a group of neurons or a part of one, not ${describeValue(handle)}`,
  )
}

/** The object that a user holds for a group or a part of one, with what only this kind of group has. A misspelt name cannot be assigned to. */
export function makeHandle(view: GroupView, own: object = {}): NeuronGroup {
  const { core, start, stop, name } = view
  const state = (variable: string): StateVariable => core.state(view, variable)
  const states: StateSource = {
    name,
    size: stop - start,
    variables: core.variables,
    builtIn: BUILT_IN,
    ...computedNames(core),
    state,
  }
  const handle = {
    get name() {
      return name
    },
    get size() {
      return stop - start
    },
    get indices() {
      return neuronsOfPart(view).slice()
    },
    get active() {
      return core.active
    },
    set active(active: boolean) {
      core.active = active
    },
    state,
    slice: (from = 0, to = stop - start, ...more: readonly unknown[]) => {
      checkNoMore(`slice(start, stop) of \`${name}\``, more, '; select({ from, to, step }) takes steps')
      return makeHandle(stretchOf(view, from, to))
    },
    select: (selector: ElementSelector, ...more: readonly unknown[]) => {
      checkNoMore(`select(selector) of \`${name}\``, more, '; a list is [0, 3], a range { from: 0, to: 3 }')
      return makeHandle(selectionFrom(view, selector))
    },
    link: (linked: string, source: object, variable: string, options: LinkOptions = {}) => {
      checkOptions('link', options, ['index'])
      equationCore(core).link(linked, {
        view: viewOf('the source of a link', source),
        variable,
        index: options.index,
      })
    },
    runOnEvent: (event: string, code: string, options: Place = {}) => {
      checkText('the name of an event', event)
      checkOptions('runOnEvent', options, ['when', 'order'])
      const statements = readStatements(`code of ${event} of \`${core.name}\``, code)
      equationCore(core).runOnEvent(event, statements, options.when ?? 'after_resets', options.order)
    },
    setEventSchedule: (event: string, options: Place = {}) => {
      checkText('the name of an event', event)
      checkOptions('setEventSchedule', options, ['when', 'order'])
      equationCore(core).scheduleEvent(event, options.when ?? 'after_thresholds', options.order)
    },
    evaluate: (expression: string) => evaluateExpression(core.owner(view), expression),
    runRegularly: (code: string, options: RegularOptions = {}) =>
      makeRegularOperation(core.scope, core, () => rangeOf(view), code, options),
    runAt: (code: string, times: Quantity, options: RegularOptions = {}) =>
      makeRegularOperation(core.scope, core, () => rangeOf(view), code, options, { times }),
    emitted: (event = 'spike') => emittedOf(view, checkText('the name of an event', event)),
    getStates: (options: StateOptions = {}) => getStates(states, options),
    setStates: (values: Readonly<Record<string, VariableValue>>) => {
      setStates(states, values)
    },
    columns: (options: StateOptions = {}) => stateColumns(states, options),
    toString: () => `${name} (${elementsCalled(core.element, stop - start)})`,
  }
  // As they are, for some are computed when they are asked for.
  Object.defineProperties(handle, Object.getOwnPropertyDescriptors(own))
  for (const variable of variableNames(core, handle)) {
    defineVariable(handle, name, variable, () => state(variable))
  }
  Object.preventExtensions(handle)
  keepView(handle, view)
  // The properties were just defined from the same equations that the type reads.
  return handle as unknown as NeuronGroup
}

/** The places in a part of the neurons in the list of an event. */
function emittedOf(view: GroupView, event: string): Int32Array {
  const { core, start, stop } = view
  if (!core.events.some(({ name }) => name === event))
    throw new RheobaseError(
      'value',
      'unknown-event',
      `\`${core.name}\` has no event "${event}". Its events are: ${core.events.map(({ name }) => name).join(', ') || 'none'}.`,
    )
  const { workspace } = core.scope
  const list = eventList(workspace, core, event)
  const neurons = Int32Array.from(
    workspace.memory.view(list.elements).subarray(0, workspace.memory.scalar(list.count)),
  )
  if (isWholeGroup({ group: core, ...view })) return neurons
  return neurons.map(neuron => placeIn(view, neuron)).filter(place => place >= 0 && place < stop - start)
}

function equationCore(core: GroupCore): EquationGroupCore {
  if (core instanceof EquationGroupCore) return core
  throw new RheobaseError(
    'value',
    'unknown-event',
    `\`${core.name}\` has given spikes and no events of its own`,
  )
}

function variableNames(core: GroupCore, handle: object): readonly string[] {
  const { subexpressions, linked } = computedNames(core)
  return [...new Set([...BUILT_IN, ...core.variables.keys(), ...linked, ...subexpressions])].filter(
    variable => !(variable in handle),
  )
}

const BUILT_IN = ['i', 'N', 't', 'dt', 't_in_timesteps']

function computedNames(core: GroupCore): Pick<StateSource, 'subexpressions' | 'linked'> {
  if (!(core instanceof EquationGroupCore)) return { subexpressions: [], linked: [] }
  const { equations } = core
  return {
    subexpressions: equations.subexpressions.map(({ name }) => name),
    linked: linkedNames(equations),
  }
}
