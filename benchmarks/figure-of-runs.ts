import { medianOf } from './row.js'
import type { Figure } from './special-figures.js'

/** Median and range of what repetitions gave. */
export const figureOfRuns = (
  benchmark: string,
  what: string,
  unit: Figure['unit'],
  values: readonly number[],
): Figure => ({
  ...{ benchmark, what, unit, value: medianOf(values) },
  ...(values.length > 1 ? { range: [Math.min(...values), Math.max(...values)] as const } : {}),
})
