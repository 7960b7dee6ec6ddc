import type { ArraySymbol, Value } from '../kernels/value.js'
import type { Lowering } from './lowering.js'
import type { SynapsesModel, SynapticSide } from '../model/synapses.js'
import { layeredContext, tableContext, type Binding, type CodeContext } from './binding.js'
import { clockBindings } from './clock-bindings.js'
import { externalContext } from './external-context.js'
import {
  type GroupCode,
  elementBindings,
  linkedBindings,
  storedBindings,
  subexpressionBinding,
  variableBindings,
} from './group-context.js'
import { countBinding, indexBinding } from './index-binding.js'
import { variableBinding } from './variable-binding.js'
import { placeOf } from './neuron-place.js'
import type { Storage } from './storage.js'
import { incomingOf, outgoingOf, placesOfSynapse, sourceOf, targetOf } from './synapse-arrays.js'
import { hasFlag } from '../language/parse-flags.js'

/**
 * All names of code that runs for synapses, in order of search: its own variables, `i`, `j`, `N`; `X_pre` and `X_post`; plain `X` of
 * the target; then constants, units, functions and namespaces.
 */
export function synapsesContext(
  storage: Storage,
  synapses: SynapsesModel,
  code: Pick<GroupCode, 'writesShared'> & {
    /** Whose delay `delay` is: the pathway `pre` if left out. */
    readonly pathway?: string
  },
): CodeContext {
  const { source, target } = synapses
  const neurons = { writesShared: false, guarded: true }
  const own = new Map<string, () => Binding>([
    ...clockBindings(storage, synapses.name, synapses.clock),
    ...numberBindings(storage, synapses),
    ...storedBindings(storage, synapses, 'own', '', code.writesShared),
    ...linkedBindings(storage, synapses, 'own', ''),
    ...delayBinding(storage, synapses, code.pathway ?? 'pre'),
  ])
  for (const equation of synapses.equations.subexpressions) {
    // A summed line is what fills the variable of the neurons; its name means that variable.
    const isSummed = hasFlag(equation, 'summed')
    if (isSummed || synapses.variables.has(equation.name)) continue
    own.set(equation.name, () =>
      subexpressionBinding(synapses, equation, equation.name, 'own', () => context),
    )
  }
  const context = layeredContext([
    tableContext(own),
    tableContext(
      new Map([
        ...sideIndices(storage, source, 'pre'),
        ...sideVariables(storage, source, 'pre', '_pre', neurons),
        ...sideIndices(storage, target, 'post'),
        ...sideVariables(storage, target, 'post', '_post', neurons),
      ]),
    ),
    tableContext(sideVariables(storage, target, 'post', '', neurons)),
    externalContext(storage, synapses.namespaces),
  ])
  return context
}

/** The delay of a pathway; code may write it if it changes during runs. */
function delayBinding(
  storage: Storage,
  synapses: SynapsesModel,
  name: string,
): readonly [string, () => Binding][] {
  const pathway = synapses.pathways.find(each => each.name === name)
  if (pathway === undefined) return []
  const { changes, delayVariable } = pathway
  const use = { storage, size: synapses.size, place: 'own', name: 'delay', writesShared: false } as const
  const variable = { ...delayVariable, owner: `${synapses.name}.${name}` }
  return [
    [
      'delay',
      () => {
        const binding = variableBinding(variable, use)
        const { meaning, isExact = false, read } = binding
        if (changes || variable.shared || meaning.kind !== 'variable') return binding
        return {
          meaning: { ...meaning, readOnly: 'constant' },
          isExact,
          ...(read === undefined ? {} : { read }),
        }
      },
    ],
  ]
}

/** `i_pre`, `N_pre`, `t_pre`, or those of the other side; of synapses that stand on that side `i_pre` and `j_pre` are their neurons. */
export function sideIndices(
  storage: Storage,
  side: SynapticSide,
  place: 'pre' | 'post',
): Map<string, () => Binding> {
  const { group, start, stop } = side
  const clock = [...clockBindings(storage, group.name, group.clock)].map(
    ([name, binding]): [string, () => Binding] => [`${name}_${place}`, binding],
  )
  if (group.kind !== 'synapses')
    return new Map([...clock, ...elementBindings(storage, { ...side, group }, place, `_${place}`)])
  const neuron = (name: string, column: ArraySymbol): [string, () => Binding] => [
    name,
    () => indexBinding(group.name, name, lowering => lowering.builder.load(column, lowering.place(place))),
  ]
  const size = `N_${place}`
  return new Map([
    ...clock,
    neuron(`i_${place}`, sourceOf(storage, group)),
    neuron(`j_${place}`, targetOf(storage, group)),
    [size, () => countBinding(group.name, size, stop - start)],
  ])
}

/** Stored variables and subexpressions of what stands on a side of synapses. */
export function sideVariables(
  storage: Storage,
  side: SynapticSide,
  place: 'pre' | 'post',
  suffix: string,
  code: GroupCode,
): Map<string, () => Binding> {
  const { group } = side
  if (group.kind !== 'synapses') return variableBindings(storage, { ...side, group }, place, suffix, code)
  const entries = storedBindings(storage, group, place, suffix, code.writesShared)
  for (const [name, binding] of linkedBindings(storage, group, place, suffix)) entries.set(name, binding)
  for (const equation of group.equations.subexpressions) {
    const name = `${equation.name}${suffix}`
    if (entries.has(name)) continue
    entries.set(name, () =>
      subexpressionBinding(
        group,
        equation,
        name,
        place,
        () => synapsesContext(storage, group, { writesShared: false }),
        lowering => placesOfSynapse(lowering.builder, storage, group, lowering.place(place)),
      ),
    )
  }
  return entries
}

/** `i`, `j`, `N`, and how many synapses the neurons on either side have. */
function numberBindings(storage: Storage, synapses: SynapsesModel): Map<string, () => Binding> {
  const { source, target, name, size } = synapses
  const relative = (lowering: Lowering, place: 'pre' | 'post'): Value =>
    placeOf(lowering.builder, storage, place === 'pre' ? source : target, lowering.place(place))
  const perSynapse = (binding: string, read: (lowering: Lowering) => Value): [string, () => Binding] => [
    binding,
    () => indexBinding(name, binding, read),
  ]
  return new Map<string, () => Binding>([
    perSynapse('i', lowering => relative(lowering, 'pre')),
    perSynapse('j', lowering => relative(lowering, 'post')),
    // The suffix says whose number it is; without it there is no doubt either.
    ...['N_outgoing', 'N_outgoing_pre'].map(count =>
      perSynapse(count, lowering =>
        lowering.builder.load(outgoingOf(storage, synapses), relative(lowering, 'pre')),
      ),
    ),
    ...['N_incoming', 'N_incoming_post'].map(count =>
      perSynapse(count, lowering =>
        lowering.builder.load(incomingOf(storage, synapses), relative(lowering, 'post')),
      ),
    ),
    ['N', () => countBinding(name, 'N', size)],
  ])
}
