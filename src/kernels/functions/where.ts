import type { Builder } from '../builder.js'
import type { Value } from '../value.js'

/** `x` where the condition holds, else `y`, both of one type; what is not chosen has no effect, nan included. */
export function where(b: Builder, condition: Value, x: Value, y: Value): Value {
  const { type } = x
  switch (type) {
    case 'f64':
    case 'f32':
    case 'i32':
      return b.op(`${type}.select`, condition, x, y)
    case 'bool':
      return b.op('bool.or', b.op('bool.and', condition, x), b.op('bool.and', b.op('bool.not', condition), y))
    default:
      return type satisfies never
  }
}
