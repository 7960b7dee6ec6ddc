import type { Message } from '../errors/message.js'
import type { Clock } from '../runtime/clock.js'

/** The largest value of an integer variable. */
const LARGEST_WHOLE_NUMBER = 2 ** 31 - 1

/** A warning if clocks go on, up to these steps, beyond what `t_in_timesteps` can count. */
export function manySteps(clocks: readonly Clock[], ends: readonly number[]): Message | undefined {
  const clock = clocks.find((_, k) => (ends[k] ?? 0) > LARGEST_WHOLE_NUMBER)
  if (clock === undefined) return undefined
  return {
    level: 'warning',
    code: 'many-timesteps',
    text:
      `the run goes on beyond step ${String(LARGEST_WHOLE_NUMBER)} of ${String(clock.dt)} s: \`t_in_timesteps\`, a whole number of 32 bits, ` +
      'begins again at -2147483648 there, while `t` goes on',
  }
}
