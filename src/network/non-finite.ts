import { variableArray } from '../compile/storage.js'
import type { ModelObject } from '../compile/network-model.js'
import type { Message } from '../errors/message.js'
import type { ElementName } from './element-selection.js'
import type { Workspace } from './workspace.js'

/** A value that is no longer a number, or too large to mean anything. */
interface NonFiniteValue {
  readonly owner: string
  /** What its elements are. */
  readonly each: ElementName
  readonly variable: string
  readonly element: number
  readonly value: number
}

/** Magnitude above which a value counts as having run away. */
const TOO_LARGE = 1e50

/** The first bad value of each variable that is integrated: those with a differential equation, and the potential of a cable. */
function findNonFinite(workspace: Workspace, objects: readonly ModelObject[]): NonFiniteValue[] {
  const found: NonFiniteValue[] = []
  for (const object of objects) {
    if (object.kind !== 'neuron-group' && object.kind !== 'synapses') continue
    const hasCable = object.kind === 'neuron-group' && object.cable !== undefined
    const ofCable = hasCable ? ['v'] : []
    const each = object.kind === 'synapses' ? 'synapse' : hasCable ? 'compartment' : 'neuron'
    for (const name of [...ofCable, ...object.equations.differential.map(each => each.name)]) {
      const variable = object.variables.get(name)
      if (variable === undefined) continue
      const values = workspace.memory.view(variableArray(workspace, variable, object.size))
      const element = values.findIndex(value => !(Math.abs(value) <= TOO_LARGE))
      if (element >= 0)
        found.push({ owner: object.name, each, variable: name, element, value: values[element] ?? NaN })
    }
  }
  return found
}

/** Warnings of what a run left that is not finite. */
export const nonFiniteWarnings = (
  workspace: Workspace,
  objects: readonly ModelObject[],
): readonly Message[] =>
  findNonFinite(workspace, objects).map(({ owner, each, variable, element, value }) => ({
    level: 'warning',
    code: 'invalid-values',
    text:
      `\`${owner}.${variable}\` is ${String(value)} for ${each} ${String(element)} at the end of the run: the integration may be unstable. ` +
      "Run with { checkFinite: 'step' } to see where it begins.",
  }))
