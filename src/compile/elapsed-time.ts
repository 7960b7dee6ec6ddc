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
  // The upper limit is rounded to the last entry, from which it is too far away to count as a whole number itself.
  const limited = builder.op(
    'f64.at_most',
    builder.op('f64.at_least', steps, builder.f64(0)),
    builder.f64(TABULATED_STEPS - 0.75),
  )
  const shifted = builder.op('f64.add', limited, builder.f64(WHOLE_SHIFT))
  const whole = builder.op('f64.sub', shifted, builder.f64(WHOLE_SHIFT))
  // Two products, their difference, and its product with a rounded reciprocal: four roundings, of numbers that are not above the present step.
  const rounding = builder.op('f64.mul', builder.loadScalar(stepArray(storage, clock)), builder.f64(2 ** -50))
  const isOnGrid = builder.op('f64.le', builder.op('f64.abs', builder.op('f64.sub', steps, whole)), rounding)
  return {
    value: builder.op('f64.select', isOnGrid, builder.op('f64.mul', whole, builder.f64(clock.dt)), since),
    offGrid: since,
    isOnGrid,
    // Of a nan these are some bits or other: any place in the table, which nobody then reads.
    place: builder.op('i32.and', builder.op('i32.low_word', shifted), builder.i32(TABULATED_STEPS - 1)),
    spacing: clock.dt,
    size: TABULATED_STEPS,
  }
}
