import type { Evaluated } from '../compile/evaluated.js'
import { storedType, variableArray } from '../compile/storage.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { nearestNames } from '../errors/nearest-name.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { Variable } from '../model/variable.js'
import { evaluationContext } from '../compile/evaluate-text.js'
import { Quantity } from '../units/quantity.js'
import { widened, type TypedValues } from '../runtime/typed-values.js'
import { checkedText } from './checked-text.js'
import { consecutive, selectElements, type ElementSelector, type PlaceSelector } from './element-selection.js'
import { checkText } from './options.js'
import { StateVariable, type VariableStore } from './state-variable.js'
import { isPairSelector, type PairSelector } from './pair-selector.js'
import type { Workspace } from './workspace.js'

/** What an object with variables needs to tell so that its variables can be read and written. */
export interface VariableOwner {
  readonly workspace: Workspace
  readonly name: string
  /** The present model, as the compiler sees it; a part of a group gives that part. */
  readonly evaluated: () => Evaluated
  /** Number of elements that the arrays hold, and the first of them that belongs to this part. */
  readonly storedSize: () => number
  readonly start: number
  /** The elements of this part, if they do not follow each other. */
  readonly listed?: Int32Array
  readonly size: () => number
  readonly variables: ReadonlyMap<string, Variable>
  /** Throws if the host must not write now. */
  readonly checkWritable: () => void
  /** Called after a write, with the name of the variable. */
  readonly onWrite: (name: string) => void
  /** Called when a view of stored values is handed out. */
  readonly onLend?: () => void
  /** A variable of the neurons on either side, with the neuron of each synapse: `v_post`. */
  readonly through?: (name: string) => Reached | undefined
  /** The values of a computed name where they are stored anyway, for looking only. */
  readonly lent?: (name: string) => Int32Array | undefined
  /** Picks elements in a way of its own; nothing for a selector that is treated as for all objects. */
  readonly select?: (selector: ElementSelector | PairSelector) => Int32Array | undefined
}

/** A variable of neurons, as synapses reach it. */
export interface Reached {
  readonly variable: StateVariable
  readonly neurons: Int32Array
  /** Called when the synapses of a neuron were given different values, of which one remains. */
  readonly onConflict: (neuron: number) => void
}

/** The variable or subexpression of an object by name. @throws {RheobaseError} kind `name` with the nearest names */
export const variableOf = (owner: VariableOwner, name: string): StateVariable =>
  new StateVariable(storeOf(owner, name))

/** Where the values of a variable or subexpression come from. @throws {RheobaseError} kind `name` with the nearest names */
export function storeOf(owner: VariableOwner, given: string): VariableStore {
  const name = checkText(`the name of a variable of \`${owner.name}\``, given)
  const stored = owner.variables.get(name)
  if (stored !== undefined) return storedStore(owner, stored)
  const binding = evaluationContext(owner.workspace, owner.evaluated()).binding(name)
  if (binding?.meaning.kind !== 'variable' || binding.read === undefined) throw unknownVariable(owner, name)
  return computedStore(owner, name)
}

export function unknownVariable(owner: VariableOwner, name: string): RheobaseError {
  const known = [...owner.variables.keys()]
  const near = nearestNames(name, known)
  return new RheobaseError(
    'name',
    'unknown-variable',
    `\`${owner.name}\` has no variable \`${name}\`.` +
      (near.length === 0 ? '' : ` Did you mean ${near.map(found => `\`${found}\``).join(' or ')}?`) +
      `\nIts variables are: ${known.join(', ')}.`,
  )
}

/** Elements of a part as their object counts them. */
export function absoluteOf(
  { start, listed, size }: Pick<VariableOwner, 'start' | 'listed' | 'size'>,
  elements: Int32Array | undefined,
): Int32Array {
  if (elements === undefined) return listed ?? consecutive(start, size())
  return elements.map(index => listed?.[index] ?? index + start)
}

/** The elements of a selection, counted from the start of the object. `where` is what is selected from, for messages. */
export function selectionOf(
  owner: VariableOwner,
  where: string,
  selector: ElementSelector | PairSelector,
): Int32Array {
  const own = owner.select?.(selector)
  if (own !== undefined) return own
  if (isPairSelector(selector)) {
    throw new RheobaseError(
      'type',
      'pairs-of-neurons',
      `\`${owner.name}\` has single elements: { i, j } picks synapses`,
    )
  }
  // A part of a group was looked for before.
  if (typeof selector !== 'string') return selectElements(where, selector as PlaceSelector, owner.size())
  const chosen = owner.workspace.evaluate({
    evaluated: owner.evaluated(),
    title: `condition on \`${owner.name}\``,
    text: selector,
    elements: absoluteOf(owner, undefined),
    type: 'boolean',
    dimension: undefined,
  })
  return indicesWhere(chosen)
}

/** The places of what is not zero. */
function indicesWhere(chosen: Float64Array | Int32Array): Int32Array {
  const indices = new Int32Array(chosen.length)
  let count = 0
  for (let index = 0; index < chosen.length; index++) if (chosen[index] !== 0) indices[count++] = index
  return indices.slice(0, count)
}

const commonStore = (owner: VariableOwner, name: string) => ({
  absolute: (elements: Int32Array | undefined): Int32Array => absoluteOf(owner, elements),
  select: (selector: ElementSelector | PairSelector): Int32Array =>
    selectionOf(owner, `\`${owner.name}.${name}\``, selector),
})

/** The value of an expression for all elements of an object, or one value if it is the same for all. */
export function evaluateFor(owner: VariableOwner, text: string): Quantity {
  const { workspace } = owner
  const evaluated = owner.evaluated()
  const { dimension } = checkedText({
    title: `expression for \`${owner.name}\``,
    text,
    context: evaluationContext(workspace, evaluated),
    type: 'float',
    dimension: undefined,
    mayVary: true,
  })
  const elements = absoluteOf(owner, undefined)
  const values = workspace.evaluate({
    evaluated,
    title: `expression for \`${owner.name}\``,
    text,
    elements,
    type: 'float',
    dimension: undefined,
  })
  return new Quantity(Float64Array.from(values), dimension)
}

/** A variable that lives in memory. */
function storedStore(owner: VariableOwner, variable: Variable): VariableStore {
  const { workspace } = owner
  const { absolute, select } = commonStore(owner, variable.name)
  const isStretch = owner.listed === undefined
  const view = (): TypedValues =>
    workspace.memory.view(variableArray(workspace, variable, owner.storedSize()))
  const write = (elements: Int32Array | undefined, values: ArrayLike<number>): void => {
    // All are converted before the first is written: an integer that is too large must leave nothing half done.
    if (storedType(workspace, variable) === 'f32') checkRangeOfSingles(variable, values)
    const stored = storedValues(variable, values)
    const target = view()
    const { start } = owner
    const [first = NaN] = stored.length === 0 ? [] : [stored[0]]
    if (variable.shared) target[0] = first
    else if (isStretch && elements === undefined && stored.length === 1)
      target.fill(first, start, start + owner.size())
    else if (isStretch && elements === undefined) target.set(stored, start)
    else {
      const step = stored.length === 1 ? 0 : 1
      const chosen = absolute(elements)
      for (let k = 0; k < chosen.length; k++) target[chosen[k] ?? 0] = stored[k * step] ?? NaN
    }
    owner.onWrite(variable.name)
  }
  const checkWritable = (): void => {
    if (variable.access === 'read-only') throw readOnly(owner, variable.name)
    if (variable.notByParts !== undefined && owner.size() < owner.storedSize())
      throw new RheobaseError(
        'value',
        'shared-by-all-parts',
        `\`${owner.name}.${variable.name}\` ${variable.notByParts}`,
      )
    owner.checkWritable()
  }
  return {
    owner: owner.name,
    name: variable.name,
    dimension: variable.dimension,
    type: variable.type,
    shared: variable.shared,
    size: () => (variable.shared ? 1 : owner.size()),
    select,
    read: elements => {
      const values = view()
      if (variable.shared) return widened(values.slice())
      if (isStretch && elements === undefined)
        return widened(values.slice(owner.start, owner.start + owner.size()))
      const chosen = absolute(elements)
      const read = variable.type === 'float' ? new Float64Array(chosen.length) : new Int32Array(chosen.length)
      for (let k = 0; k < chosen.length; k++) read[k] = values[chosen[k] ?? 0] ?? NaN
      return read
    },
    ...(isStretch || variable.shared
      ? {
          view: () => {
            const values = workspace.lend(variableArray(workspace, variable, owner.storedSize()))
            owner.onLend?.()
            return variable.shared ? values : values.subarray(owner.start, owner.start + owner.size())
          },
        }
      : {}),
    write: (elements, values) => {
      checkWritable()
      write(elements, values)
    },
    writeText: (elements, text) => {
      checkWritable()
      const values = workspace.evaluate({
        evaluated: owner.evaluated(),
        title: `value of \`${owner.name}.${variable.name}\``,
        text,
        elements: variable.shared ? undefined : absolute(elements),
        type: typeOfText(variable.type),
        dimension: variable.dimension,
      })
      write(elements, values)
    },
  }
}

/** @throws {RheobaseError} kind `value` for a number that rounding would make infinite */
function checkRangeOfSingles({ owner, name }: Variable, values: ArrayLike<number>): void {
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? NaN
    if (!Number.isFinite(value) || Number.isFinite(Math.fround(value))) continue
    throw new RheobaseError(
      'value',
      'beyond-single-precision',
      `\`${owner}.${name}\` cannot hold ${String(value)}: in single precision, numbers end at 3.4e38. Use another unit, or \`precision: 'double'\``,
    )
  }
}

/** What text for a variable is evaluated as: integers are cut when they are stored, where one that is too large is noticed. */
export const typeOfText = (type: NumberType): NumberType => (type === 'integer' ? 'float' : type)

/** Values as a variable holds them: floats as they are. */
function storedValues(variable: Variable, values: ArrayLike<number>): ArrayLike<number> {
  if (variable.type === 'float') return values
  const stored = new Int32Array(values.length)
  for (let k = 0; k < stored.length; k++) stored[k] = toStored(variable, values[k] ?? NaN)
  return stored
}

/** Integers take the value cut towards zero, booleans whether it is not zero. */
function toStored(variable: Variable, value: number): number {
  if (variable.type === 'boolean') return value !== 0 ? 1 : 0
  if (variable.type === 'float') return value
  const whole = Math.trunc(value)
  if (whole >= -2147483648 && whole <= 2147483647) return whole
  throw new RheobaseError(
    'value',
    'integer-overflow',
    `\`${variable.owner}.${variable.name}\` is a 32-bit integer and cannot hold ${String(value)}`,
  )
}

/** A subexpression or special name: computed when it is read. */
function computedStore(owner: VariableOwner, name: string): VariableStore {
  const { workspace } = owner
  const { absolute, select } = commonStore(owner, name)
  const meaning = evaluationContext(workspace, owner.evaluated()).lookup(name)
  if (meaning?.kind !== 'variable') throw unknownVariable(owner, name)
  const lent = owner.lent?.(name)
  const store: VariableStore = {
    ...(lent === undefined ? {} : { view: () => owner.lent?.(name) ?? lent }),
    owner: owner.name,
    name,
    dimension: meaning.dimension,
    type: meaning.type,
    shared: meaning.scalar,
    size: () => (meaning.scalar ? 1 : owner.size()),
    select,
    read: elements =>
      workspace.evaluate({
        evaluated: owner.evaluated(),
        title: `value of \`${owner.name}.${name}\``,
        text: name,
        elements: meaning.scalar ? undefined : absolute(elements),
        type: meaning.type,
        dimension: undefined,
      }),
    write: (elements, values) => {
      const reached = owner.through?.(name)
      if (reached === undefined) throw readOnly(owner, name)
      owner.checkWritable()
      const chosen =
        elements === undefined ? reached.neurons : elements.map(element => reached.neurons[element] ?? 0)
      reached.variable.at(chosen).setPlain(values)
      const conflict = values.length === 1 ? undefined : conflicting(chosen, values)
      if (conflict !== undefined) reached.onConflict(conflict)
    },
    writeText: (elements, text) => {
      if (owner.through?.(name) === undefined) throw readOnly(owner, name)
      const { dimension, type } = meaning
      const values = workspace.evaluate({
        evaluated: owner.evaluated(),
        title: `value of \`${owner.name}.${name}\``,
        text,
        elements: absolute(elements),
        type: typeOfText(type),
        dimension,
      })
      store.write(elements, values)
    },
  }
  return store
}

/** The first neuron that is given two different values. */
function conflicting(neurons: Int32Array, values: ArrayLike<number>): number | undefined {
  const given = new Map<number, number>()
  return neurons.find((neuron, k) => {
    const value = values[k] ?? NaN
    const before = given.get(neuron) ?? value
    given.set(neuron, value)
    return !Object.is(before, value)
  })
}

const readOnly = (owner: VariableOwner, name: string): RheobaseError =>
  new RheobaseError('type', 'read-only', `\`${owner.name}.${name}\` is read-only: it is computed, not stored`)
