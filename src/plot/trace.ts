import { RheobaseError } from '../errors/rheobase-error.js'
import type { StateMonitor } from '../network/state-monitor.js'
import type { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { checkOptions } from '../units/options.js'
import { scaledAxis } from './axis-scale.js'
import { linePath } from './line-path.js'
import { axisLabel, type AxisScale, type Mark, type MarkOptions, type TimeOptions } from './mark.js'
import { numbersIn } from './numbers-in.js'
import { readableUnit } from './readable-unit.js'
import { samplesWithPauses } from './recording-pauses.js'
import { timeAxis, timesShown, timeUnitOf } from './time-axis.js'

/** What a trace is drawn from: a state monitor has it. */
export type Recording = Pick<StateMonitor, 't' | 'elements' | 'trace'>

export interface TraceOptions extends MarkOptions, TimeOptions {
  /** Unit of the values; the one in which they read best if left out. */
  readonly unit?: UnitDefinition
  /** Equal steps upwards, or equal factors (`'log'`), for which all values must be above 0; linear if left out. */
  readonly scale?: AxisScale
  /** Which of the recorded elements to draw, by their number in the recorded object; all if left out. */
  readonly elements?: readonly number[]
  /** Names of the lines in the key of the panel, in order; the variables, with the numbers of the elements if there are several, if left out. */
  readonly names?: readonly string[]
}

const OPTIONS = [
  'label',
  'color',
  'weight',
  'from',
  'to',
  'timeUnit',
  'unit',
  'scale',
  'elements',
  'names',
] as const

interface Series {
  readonly variable: string
  readonly element: number
  readonly values: Quantity
}

/**
 * A line over time for each recorded element, of one variable or of several with the same dimension:
 * `trace(monitor, 'v', { unit: mV })`, `trace(monitor, ['m', 'h', 'n'])`. While a monitor was not active there is no line.
 * @throws {RheobaseError} kind `name` or `index` for what was not recorded, `value` if there is nothing to draw, or values on a
 * logarithmic axis are not above 0
 */
export function trace(
  monitor: Recording,
  variables: string | readonly string[],
  options: TraceOptions = {},
): Mark {
  checkOptions('trace', options, OPTIONS)
  const names = typeof variables === 'string' ? [variables] : variables
  const elements = options.elements ?? [...monitor.elements]
  const series = names.flatMap(variable =>
    elements.map((element): Series => ({ variable, element, values: monitor.trace(variable, element) })),
  )
  const [first, ...rest] = series.map(({ values }) => values)
  if (first === undefined) {
    throw new RheobaseError(
      'value',
      'nothing-to-draw',
      'a trace needs at least one variable and one recorded element',
    )
  }
  const unit = options.unit ?? readableUnit([first, ...rest])
  const recorded = numbersIn(monitor.t, timeUnitOf(options))
  const axis = timeAxis(recorded, options)
  const times = timesShown(recorded, axis)
  const lines = series.map(({ values }) =>
    numbersIn(values, unit).map((value, k) => (Number.isNaN(times[k]) ? NaN : value)),
  )
  const named = series.length > 1 && series.length <= MOST_NAMED
  const samples = samplesWithPauses(recorded)
  const keys = options.names ?? (named ? series.map(each => nameOf(each, elements.length > 1)) : [])
  const { label = names.join(', '), weight = 1, color } = options
  return {
    x: axis,
    y: { label: axisLabel(label, unit), ...scaledAxis(names.join(', '), options.scale, lines) },
    weight,
    strokes: series.map((_, k) => ({
      kind: 'line',
      ...(color === undefined ? {} : { color }),
      ...(keys[k] === undefined ? {} : { name: keys[k] }),
      path: ({ x, y }) =>
        linePath(
          place => x(times[samples[place] ?? -1] ?? NaN),
          place => y(lines[k]?.[samples[place] ?? -1] ?? NaN),
          samples.length,
        ),
    })),
  }
}

/** A longer key would not fit, and nobody would read it. */
const MOST_NAMED = 8

function nameOf({ variable, element }: Series, severalElements: boolean): string {
  return severalElements ? `${variable}[${String(element)}]` : variable
}
