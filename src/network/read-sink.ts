import { RheobaseError } from '../errors/rheobase-error.js'
import type { RowSink } from '../runtime/row-sink.js'
import { describeValue } from './options.js'

/**
 * The sink that a monitor was given.
 * @param conflict what it was given that does not go with a sink
 * @throws {RheobaseError} kind `type` for what is no sink, `value` for a conflict
 */
export function readSink(sink: unknown, conflict: string | undefined): RowSink | undefined {
  if (sink === undefined) return undefined
  if (!isSink(sink))
    throw new RheobaseError(
      'type',
      'not-a-sink',
      `\`to\` is where rows are written, such as fileSink('spikes.npy') of rheobase/data/node, or an object with the functions begin and write, not ${describeValue(sink)}`,
    )
  if (conflict === undefined) return sink
  throw new RheobaseError('value', 'sink-without-rows', `\`to\` does not go with ${conflict}`)
}

const isSink = (sink: unknown): sink is RowSink =>
  typeof sink === 'object' &&
  sink !== null &&
  'begin' in sink &&
  typeof sink.begin === 'function' &&
  'write' in sink &&
  typeof sink.write === 'function'
