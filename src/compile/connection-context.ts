import { InternalError } from '../errors/rheobase-error.js'
import type { SynapsesModel, SynapticSide } from '../model/synapses.js'
import { layeredContext, tableContext, type Binding, type CodeContext } from './binding.js'
import { externalContext } from './external-context.js'
import { indexBinding } from './index-binding.js'
import type { Storage } from './storage.js'
import { sideIndices, sideVariables } from './synapses-context.js'

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
  return layeredContext(layers)
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
            lowering.builder.op('i32.sub', lowering.place(place), lowering.builder.i32(side.start)),
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
