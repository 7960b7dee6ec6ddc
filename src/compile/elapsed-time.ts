import type { Builder } from '../kernels/builder.js'
import type { GridArgument } from '../kernels/tabulate.js'
import { WHOLE_SHIFT, type Value } from '../kernels/value.js'
import type { ClockModel } from '../model/clock.js'
import { stepArray, timeOf } from './clock-bindings.js'
import type { Storage } from './storage.js'

/** Numbers of steps for which a solution over the time since the last event is kept in a table: 0.8 s in steps of 0.1 ms. */
export const TABULATED_STEPS = 8192

/**
 * The time since `last`. Both ends are times of steps, products that were rounded, so the difference is a whole number of steps but for some last
 * digits; these are taken off. So a solution over this time can be looked up by the number of steps, with the bits that computing it gives. A time
 * that somebody wrote between two steps is left as it is.
 */
export function elapsedTime(
  builder: Builder,
  storage: Storage,
  clock: ClockModel,
  last: Value,
): GridArgument {
  const since = builder.op('f64.sub', timeOf(builder, storage, clock), last)
  const steps = builder.op('f64.mul', since, builder.f64(1 / clock.dt))
  // A place in the table whatever the number of steps is, even a nan: what is not at its place there is not on the grid.
  const place = builder.op(
    'i32.and',
    builder.op('i32.low_word', builder.op('f64.add', steps, builder.f64(WHOLE_SHIFT))),
    builder.i32(TABULATED_STEPS - 1),
  )
  const whole = builder.op('f64.from_i32', place)
  // Two products, their difference, and its product with a rounded reciprocal: four roundings, of numbers that are not above the present step.
  const rounding = builder.op('f64.mul', builder.loadScalar(stepArray(storage, clock)), builder.f64(2 ** -50))
  const isOnGrid = builder.op('f64.le', builder.op('f64.abs', builder.op('f64.sub', steps, whole)), rounding)
  return {
    value: builder.op('f64.select', isOnGrid, builder.op('f64.mul', whole, builder.f64(clock.dt)), since),
    offGrid: since,
    isOnGrid,
    place,
    spacing: clock.dt,
    size: TABULATED_STEPS,
  }
}
