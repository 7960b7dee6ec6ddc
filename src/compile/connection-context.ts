import { InternalError } from '../errors/rheobase-error.js'
import type { SynapsesModel } from '../model/synapses.js'
import { dimensionless } from '../units/dimension.js'
import { layeredContext, tableContext, type Binding, type CodeContext } from './binding.js'
import { externalContext } from './external-context.js'
import { elementBindings, variableBindings } from './group-context.js'
import type { Lowering } from './lowering.js'
import type { Value } from '../kernels/value.js'
import type { Storage } from './storage.js'

export type Side = 'pre' | 'post'

/**
 * The names of a text that says which synapses to make. They do not exist yet, so their own variables are unknown; and of the neurons only
 * those sides that are already chosen can be named: both for a condition, the outer one for the arguments of `range`.
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
  for (const side of sides) layers.push(sideContext(storage, synapses, side))
  layers.push(tableContext(new Map([...sizeBinding(synapses, 'pre'), ...sizeBinding(synapses, 'post')])))
  if (sides.includes('post'))
    layers.push(tableContext(variableBindings(storage, synapses.target, 'post', '', READING)))
  layers.push(externalContext(storage, synapses.namespaces))
  return layeredContext(layers)
}

const READING = { writesShared: false, guarded: false }

function sideContext(storage: Storage, synapses: SynapsesModel, side: Side): CodeContext {
  const range = side === 'pre' ? synapses.source : synapses.target
  const name = side === 'pre' ? 'i' : 'j'
  const elements = elementBindings(range, side, `_${side}`)
  const index = elements.get(`i_${side}`)
  if (index === undefined) throw new InternalError('a side without an index')
  return tableContext(
    new Map([[name, index], ...elements, ...variableBindings(storage, range, side, `_${side}`, READING)]),
  )
}

function sizeBinding(synapses: SynapsesModel, side: Side): [string, () => Binding][] {
  const size = elementBindings(side === 'pre' ? synapses.source : synapses.target, side, `_${side}`).get(
    `N_${side}`,
  )
  return size === undefined ? [] : [[`N_${side}`, size]]
}

/** The name that counts in `for k in range(…)`; its value is a local of the code. */
function counterBinding(synapses: SynapsesModel, name: string): Binding {
  return {
    meaning: {
      kind: 'variable',
      name,
      dimension: dimensionless,
      type: 'integer',
      scalar: false,
      readOnly: 'read-only',
      owner: synapses.name,
    },
    read: (lowering: Lowering): Value => {
      const value = lowering.locals.get(name)
      if (value === undefined) throw new InternalError(`\`${name}\` does not count here`)
      return value
    },
  }
}
