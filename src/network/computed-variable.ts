import { evaluationContext } from '../compile/evaluate-text.js'
import type { VariableStore } from './state-variable.js'
import { typeOfText } from './stored-values.js'
import { absoluteOf, selectionOf, type VariableOwner } from './variable-owner.js'
import { readOnly, unknownVariable } from './variable-refusals.js'

/** A subexpression or special name: computed when it is read. */
export function computedVariable(owner: VariableOwner, name: string): VariableStore {
  const { workspace } = owner
  const meaning = evaluationContext(workspace, owner.evaluated()).lookup(name)
  if (meaning?.kind !== 'variable') throw unknownVariable(owner, name)
  const lent = owner.lent?.(name)
  const store: VariableStore = {
    ...(lent === undefined ? {} : { view: () => owner.lent?.(name) ?? lent }),
    owner: owner.name,
    element: owner.element,
    name,
    dimension: meaning.dimension,
    type: meaning.type,
    shared: meaning.scalar,
    size: () => (meaning.scalar ? 1 : owner.size()),
    select: selector => selectionOf(owner, `\`${owner.name}.${name}\``, selector),
    read: elements =>
      workspace.evaluate({
        evaluated: owner.evaluated(),
        title: `value of \`${owner.name}.${name}\``,
        text: name,
        elements: meaning.scalar ? undefined : absoluteOf(owner, elements),
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
        elements: absoluteOf(owner, elements),
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
