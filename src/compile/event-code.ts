import { Builder } from '../kernels/builder.js'
import type { Procedure } from '../kernels/value.js'
import { printStatements } from '../language/print.js'
import type { EventCode, EventModel, NeuronGroupModel } from '../model/group.js'
import { drawnElement } from './drawn-element.js'
import { stepWords } from './clock-bindings.js'
import { eventList } from './event-list.js'
import { groupContext } from './group-context.js'
import { lowerStatements } from './lower-statements.js'
import { Lowering } from './lowering.js'
import type { Storage } from './storage.js'

/** Runs code (the reset, for spikes) for the elements in the list of an event. Refractoriness does not hold it back. */
export function eventCode(
  storage: Storage,
  group: NeuronGroupModel,
  event: EventModel,
  code: EventCode,
): Procedure {
  const builder = new Builder()
  const context = groupContext(
    storage,
    { group, start: 0, stop: group.size },
    { writesShared: false, guarded: false },
  )
  const list = eventList(storage, group, event.name)
  const key = storage.randomKey(group.stream, `code of ${event.name}`)
  const step = stepWords(builder, storage, group.clock)
  builder.for('k', builder.i32(0), builder.loadScalar(list.count), position => {
    const element = builder.load(list.elements, position)
    lowerStatements(
      new Lowering(
        builder,
        context,
        { own: element },
        { key, element: drawnElement(builder, group, element), float: storage.float, step, occurrence: 0 },
      ),
      code.statements,
    )
  })
  return {
    name: `${group.name}_${event.name}_resetter`,
    comment: `code of ${event.name} of ${group.name}: ${printStatements(code.statements)}`,
    parameters: [],
    body: builder.statements,
  }
}
