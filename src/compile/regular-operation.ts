import { Builder } from '../kernels/builder.js'
import type { Procedure } from '../kernels/value.js'
import type { Statement } from '../language/syntax-tree.js'
import { printStatements } from '../language/print.js'
import type { RegularOperationModel } from '../model/recording.js'
import { drawnElementOf } from './drawn-element.js'
import { stepWords } from './clock-bindings.js'
import { inGivenSteps } from './given-steps.js'
import { contextOf, forEachElement, placesOf, streamOf } from './evaluated.js'
import { lowerStatements } from './lower-statements.js'
import { Lowering } from './lowering.js'
import type { Storage } from './storage.js'

/** Code for every neuron of a group or of a part of it, or for every synapse. Statements on shared variables come first and run once. */
export function regularOperation(storage: Storage, operation: RegularOperationModel): Procedure {
  const { name, statements } = operation
  const builder = new Builder()
  inGivenSteps(builder, storage, operation, () => {
    writeOperation(builder, storage, operation)
  })
  return {
    name,
    comment: `${name}: ${printStatements(statements)}`,
    parameters: [],
    body: builder.statements,
  }
}

function writeOperation(
  builder: Builder,
  storage: Storage,
  { name, target: evaluated, statements, clock, stream }: RegularOperationModel,
): void {
  const context = contextOf(storage, evaluated, { writesShared: true, guarded: true })
  const isShared = ({ target }: Statement): boolean => {
    const meaning = context.lookup(target)
    return meaning?.kind === 'variable' && meaning.scalar
  }
  const key = storage.randomKey(stream ?? streamOf(evaluated), stream === undefined ? name : 'input')
  const step = stepWords(builder, storage, clock)
  const once = new Lowering(
    builder,
    context,
    {},
    { key, element: builder.i32(-1), float: storage.float, step, occurrence: 0 },
  )
  lowerStatements(once, statements.filter(isShared))
  const perElement = statements.filter(statement => !isShared(statement))
  forEachElement(builder, storage, evaluated, 'i', element => {
    const places = placesOf(builder, storage, evaluated, element)
    lowerStatements(
      new Lowering(builder, context, places, {
        key,
        element: drawnElementOf(builder, evaluated, element),
        float: storage.float,
        step,
        occurrence: once.draws.occurrence,
      }),
      perElement,
    )
  })
}
