import type { RheobaseError } from '../errors/rheobase-error.js'
import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Value } from '../kernels/value.js'
import { runControl } from './advance.js'
import type { Storage } from './storage.js'

/** Something that a kernel found wrong in the middle of a run: the run stops at the end of the step with an error. */
export interface Alarm {
  /** Not zero once the alarm is raised. */
  readonly raised: ArraySymbol
  /** What the kernel tells about it. */
  readonly facts: ArraySymbol
  readonly error: (facts: readonly number[]) => RheobaseError
}

/** Raises an alarm with these facts, of which the first in a run are kept. */
export function raise(
  builder: Builder,
  storage: Storage,
  { raised, facts }: Pick<Alarm, 'raised' | 'facts'>,
  values: readonly Value[],
): void {
  const isFirst = builder.op('i32.eq', builder.loadScalar(raised), builder.i32(0))
  builder.if(isFirst, () => {
    values.forEach((value, place) => {
      builder.store(facts, builder.i32(place), value)
    })
    builder.storeScalar(raised, builder.i32(1))
    builder.storeScalar(runControl(storage).stop, builder.i32(1))
  })
}
