import { Builder } from '../kernels/builder.js'
import type { Procedure } from '../kernels/value.js'
import type { Equation } from '../language/syntax-tree.js'
import type { EquationOwner, NeuronGroupModel } from '../model/group.js'
import type { SynapsesModel } from '../model/synapses.js'
import { drawnElementOf } from './drawn-element.js'
import { stepWords } from './clock-bindings.js'
import { convert } from './convert.js'
import { contextOf, placesOf, wholeOf } from './evaluated.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { variableArray, type Storage } from './storage.js'

/** The subexpressions that hold their value during a step: they are stored like parameters. */
export const heldSubexpressions = ({ equations, variables }: EquationOwner): readonly Equation[] =>
  equations.subexpressions.filter(({ name }) => variables.has(name))

/** Evaluates and stores what is "constant over dt", before anything else of the step; shared ones once. */
export function storeHeldSubexpressions(
  storage: Storage,
  owner: NeuronGroupModel | SynapsesModel,
): Procedure {
  const builder = new Builder()
  const context = contextOf(storage, wholeOf(owner), { writesShared: true, guarded: false })
  const key = storage.randomKey(owner.stream, 'constant over dt')
  const step = stepWords(builder, storage, owner.clock)
  const held = heldSubexpressions(owner)
  const isShared = ({ name }: Equation): boolean => owner.variables.get(name)?.shared === true
  const store = (lowering: Lowering, equations: readonly Equation[]): void => {
    for (const { name, expression } of equations) {
      const variable = owner.variables.get(name)
      if (variable === undefined || expression === undefined) continue
      const array = variableArray(storage, variable, owner.size)
      const value = convert(builder, lowerExpression(lowering, expression), array.type)
      builder.store(array, variable.shared ? builder.i32(0) : lowering.place('own'), value)
    }
  }
  const once = new Lowering(
    builder,
    context,
    {},
    { key, element: builder.i32(-1), float: storage.float, step, occurrence: 0 },
  )
  store(once, held.filter(isShared))
  const perElement = held.filter(equation => !isShared(equation))
  if (perElement.length > 0) {
    builder.for(
      'i',
      builder.i32(0),
      builder.i32(owner.size),
      element => {
        const places = placesOf(builder, storage, wholeOf(owner), element)
        store(
          new Lowering(builder, context, places, {
            key,
            element: drawnElementOf(builder, wholeOf(owner), element),
            float: storage.float,
            step,
            occurrence: once.draws.occurrence,
          }),
          perElement,
        )
      },
      { padded: true },
    )
  }
  return {
    name: `${owner.name}_subexpression_update`,
    comment: `constant over dt in ${owner.name}: ${held.map(({ name }) => name).join(', ')}`,
    parameters: [],
    body: builder.statements,
  }
}
