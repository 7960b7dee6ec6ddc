import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Value } from '../kernels/value.js'
import type { ClockModel } from '../model/clock.js'
import { dimensionless, second } from '../units/dimension.js'
import type { Binding } from './binding.js'
import type { Storage } from './storage.js'

/** Number of the current step of a clock; a float64, so that it counts to 2^53. */
export const stepArray = (storage: Storage, clock: ClockModel): ArraySymbol =>
  storage.array(`${clock.name}.step`, 'f64', 1)

/** The time at the start of the step is one product, never a running sum. */
export const timeOf = (builder: Builder, storage: Storage, clock: ClockModel): Value =>
  builder.op('f64.mul', builder.loadScalar(stepArray(storage, clock)), builder.f64(clock.dt))

/** The number of the present step as the two counter words of random numbers. */
export const stepWords = (
  builder: Builder,
  storage: Storage,
  clock: ClockModel,
): readonly [low: Value, high: Value] => counterWords(builder, builder.loadScalar(stepArray(storage, clock)))

/** The number of any step as the two counter words of random numbers. */
export function counterWords(builder: Builder, step: Value): readonly [low: Value, high: Value] {
  const high = builder.op('f64.floor', builder.op('f64.mul', step, builder.f64(2 ** -32)))
  return [builder.op('i32.from_f64', step), builder.op('i32.from_f64', high)]
}

/** `t`, `dt` and `t_in_timesteps` of the clock of an object. */
export function clockBindings(
  storage: Storage,
  owner: string,
  clock: ClockModel,
): Map<string, () => Binding> {
  const special = { kind: 'variable', scalar: true, readOnly: 'read-only', owner } as const
  return new Map<string, () => Binding>([
    [
      't',
      () => ({
        meaning: { ...special, name: 't', dimension: second, type: 'float' },
        isExact: true,
        read: ({ builder }) => timeOf(builder, storage, clock),
      }),
    ],
    [
      'dt',
      () => ({
        meaning: { ...special, name: 'dt', dimension: second, type: 'float' },
        isExact: true,
        read: ({ builder }) => builder.f64(clock.dt),
      }),
    ],
    [
      't_in_timesteps',
      () => ({
        meaning: { ...special, name: 't_in_timesteps', dimension: dimensionless, type: 'integer' },
        read: ({ builder }) => builder.op('i32.from_f64', builder.loadScalar(stepArray(storage, clock))),
      }),
    ],
  ])
}
