import { RheobaseError } from '../errors/rheobase-error.js'
import { checkOptions } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import type { Color } from './appearance.js'
import { linePath } from './line-path.js'
import { axisLabel, type Mark, type Place, type Stroke } from './mark.js'
import { numbersIn, rangeOfNumbers } from './numbers-in.js'
import { pathNumber } from './path-number.js'
import { readableUnit } from './readable-unit.js'
import type { Recording } from './trace.js'
import { dimensionOf, endsOf, vectorField, type Stretch } from './vector-field.js'
import { zeroLines } from './zero-lines.js'

export interface PhasePlaneOptions {
  /** The variables that are drawn to the right and upwards. */
  readonly x: string
  readonly y: string
  /** From where to where they are drawn; those of the trajectory and a little more if left out. */
  readonly xRange?: readonly [Quantity | number, Quantity | number]
  readonly yRange?: readonly [Quantity | number, Quantity | number]
  /** Which neuron it is that has the other variables and the parameters; 0 if left out. */
  readonly neuron?: number
  /** A state monitor that has recorded both variables: the way that the neuron took. */
  readonly trajectory?: Recording
  /** Whether the lines are drawn on which one of the variables stands still; true if left out. */
  readonly nullclines?: boolean
  /** Whether arrows show which way the neuron goes from everywhere; true if left out. */
  readonly field?: boolean
  /** Units of the axes; those in which the numbers read best if left out. */
  readonly xUnit?: UnitDefinition
  readonly yUnit?: UnitDefinition
  /** Height of the panel, relative to the others of the figure. */
  readonly weight?: number
}

const OPTIONS = [
  'x',
  'y',
  'xRange',
  'yRange',
  'neuron',
  'trajectory',
  'nullclines',
  'field',
  'xUnit',
  'yUnit',
  'weight',
] as const

/**
 * Two variables of a neuron against each other: the way that it took, the lines on which one of them stands still, and arrows that show where it
 * goes from everywhere. Derivatives come from the equations of the group; all other variables and the parameters are as they are now.
 *
 *     figure([phasePlane(neurons, { x: 'v', y: 'w', trajectory: states, xRange: [mV(-80), mV(20)] })])
 * @throws {RheobaseError} kind `name` for a variable without differential equation, `value` if there is no range
 */
export function phasePlane(group: object, options: PhasePlaneOptions): Mark {
  checkOptions('phasePlane', options, OPTIONS)
  const { neuron = 0, trajectory, nullclines = true, field = true, weight = 3 } = options
  const x = axisOf(group, options.x, neuron, trajectory, options.xRange, options.xUnit)
  const y = axisOf(group, options.y, neuron, trajectory, options.yRange, options.yUnit)
  const strokes: Stroke[] = []
  if (field) strokes.push(arrows(group, neuron, x, y))
  if (nullclines) strokes.push(...nullclinesOf(group, neuron, x, y))
  if (trajectory !== undefined) {
    const [xs, ys] = [x, y].map(({ recorded }) => recorded ?? new Float64Array(0))
    strokes.push({
      kind: 'line',
      color: ({ ink }) => ink,
      width: 1,
      name: 'trajectory',
      path: place =>
        linePath(
          k => place.x(xs?.[k] ?? NaN),
          k => place.y(ys?.[k] ?? NaN),
          xs?.length ?? 0,
        ),
    })
  }
  return {
    x: { label: axisLabel(options.x, x.unit), domain: x.shown, tight: true },
    y: { label: axisLabel(options.y, y.unit), domain: y.shown, tight: true },
    weight,
    strokes,
  }
}

interface PlaneAxis {
  readonly variable: string
  readonly unit: UnitDefinition
  /** In SI units, and in the unit of the axis. */
  readonly range: readonly [number, number]
  readonly shown: readonly [number, number]
  /** The trajectory in the unit of the axis. */
  readonly recorded: Float64Array | undefined
}

function axisOf(
  group: object,
  variable: string,
  neuron: number,
  trajectory: Recording | undefined,
  given: PhasePlaneOptions['xRange'],
  asked: UnitDefinition | undefined,
): PlaneAxis {
  const dimension = dimensionOf(group, variable)
  const way = trajectory?.trace(variable, neuron)
  if (given === undefined && way === undefined) {
    throw new RheobaseError(
      'value',
      'no-range',
      `a phase plane needs to know from where to where \`${variable}\` is drawn: give its range, such as xRange: [mV(-80), mV(20)], or a trajectory`,
    )
  }
  const range = given === undefined ? around(way) : endsOf(variable, dimension, given)
  const ends = new Quantity([...range], dimension)
  const unit = asked ?? readableUnit([ends])
  const [first = 0, last = 1] = numbersIn(ends, unit)
  return {
    variable,
    unit,
    range,
    shown: [first, last],
    recorded: way === undefined ? undefined : numbersIn(way, unit),
  }
}

/** What a trajectory covers, and a tenth more on both sides. */
function around(way: Quantity | undefined): readonly [number, number] {
  const values = way?.values
  const [least, most] = rangeOfNumbers(
    values === undefined ? [] : [typeof values === 'number' ? [values] : values],
  ) ?? [0, 1]
  const margin = 0.1 * (most - least) || 1
  return [least - margin, most + margin]
}

const stretch = ({ variable, range }: PlaneAxis, points: number): Stretch => ({
  variable,
  from: range[0],
  to: range[1],
  points,
})

/** Points on which derivatives are computed for lines and for arrows, to the right and upwards. */
const FINE = [161, 121] as const
const COARSE = [25, 15] as const

function nullclinesOf(group: object, neuron: number, x: PlaneAxis, y: PlaneAxis): readonly Stroke[] {
  const [columns, rows] = FINE
  const field = vectorField(group, neuron, stretch(x, columns), stretch(y, rows))
  return (
    [
      [field.x, x.variable, ({ palette }) => palette[1] ?? ''],
      [field.y, y.variable, ({ palette }) => palette[2] ?? ''],
    ] as const satisfies readonly (readonly [Float64Array, string, Color])[]
  ).map(([values, variable, color]): Stroke => {
    const lines = zeroLines(values, columns, rows)
    return {
      kind: 'line',
      color,
      width: 1.75,
      // A key to a line that is nowhere would be looked for.
      ...(lines.length === 0 ? {} : { name: `d${variable}/dt = 0` }),
      path: place => {
        const across = (step: number): string => pathNumber(place.x(between(x.shown, step / (columns - 1))))
        const up = (step: number): string => pathNumber(place.y(between(y.shown, step / (rows - 1))))
        return lines.map(([x1, y1, x2, y2]) => `M${across(x1)},${up(y1)}L${across(x2)},${up(y2)}`).join('')
      },
    }
  })
}

const between = ([from, to]: readonly [number, number], share: number): number => from + share * (to - from)

/** Arrows of a length that grows with the logarithm of the speed: slow manifolds and fast jumps are seen in one picture. */
function arrows(group: object, neuron: number, x: PlaneAxis, y: PlaneAxis): Stroke {
  const [columns, rows] = COARSE
  const middle = ({ range: [from, to] }: PlaneAxis, points: number): Stretch['from'] =>
    (to - from) / (2 * points)
  const inner = (axis: PlaneAxis, points: number): Stretch => ({
    variable: axis.variable,
    from: axis.range[0] + middle(axis, points),
    to: axis.range[1] - middle(axis, points),
    points,
  })
  const field = vectorField(group, neuron, inner(x, columns), inner(y, rows))
  return {
    kind: 'line',
    color: ({ axis }) => axis,
    width: 0.9,
    path: place => arrowsPath(field.x, field.y, x, y, place),
  }
}

function arrowsPath(dx: Float64Array, dy: Float64Array, x: PlaneAxis, y: PlaneAxis, place: Place): string {
  const [columns, rows] = COARSE
  // Pixels for each SI unit, upwards negative.
  const perX = (place.x(x.shown[1]) - place.x(x.shown[0])) / (x.range[1] - x.range[0])
  const perY = (place.y(y.shown[1]) - place.y(y.shown[0])) / (y.range[1] - y.range[0])
  const speeds = dx.map((each, k) => Math.hypot(each * perX, (dy[k] ?? 0) * perY))
  const fastest = rangeOfNumbers([speeds])?.[1] ?? 1
  const room = Math.min(
    Math.abs(perX * (x.range[1] - x.range[0])) / columns,
    Math.abs(perY * (y.range[1] - y.range[0])) / rows,
  )
  const parts: string[] = []
  for (let k = 0; k < speeds.length; k++) {
    const speed = speeds[k] ?? 0
    if (!(speed > 0) || !Number.isFinite(speed)) continue
    const length = room * (0.25 + 0.65 * Math.max(0, 1 + Math.log10(speed / fastest) / 4))
    const [alongX, alongY] = [((dx[k] ?? 0) * perX) / speed, ((dy[k] ?? 0) * perY) / speed]
    const left = place.x(between(x.shown, ((k % columns) + 0.5) / columns)) - (alongX * length) / 2
    const top = place.y(between(y.shown, (Math.floor(k / columns) + 0.5) / rows)) - (alongY * length) / 2
    const [tipX, tipY] = [left + alongX * length, top + alongY * length]
    const barb = (side: number): string =>
      `${pathNumber(tipX - 3 * (alongX - side * 0.6 * alongY))},${pathNumber(tipY - 3 * (alongY + side * 0.6 * alongX))}`
    parts.push(
      `M${pathNumber(left)},${pathNumber(top)}L${pathNumber(tipX)},${pathNumber(tipY)}` +
        `M${barb(1)}L${pathNumber(tipX)},${pathNumber(tipY)}L${barb(-1)}`,
    )
  }
  return parts.join('')
}
