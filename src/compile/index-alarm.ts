import type { RheobaseError } from '../errors/rheobase-error.js'
import type { Builder } from '../kernels/builder.js'
import type { Value } from '../kernels/value.js'
import { raise, type Alarm } from './alarm.js'
import type { Storage } from './storage.js'

/** An index that is only known in the run: the run stops if it leads outside of `size` elements, and nothing outside is ever touched. */
export interface CheckedIndex {
  readonly inside: Value
  /** The index, or 0 if it leads outside. */
  readonly safe: Value
}

export function checkIndex(
  builder: Builder,
  storage: Storage,
  what: string,
  index: Value,
  size: number,
): CheckedIndex {
  const inside = builder.op('i32.lt_u', index, builder.i32(size))
  builder.if(builder.op('bool.not', inside), () => {
    raise(builder, storage, places(storage, what), [builder.op('f64.from_i32', index)])
  })
  return { inside, safe: builder.op('i32.select', inside, index, builder.i32(0)) }
}

/** The alarm of such an index, with the error for what it was. */
export const indexAlarm = (
  storage: Storage,
  what: string,
  error: (index: number) => RheobaseError,
): Alarm => ({
  ...places(storage, what),
  error: ([index = NaN]: readonly number[]) => error(index),
})

const places = (storage: Storage, what: string): Pick<Alarm, 'raised' | 'facts'> => ({
  raised: storage.array(`index of ${what}.raised`, 'i32', 1),
  facts: storage.array(`index of ${what}.facts`, 'f64', 1),
})
