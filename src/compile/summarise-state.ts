import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Procedure } from '../kernels/value.js'
import type { StateMonitorModel } from '../model/recording.js'
import { convert } from './convert.js'
import { placesOf } from './evaluated.js'
import { readName } from './lower-expression.js'
import { Lowering } from './lowering.js'
import type { CodeContext } from './binding.js'
import { inGivenSteps } from './given-steps.js'
import { elementArray, recordedContext } from './record-state.js'
import type { Storage } from './storage.js'

/** What is kept of a variable: one value of each for every recorded element. */
export type Statistic = 'mean' | 'squares' | 'minimum' | 'maximum'

const INITIAL: Readonly<Record<Statistic, number>> = {
  mean: 0,
  squares: 0,
  minimum: Infinity,
  maximum: -Infinity,
}

/** Where a statistic lies; `squares` is the sum of squared differences from the mean. */
export const statisticArray = (
  storage: Storage,
  { name, elements }: Pick<StateMonitorModel, 'name' | 'elements'>,
  variable: string,
  statistic: Statistic,
): ArraySymbol =>
  storage.array(`${name}.${statistic}.${variable}`, 'f64', elements.length, INITIAL[statistic])

/** Number of samples that the statistics are of; a float, which never overflows. */
export const sampleCount = (storage: Storage, { name }: Pick<StateMonitorModel, 'name'>): ArraySymbol =>
  storage.array(`${name}.samples`, 'f64', 1)

/**
 * Mean, sum of squared differences, minimum and maximum of all samples so far, in one pass.
 *
 * B. P. Welford, Note on a method for calculating corrected sums of squares and products, Technometrics 4, 419 (1962).
 */
export function summariseState(storage: Storage, monitor: StateMonitorModel): Procedure {
  const builder = new Builder()
  const context = recordedContext(storage, monitor)
  inGivenSteps(builder, storage, monitor, () => {
    addSample(builder, storage, monitor, context)
  })
  return {
    name: monitor.name,
    comment: `statistics of ${monitor.variables.join(', ')} by ${monitor.name}`,
    parameters: [],
    body: builder.statements,
  }
}

/** The present values go into the statistics of each element. */
function addSample(
  builder: Builder,
  storage: Storage,
  monitor: StateMonitorModel,
  context: CodeContext,
): void {
  const samples = sampleCount(storage, monitor)
  const count = builder.op('f64.add', builder.loadScalar(samples), builder.f64(1))
  builder.storeScalar(samples, count)
  const width = monitor.elements.length
  if (width > 0) {
    const which = elementArray(storage, monitor.name, monitor.elements.length)
    builder.for('k', builder.i32(0), builder.i32(width), position => {
      const places = placesOf(builder, storage, monitor.source, builder.load(which, position))
      const lowering = new Lowering(builder, context, places)
      for (const variable of monitor.variables) {
        const at = (statistic: Statistic): ArraySymbol =>
          statisticArray(storage, monitor, variable, statistic)
        const value = convert(builder, readName(lowering, variable), 'f64')
        const mean = builder.load(at('mean'), position)
        const difference = builder.op('f64.sub', value, mean)
        const next = builder.op('f64.add', mean, builder.op('f64.div', difference, count))
        const square = builder.op('f64.mul', difference, builder.op('f64.sub', value, next))
        const squares = builder.op('f64.add', builder.load(at('squares'), position), square)
        const [least, most] = [builder.load(at('minimum'), position), builder.load(at('maximum'), position)]
        builder.store(at('mean'), position, next)
        builder.store(at('squares'), position, squares)
        // No comparison with nan holds: the extremes are those of the other values, while nan shows in the mean.
        const isLess = builder.op('f64.lt', value, least)
        const isMore = builder.op('f64.gt', value, most)
        builder.store(at('minimum'), position, builder.op('f64.select', isLess, value, least))
        builder.store(at('maximum'), position, builder.op('f64.select', isMore, value, most))
      }
    })
  }
}
