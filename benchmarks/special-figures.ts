import type { Named, Options } from './command-line.js'

/** A measurement that is no comparison of simulations and has figures of its own. */
export interface SpecialFigures extends Named {
  measure(root: string, options: Options): Promise<readonly Figure[]>
}

export interface Figure {
  readonly benchmark: string
  readonly what: string
  /** The median, in the unit. */
  readonly value: number
  readonly unit: 's' | 'ms' | 'us' | 'MB' | 'bytes' | 'times' | 'slope'
  /** Least and greatest of the repetitions. */
  readonly range?: readonly [least: number, greatest: number]
  /** The points through which a slope is fitted. */
  readonly points?: readonly (readonly [x: number, y: number])[]
}

/** A line for each figure. */
export function printFigures(figures: readonly Figure[]): string {
  const width = Math.max(0, ...figures.map(({ what }) => what.length))
  return figures.map(figure => `${figure.what.padEnd(width)}  ${printFigure(figure)}`).join('\n')
}

/** `12.3 ms (11 to 15)` */
export function printFigure({ value, unit, range }: Pick<Figure, 'value' | 'unit' | 'range'>): string {
  const spread = range === undefined ? '' : ` (${short(range[0])} to ${short(range[1])})`
  return unit === 'slope' ? `slope ${value.toFixed(2)}` : `${short(value)} ${unit}${spread}`
}

const short = (value: number): string => String(Number(value.toPrecision(3)))
