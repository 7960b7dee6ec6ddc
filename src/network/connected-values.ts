import type { VariableValue } from './state-variable.js'
import type { SynapsesCore } from './synapses-core.js'
import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { SynapticVariable } from './synaptic-variable.js'

/** Values for synapses that were just made, by variable; `delay` is that of the pathway `pre`, `post.delay` that of the pathway `post`. */
export type ConnectedValues = Readonly<Record<string, VariableValue>>

/** Sets variables of the synapses `from` up to, not including, `to`; one that is shared gets its value for all. */
export function setConnected(
  synapses: SynapsesCore,
  values: ConnectedValues,
  range: { readonly from: number; readonly to: number },
): void {
  for (const [name, value] of Object.entries(values)) {
    const variable = edgeVariable(synapses, name)
    if (variable.shared || (range.from === 0 && range.to === synapses.size)) variable.set(value)
    else variable.at(range).set(value)
  }
}

/** A variable of the synapses, or the delay of one of their pathways. @throws {RheobaseError} kind `name` */
export function edgeVariable(synapses: SynapsesCore, name: string): SynapticVariable {
  const pathway =
    name === 'delay' ? 'pre' : name.endsWith('.delay') ? name.slice(0, -'.delay'.length) : undefined
  if (pathway === undefined) return synapses.state(name)
  const found = synapses.pathways.find(each => each.name === pathway)
  if (found !== undefined) return found.delay
  const known = synapses.pathways.map(each => each.name)
  const [near] = nearestNames(pathway, known)
  throw new RheobaseError(
    'name',
    'unknown-pathway',
    `\`${synapses.name}\` has no pathway "${pathway}", so no \`${name}\`.${near === undefined ? '' : ` Did you mean "${near}"?`} Its pathways are: ${known.join(', ') || 'none'}.`,
  )
}

/** What `edges()` gives for a variable: its name there. */
export const delayName = (pathway: string): string => (pathway === 'pre' ? 'delay' : `${pathway}.delay`)
