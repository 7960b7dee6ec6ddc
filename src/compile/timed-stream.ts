import { InternalError } from '../errors/rheobase-error.js'
import { roundHalfEven } from '../kernels/functions/rounding.js'
import type { Value } from '../kernels/value.js'
import type { ExternalFunction } from '../model/namespace.js'
import { convert } from './convert.js'
import type { Lowering } from './lowering.js'
import type { Storage } from './storage.js'
import { gridSubdivisions } from './timed-array.js'

/**
 * The value of a stream at time `t`, by the rule of a timed array: rows are those of its room, one after the other and then again from the
 * first. That the row is there, and still there, is the business of the run loop.
 */
export function lookUpTimedStream(
  storage: Storage,
  lowering: Lowering,
  { implementation, signature }: ExternalFunction,
  [time]: readonly Value[],
): Value {
  const step = lowering.context.binding('dt')?.read?.(lowering)
  if (implementation.kind !== 'timed-stream' || time === undefined || step?.kind !== 'constant')
    throw new InternalError(`\`${signature.name}\` is not used as a stream`)
  const { builder } = lowering
  const { input } = implementation
  const { dt, room } = input
  const subdivisions = gridSubdivisions(dt, step.value)
  const seconds = convert(builder, time, 'f64')
  const fine = roundHalfEven(builder, builder.op('f64.div', seconds, builder.f64(dt / subdivisions)))
  const row = builder.op('f64.trunc', builder.op('f64.div', fine, builder.f64(subdivisions)))
  const turn = builder.op('f64.floor', builder.op('f64.div', row, builder.f64(room)))
  const place = builder.op('f64.sub', row, builder.op('f64.mul', turn, builder.f64(room)))
  return builder.load(storage.stream(input), builder.op('i32.from_f64', place))
}
