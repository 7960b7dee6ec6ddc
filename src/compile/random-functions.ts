import { InternalError } from '../errors/rheobase-error.js'
import { binomial } from '../kernels/functions/binomial.js'
import { normalFromWords } from '../kernels/functions/normal.js'
import { philox, type Key, type Words } from '../kernels/functions/philox.js'
import { poisson } from '../kernels/functions/poisson.js'
import { uniformFromWords } from '../kernels/functions/uniform.js'
import type { Value } from '../kernels/value.js'
import { convert } from './convert.js'
import type { Lowering } from './lowering.js'

const RANDOM_FUNCTIONS = ['rand', 'randn', 'poisson', 'binomial'] as const
type RandomFunction = (typeof RANDOM_FUNCTIONS)[number]
export const isRandomFunction = (name: string): name is RandomFunction =>
  (RANDOM_FUNCTIONS as readonly string[]).includes(name)

/** Counter and key of the next textual call. */
export function drawCounter({ builder, draws }: Lowering): { readonly counter: Words; readonly key: Key } {
  const occurrence = builder.i32(draws.occurrence++)
  return {
    counter: [draws.element, draws.step[0], draws.step[1], occurrence],
    key: [builder.load(draws.key, builder.i32(0)), builder.load(draws.key, builder.i32(1))],
  }
}

/**
 * Every textual call is a draw of its own: Philox 4x32-10 with the counter (element, step, occurrence of the call in the code).
 * Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
 */
export function lowerRandom(lowering: Lowering, name: RandomFunction, operands: readonly Value[]): Value {
  const { builder, draws } = lowering
  const { counter, key } = drawCounter(lowering)
  switch (name) {
    case 'rand': {
      const [high, low] = philox(builder, counter, key)
      return uniformFromWords(builder, high, low, draws.float)
    }
    case 'randn':
      return normalFromWords(builder, philox(builder, counter, key), draws.float)
    case 'poisson': {
      const [mean] = operands
      if (mean === undefined) throw new InternalError('poisson without a mean')
      return poisson(builder, convert(builder, mean, 'f64'), counter, key)
    }
    case 'binomial': {
      const [trials, probability] = operands
      if (trials === undefined || probability === undefined)
        throw new InternalError('binomial without trials and probability')
      return binomial(
        builder,
        convert(builder, trials, 'i32'),
        convert(builder, probability, 'f64'),
        counter,
        key,
      )
    }
    default:
      return name satisfies never
  }
}
