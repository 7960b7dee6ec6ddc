import { Builder } from '../kernels/builder.js'
import type { Procedure } from '../kernels/value.js'
import { printExpression } from '../language/print.js'
import type { EventModel, NeuronGroupModel } from '../model/group.js'
import { stepWords, timeOf } from './clock-bindings.js'
import { convert } from './convert.js'
import { drawnElement } from './drawn-element.js'
import { eventList, listEvent } from './event-list.js'
import { groupContext } from './group-context.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { builtin, startRefractoriness } from './refractoriness.js'
import { variableArray, type Storage } from './storage.js'

/** Tests the condition of an event and lists the elements for which it holds; a spike also needs a neuron that is not refractory. */
export function eventTest(storage: Storage, group: NeuronGroupModel, event: EventModel): Procedure {
  const builder = new Builder()
  const context = groupContext(
    storage,
    { group, start: 0, stop: group.size },
    { writesShared: false, guarded: true },
  )
  const list = eventList(storage, group, event.name)
  const refractory = event.name === 'spike' && group.refractory !== undefined
  const key = storage.randomKey(group.stream, `event ${event.name}`)
  const step = stepWords(builder, storage, group.clock)
  const time = timeOf(builder, storage, group.clock)
  const [start, stop] = event.place ?? [0, group.size]
  builder.storeScalar(list.count, builder.i32(0))
  builder.for(
    'i',
    builder.i32(start),
    builder.i32(stop),
    element => {
      const lowering = new Lowering(
        builder,
        context,
        { own: element },
        { key, element: drawnElement(builder, group, element), float: storage.float, step, occurrence: 0 },
      )
      let mask = convert(builder, lowerExpression(lowering, event.condition), 'bool')
      if (refractory)
        mask = builder.op(
          'bool.and',
          mask,
          builder.load(variableArray(storage, builtin(group, 'not_refractory'), group.size), element),
        )
      builder.when(mask, 'spiking', spiking => {
        listEvent(builder, list, spiking)
        if (refractory) startRefractoriness(storage, group, builder, spiking, time)
      })
    },
    { padded: event.place === undefined },
  )
  return {
    name: `${group.name}_${event.name}_thresholder`,
    comment: `${event.name} of ${group.name}: ${printExpression(event.condition)}`,
    parameters: [],
    body: builder.statements,
  }
}
