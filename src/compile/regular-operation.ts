import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Procedure, Value } from '../kernels/value.js'
import type { Statement } from '../language/syntax-tree.js'
import { printStatements } from '../language/print.js'
import type { RegularOperationModel } from '../model/recording.js'
import { stepArray, stepWords } from './clock-bindings.js'
import { contextOf, forEachElement, placesOf, streamOf } from './evaluated.js'
import { lowerStatements } from './lower-statements.js'
import { Lowering } from './lowering.js'
import type { Storage } from './storage.js'

/** Code for every neuron of a group or of a part of it, or for every synapse. Statements on shared variables come first and run once. */
export function regularOperation(storage: Storage, operation: RegularOperationModel): Procedure {
  const { name, statements } = operation
  const builder = new Builder()
  if (operation.givenSteps === undefined) writeOperation(builder, storage, operation)
  else
    builder.if(isGivenStep(builder, storage, operation, operation.givenSteps), () => {
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
  const once = new Lowering(builder, context, {}, { key, element: builder.i32(-1), step, occurrence: 0 })
  lowerStatements(once, statements.filter(isShared))
  const perElement = statements.filter(statement => !isShared(statement))
  forEachElement(builder, storage, evaluated, 'i', element => {
    const places = placesOf(builder, storage, evaluated, element)
    lowerStatements(
      new Lowering(builder, context, places, { key, element, step, occurrence: once.draws.occurrence }),
      perElement,
    )
  })
}

/** The steps in which code at given times runs, ascending. */
export const givenStepsArray = (storage: Storage, name: string, count: number): ArraySymbol =>
  storage.array(`${name}.steps`, 'f64', count)

/** Whether the present step is one of the given ones, by bisection: nothing has to be kept from step to step. */
function isGivenStep(
  builder: Builder,
  storage: Storage,
  { name, clock }: RegularOperationModel,
  count: number,
): Value {
  if (count === 0) return builder.bool(false)
  const steps = givenStepsArray(storage, name, count)
  const now = builder.loadScalar(stepArray(storage, clock))
  const low = builder.local('low', builder.i32(0))
  const high = builder.local('high', builder.i32(count - 1))
  builder.while(
    () => builder.op('i32.lt_s', builder.read(low), builder.read(high)),
    () => {
      const middle = builder.op(
        'i32.shr_u',
        builder.op('i32.add', builder.read(low), builder.read(high)),
        builder.i32(1),
      )
      builder.if(
        builder.op('f64.lt', builder.load(steps, middle), now),
        () => {
          builder.assign(low, builder.op('i32.add', middle, builder.i32(1)))
        },
        () => {
          builder.assign(high, middle)
        },
      )
    },
  )
  return builder.op('f64.eq', builder.load(steps, builder.read(low)), now)
}
