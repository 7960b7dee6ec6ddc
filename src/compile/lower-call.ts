import { InternalError } from '../errors/rheobase-error.js'
import { matrixExponential } from '../kernels/functions/matrix-exponential.js'
import { kernelFunctions } from '../kernels/functions/registry.js'
import type { Value } from '../kernels/value.js'
import { convert } from './convert.js'
import type { Lowering } from './lowering.js'
import { isRandomFunction, lowerRandom } from './random-functions.js'

/** A call of a built-in function, of a random function, of a function of the user, or of a propagator of an exact integration. */
export function lowerCall(lowering: Lowering, name: string, operands: readonly Value[]): Value {
  const { builder } = lowering
  if (name === '_propagator') return propagator(lowering, operands)
  const own = lowering.context.binding(name)?.call
  if (own !== undefined) return own(lowering, operands)
  if (isRandomFunction(name)) return lowerRandom(lowering, name, operands)
  const writer = kernelFunctions.get(name)
  if (writer === undefined) throw new InternalError(`\`${name}\` passed the checks but is not a function`)
  const types = writer.parameters(operands.map(({ type }) => type))
  return writer.write(
    builder,
    operands.map((operand, position) => convert(builder, operand, types[position] ?? operand.type)),
  )
}

/** `_propagator(n, row, column, a_11, …, a_nn)`: an entry of the exponential of a matrix. */
function propagator({ builder }: Lowering, [size, row, column, ...entries]: readonly Value[]): Value {
  if (size?.kind !== 'constant' || row?.kind !== 'constant' || column?.kind !== 'constant') {
    throw new InternalError('a propagator needs a literal size and position')
  }
  const n = size.value
  const floats = entries.map(entry => convert(builder, entry, 'f64'))
  const matrix = Array.from({ length: n }, (_, position) => floats.slice(position * n, (position + 1) * n))
  const entry = matrixExponential(builder, matrix)[row.value]?.[column.value]
  if (entry === undefined) throw new InternalError('the position of a propagator is outside its matrix')
  return entry
}
