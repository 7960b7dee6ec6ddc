import { RheobaseError } from '../errors/rheobase-error.js'
import { PairColumns } from '../runtime/sample-pairs.js'
import { Quantity } from '../units/quantity.js'
import type { Connected } from './connect.js'
import type { Connection } from './connection.js'
import { checkMatrix, entriesOf, type WeightMatrix } from './weight-matrix.js'

/** A synapse for each entry of a matrix, row by row, with its value for a variable. */
export function connectMatrix(
  connection: Connection,
  given: WeightMatrix,
  variable: string | undefined,
): Connected {
  const where = `connect of \`${connection.synapses.name}\``
  const matrix = checkMatrix(where, given, connection.sizeOf('pre'), connection.sizeOf('post'))
  const { i, j, values, dimension } = entriesOf(matrix)
  connection.checkRoom(i.length)
  const bad = values.findIndex(value => Number.isNaN(value))
  if (bad >= 0) {
    throw new RheobaseError(
      'value',
      'matrix-with-nan',
      `${where}: the entry of the matrix from ${String(i[bad])} to ${String(j[bad])} is nan; leave it out if there is no synapse`,
    )
  }
  const pairs = new PairColumns(i.length)
  const room = pairs.columns(i.length)
  room.i.set(i)
  room.j.set(j)
  pairs.accept(i.length)
  return { pairs, values: variable === undefined ? {} : { [variable]: new Quantity(values, dimension) } }
}
