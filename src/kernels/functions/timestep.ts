import type { Builder } from '../builder.js'
import type { Value } from '../value.js'

/**
 * Number of whole steps in a time: floor((t + dt/1000)/dt), so that a time up to a thousandth of a step below a grid point counts for it.
 * 32-bit: for longer times the number wraps around.
 */
export function timestep(b: Builder, t: Value, dt: Value): Value {
  const nudged = b.op('f64.add', t, b.op('f64.mul', b.f64(1e-3), dt))
  return b.op('i32.from_f64', b.op('f64.floor', b.op('f64.div', nudged, dt)))
}
