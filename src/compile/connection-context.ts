import { InternalError } from '../errors/rheobase-error.js'
import type { SynapsesModel, SynapticSide } from '../model/synapses.js'
import { layeredContext, tableContext, type Binding, type CodeContext } from './binding.js'
import { mentions } from '../language/mentions.js'
import type { Expression, Name } from '../language/syntax-tree.js'
import { externalContext } from './external-context.js'
import { storedBindings, subexpressionBinding } from './group-context.js'
import { indexBinding } from './index-binding.js'
import type { Storage } from './storage.js'
import { sideIndices, sideVariables } from './synapses-context.js'
import { hasFlag } from '../language/parse-flags.js'
import { placeOf } from './neuron-place.js'

export type Side = 'pre' | 'post'

/**
 * The names of a text that says which synapses to make. They do not exist yet, so of their own variables only the shared ones can be named;
 * and of the neurons only those sides that are already chosen: both for a condition, the outer one for the arguments of `range`.
 */
export function connectionContext(
  storage: Storage,
  synapses: SynapsesModel,
  sides: readonly Side[],
  counter?: string,
): CodeContext {
  const layers: CodeContext[] = []
  if (counter !== undefined)
    layers.push(tableContext(new Map([[counter, () => counterBinding(synapses, counter)]])))
  layers.push(tableContext(ownNames(storage, synapses, () => context)))
  for (const side of sides) layers.push(sideContext(storage, synapses, side))
  layers.push(
    tableContext(
      new Map([
        ...sizeBinding(storage, synapses.source, 'pre'),
        ...sizeBinding(storage, synapses.target, 'post'),
      ]),
    ),
  )
  if (sides.includes('post'))
    layers.push(tableContext(sideVariables(storage, synapses.target, 'post', '', READING)))
  layers.push(externalContext(storage, synapses.namespaces))
  const context = layeredContext(layers)
  return context
}

/** Shared variables, and subexpressions: what these refer to is known for a pair of neurons, or is an error. */
function ownNames(
  storage: Storage,
  synapses: SynapsesModel,
  context: () => CodeContext,
): Map<string, () => Binding> {
  const shared = new Map([...synapses.variables].filter(([, variable]) => variable.shared))
  const names = storedBindings(storage, { variables: shared, size: synapses.size }, 'own', '', false)
  for (const equation of plainSubexpressions(synapses))
    names.set(equation.name, () => subexpressionBinding(synapses, equation, equation.name, 'own', context))
  return names
}

const plainSubexpressions = ({ equations, variables }: SynapsesModel) =>
  equations.subexpressions.filter(({ name, flags }) => !variables.has(name) && !hasFlag({ flags }, 'summed'))

const COUNTS = ['N', 'N_incoming', 'N_outgoing', 'N_incoming_post', 'N_outgoing_pre']

/** The first name of an expression that has a value only once the synapses are made, in a subexpression of theirs as well. */
export function unmadeName(
  synapses: SynapsesModel,
  expression: Expression,
  counter?: string,
): Name | undefined {
  const subexpressions = new Map(plainSubexpressions(synapses).map(equation => [equation.name, equation]))
  return mentions(expression)
    .filter(mention => mention.kind === 'name')
    .find(({ name }) => {
      if (name === counter) return false
      if (COUNTS.includes(name)) return true
      const variable = synapses.variables.get(name)
      if (variable !== undefined) return !variable.shared
      const inner = subexpressions.get(name)?.expression
      return inner !== undefined && unmadeName(synapses, inner) !== undefined
    })
}

/** The names of an expression that belong to the neuron of a side, in subexpressions of the synapses as well. */
export function namesOfSide(
  storage: Storage,
  synapses: SynapsesModel,
  expression: Expression,
  side: Side,
  counter?: string,
): readonly Name[] {
  const own = ownNames(storage, synapses, () => context)
  const context = tableContext(own)
  const subexpressions = new Map(plainSubexpressions(synapses).map(equation => [equation.name, equation]))
  const pre = sideContext(storage, synapses, 'pre')
  const post = layeredContext([
    sideContext(storage, synapses, 'post'),
    tableContext(sideVariables(storage, synapses.target, 'post', '', READING)),
  ])
  const sizes = ['N_pre', 'N_post']
  return mentions(expression)
    .filter(mention => mention.kind === 'name')
    .filter(({ name }) => {
      if (name === counter || sizes.includes(name)) return false
      const inner = subexpressions.get(name)?.expression
      if (inner !== undefined) return namesOfSide(storage, synapses, inner, side).length > 0
      if (own.has(name)) return false
      const found =
        pre.lookup(name) !== undefined ? 'pre' : post.lookup(name) !== undefined ? 'post' : undefined
      return found === side
    })
}

const READING = { writesShared: false, guarded: false }

function sideContext(storage: Storage, synapses: SynapsesModel, place: Side): CodeContext {
  const side = place === 'pre' ? synapses.source : synapses.target
  const name = place === 'pre' ? 'i' : 'j'
  return tableContext(
    new Map([
      [
        name,
        () =>
          indexBinding(synapses.name, name, lowering =>
            placeOf(lowering.builder, storage, side, lowering.place(place)),
          ),
      ],
      ...sideIndices(storage, side, place),
      ...sideVariables(storage, side, place, `_${place}`, READING),
    ]),
  )
}

function sizeBinding(storage: Storage, side: SynapticSide, place: Side): [string, () => Binding][] {
  const size = sideIndices(storage, side, place).get(`N_${place}`)
  return size === undefined ? [] : [[`N_${place}`, size]]
}

/** The name that counts in `for k in range(…)`; its value is a local of the code. */
function counterBinding(synapses: SynapsesModel, name: string): Binding {
  return indexBinding(synapses.name, name, lowering => {
    const value = lowering.locals.get(name)
    if (value === undefined) throw new InternalError(`\`${name}\` does not count here`)
    return value
  })
}
