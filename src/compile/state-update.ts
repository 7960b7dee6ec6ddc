import type { UpdateStatement } from '../integration/method.js'
import { approximate } from '../kernels/approximate.js'
import type { Procedure } from '../kernels/value.js'
import type { NeuronGroupModel } from '../model/group.js'
import type { SynapsesModel } from '../model/synapses.js'
import { drawnElementOf } from './drawn-element.js'
import { convert } from './convert.js'
import { stepWords } from './clock-bindings.js'
import { contextOf, placesOf, wholeOf } from './evaluated.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { updateRefractoriness } from './refractoriness.js'
import { variableArray, type Storage } from './storage.js'

/** One step of the equations of an object: refractoriness first, then the statements that an integration method made. */
export function stateUpdate(
  storage: Storage,
  owner: NeuronGroupModel | SynapsesModel,
  update: readonly UpdateStatement[],
): Procedure {
  const context = contextOf(storage, wholeOf(owner), { writesShared: false, guarded: false })
  const key = storage.randomKey(owner.stream, 'state update')
  const body = approximate(builder => {
    const step = stepWords(builder, storage, owner.clock)
    builder.for(
      'i',
      builder.i32(0),
      builder.i32(owner.size),
      element => {
        const places = placesOf(builder, storage, wholeOf(owner), element)
        const lowering = new Lowering(builder, context, places, {
          key,
          element: drawnElementOf(builder, wholeOf(owner), element),
          float: storage.float,
          step,
          occurrence: 0,
        })
        if (owner.kind === 'neuron-group') updateRefractoriness(storage, owner, lowering)
        writeUpdate(storage, owner, lowering, update)
      },
      { padded: true },
    )
  })
  return {
    name: `${owner.name}_stateupdater`,
    comment: `state update of ${owner.name}`,
    parameters: [],
    body,
  }
}

/** Writes the statements of an update: variables of the object into memory, everything else into locals. */
export function writeUpdate(
  storage: Storage,
  owner: NeuronGroupModel | SynapsesModel,
  lowering: Lowering,
  update: readonly UpdateStatement[],
): void {
  const { builder } = lowering
  for (const { target, value } of update) {
    const computed = lowerExpression(lowering, value)
    const variable = owner.variables.get(target)
    if (variable === undefined) lowering.locals.set(target, computed)
    else {
      const array = variableArray(storage, variable, owner.size)
      builder.store(array, lowering.place('own'), convert(builder, computed, array.type))
    }
  }
}
