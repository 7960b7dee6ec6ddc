import { Builder } from '../kernels/builder.js'
import type { ModelObject } from './network-model.js'
import type { Part } from './part.js'
import { forEachNeuron } from './neuron-place.js'
import { isAdded, summedEquations, summedTarget } from './summed-variable.js'
import { variableArray, type Storage } from './storage.js'

/**
 * Where several synapses add to one variable of neurons, `(summed, added)`, it is set to zero before the first of them: one part of the
 * step for each such variable.
 */
export function clearedSums(storage: Storage, objects: readonly ModelObject[]): Part[] {
  const targets = new Map<string, ReturnType<typeof summedTarget>[]>()
  for (const object of objects) {
    if (object.kind !== 'synapses' || !object.active) continue
    for (const equation of summedEquations(object).filter(isAdded)) {
      const target = summedTarget(object, equation)
      const key = `${target.range.group.name}.${target.variable}`
      targets.set(key, [...(targets.get(key) ?? []), target])
    }
  }
  return [...targets.values()].flatMap(sums => clearing(storage, sums) ?? [])
}

function clearing(storage: Storage, sums: readonly ReturnType<typeof summedTarget>[]): Part | undefined {
  const [first] = sums
  const variable = first?.range.group.variables.get(first.variable)
  if (first === undefined || variable === undefined) return undefined
  const { group } = first.range
  const builder = new Builder()
  const array = variableArray(storage, variable, group.size)
  const zero = builder.constant(array.type, 0)
  const ranges = new Map(
    sums.map(({ range }) => [range.listed ?? `${String(range.start)}-${String(range.stop)}`, range]),
  )
  for (const range of ranges.values())
    forEachNeuron(builder, storage, range, 'neuron', neuron => {
      builder.store(array, neuron, zero)
    })
  const name = `${group.name}_cleared_${variable.name}`
  return {
    name,
    owner: group.name,
    clock: group.clock,
    when: 'groups',
    order: group.order - 2,
    work: {
      kind: 'kernel',
      procedure: {
        name,
        comment: `${group.name}.${variable.name} = 0 before synapses add to it`,
        parameters: [],
        body: builder.statements,
      },
    },
  }
}
