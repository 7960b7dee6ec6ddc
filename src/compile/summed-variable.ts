import { InternalError } from '../errors/rheobase-error.js'
import { Builder } from '../kernels/builder.js'
import type { Procedure } from '../kernels/value.js'
import { printExpression } from '../language/print.js'
import type { Equation } from '../language/syntax-tree.js'
import type { SynapsesModel, SynapticSide } from '../model/synapses.js'
import { convert } from './convert.js'
import { forEachNeuron } from './neuron-place.js'
import { placesOf } from './evaluated.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { variableArray, type Storage } from './storage.js'
import { synapsesContext } from './synapses-context.js'
import { hasFlag } from '../language/parse-flags.js'

export const summedEquations = ({ equations }: SynapsesModel): readonly Equation[] =>
  equations.subexpressions.filter(equation => hasFlag(equation, 'summed'))

/** Whether a sum goes on top of those of other synapses, instead of being the only one. */
export const isAdded = (equation: Equation): boolean => hasFlag(equation, 'added')

/** The neurons that a summed variable `X_post` or `X_pre` is for, and the variable `X` of them that it fills. */
export function summedTarget(
  synapses: SynapsesModel,
  { name }: Equation,
): { readonly side: 'pre' | 'post'; readonly range: SynapticSide; readonly variable: string } {
  const side = name.endsWith('_pre') ? 'pre' : 'post'
  return {
    side,
    range: side === 'pre' ? synapses.source : synapses.target,
    variable: name.slice(0, -side.length - 1),
  }
}

/**
 * Replaces a variable of neurons by the sum of an expression over their synapses, in order of synapse number; 0 without synapses. A sum that is
 * added leaves what is there.
 */
export function sumIntoNeurons(storage: Storage, synapses: SynapsesModel, equation: Equation): Procedure {
  const builder = new Builder()
  const { side, range, variable: name } = summedTarget(synapses, equation)
  const variable = range.group.variables.get(name)
  if (variable === undefined || equation.expression === undefined)
    throw new InternalError(`${equation.name} has nothing to sum into`)
  const array = variableArray(storage, variable, range.group.size)
  const { type } = array
  const context = synapsesContext(storage, synapses, { writesShared: false })
  const { expression } = equation
  if (!isAdded(equation))
    forEachNeuron(builder, storage, range, 'neuron', neuron => {
      builder.store(array, neuron, builder.constant(type, 0))
    })
  builder.for('synapse', builder.i32(0), builder.i32(synapses.size), synapse => {
    const places = placesOf(builder, storage, synapses, synapse)
    const lowering = new Lowering(builder, context, places)
    const index = lowering.place(side)
    const value = convert(builder, lowerExpression(lowering, expression), type)
    builder.store(
      array,
      index,
      builder.op(type === 'bool' ? 'i32.add' : `${type}.add`, builder.load(array, index), value),
    )
  })
  return {
    name: `${synapses.name}_summed_variable_${equation.name}`,
    comment: `sum over ${synapses.name}: ${equation.name} = ${printExpression(expression)}`,
    parameters: [],
    body: builder.statements,
  }
}
