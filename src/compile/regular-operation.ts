import { Builder } from '../kernels/builder.js'
import type { Procedure } from '../kernels/value.js'
import type { Statement } from '../language/syntax-tree.js'
import { printStatements } from '../language/print.js'
import type { RegularOperationModel } from '../model/recording.js'
import { stepWords } from './clock-bindings.js'
import { boundsOf, contextOf, isSynapses, placesOf, streamOf } from './evaluated.js'
import { lowerStatements } from './lower-statements.js'
import { Lowering } from './lowering.js'
import type { Storage } from './storage.js'

/** Code for every neuron of a group or of a part of it, or for every synapse. Statements on shared variables come first and run once. */
export function regularOperation(
  storage: Storage,
  { name, target: evaluated, statements, clock, stream }: RegularOperationModel,
): Procedure {
  const builder = new Builder()
  const context = contextOf(storage, evaluated, { writesShared: true, guarded: true })
  const isShared = ({ target }: Statement): boolean => {
    const meaning = context.lookup(target)
    return meaning?.kind === 'variable' && meaning.scalar
  }
  const key = storage.randomKey(stream ?? streamOf(evaluated), stream === undefined ? name : 'input')
  const step = stepWords(builder, storage, clock)
  const once = new Lowering(builder, context, {}, { key, element: builder.i32(-1), step, occurrence: 0 })
  lowerStatements(once, statements.filter(isShared))
  const perElement = statements.filter(statement => !isShared(statement))
  const { start, stop } = boundsOf(evaluated)
  const padded = isSynapses(evaluated) || (start === 0 && stop === evaluated.group.size)
  builder.for(
    'i',
    builder.i32(start),
    builder.i32(stop),
    element => {
      const places = placesOf(builder, storage, evaluated, element)
      lowerStatements(
        new Lowering(builder, context, places, { key, element, step, occurrence: once.draws.occurrence }),
        perElement,
      )
    },
    { padded },
  )
  return {
    name,
    comment: `${name}: ${printStatements(statements)}`,
    parameters: [],
    body: builder.statements,
  }
}
