import * as Plot from '@observablehq/plot'
import { FONT, colorOn, type Appearance } from './appearance.js'
import type { Frame } from './frame.js'
import { logTicks } from './log-ticks.js'
import type { Axis, AxisName, Place } from './mark.js'
import { numberText } from './number-text.js'
import { svgElement } from './svg-document.js'
import { cutText, textWidth } from './text-width.js'

/** What Plot draws of the axes of a panel: lines, numbers at ticks, labels. */
export function axisMarks(
  x: Axis,
  y: Axis,
  { width, height, left, right }: Frame,
  showsLabel: boolean,
  { quietInk, axis, grid }: Appearance,
): Plot.Markish[] {
  const common = {
    color: quietInk,
    stroke: axis,
    strokeWidth: 0.75,
    tickSize: 4,
    tickPadding: 4,
    labelArrow: 'none',
    labelAnchor: 'center',
  } as const
  const xTicks = ticksOf(x, Math.max(2, Math.round((width - left - right) / 90)), 2)
  const yTicks = ticksOf(y, Math.max(2, Math.min(10, Math.round(height / (y.counts === true ? 50 : 32)))), 1)
  const line = { stroke: axis, strokeWidth: 0.75 }
  return [
    ...(y.counts === true || y.names !== undefined
      ? []
      : [Plot.gridY({ ticks: yTicks, stroke: grid, strokeOpacity: 1, strokeWidth: 0.75 })]),
    Plot.frame({ anchor: 'bottom', ...line }),
    Plot.frame({ anchor: 'left', ...line }),
    ...(x.bare === true
      ? []
      : [
          Plot.axisX({
            ...common,
            ticks: xTicks,
            label: showsLabel ? x.label : null,
            labelOffset: 36,
            ...(showsLabel ? formatOf(x) : { tickFormat: () => '' }),
          }),
        ]),
    Plot.axisY({
      ...common,
      ticks: y.names === undefined ? yTicks : [],
      label: y.label,
      labelOffset: left - 10,
      ...formatOf(y),
    }),
  ]
}

function formatOf({ counts, log, domain }: Axis): {
  readonly tickFormat?: string | ((value: number) => string)
} {
  const most = Math.max(...domain.map(Math.abs))
  if (log === true || (counts !== true && (most >= 1e6 || most < 1e-3))) return { tickFormat: numberText }
  return counts === true ? { tickFormat: ',d' } : {}
}

/** About so many ticks; on an axis of few whole things one at each; on a logarithmic one, up to `richness` times as many. */
function ticksOf({ counts, log, domain }: Axis, number: number, richness: number): number | number[] {
  if (log === true) return [...logTicks(domain, Math.max(3, number * richness))]
  const [first, last] = domain
  if (counts !== true || last - first > 2 * number) return number
  const start = Math.ceil(first)
  return Array.from({ length: Math.floor(last) - start + 1 }, (_, k) => start + k)
}

/** Names beside a vertical axis, as many as have room. */
export function drawNames(
  names: readonly AxisName[],
  { y }: Pick<Place, 'y'>,
  left: number,
  appearance: Appearance,
): readonly SVGElement[] {
  let before = Infinity
  return names.flatMap(({ at, text, color }) => {
    const place = y(at)
    if (Math.abs(before - place) < NAME_SIZE) return []
    before = place
    return [
      svgElement(
        'text',
        {
          x: left - NAME_GAP,
          y: place,
          dy: '0.32em',
          'text-anchor': 'end',
          'font-family': FONT,
          'font-size': NAME_SIZE,
          'font-weight': color === undefined ? 400 : 600,
          fill: color === undefined ? appearance.quietInk : colorOn(appearance, color),
        },
        cutText(text, NAME_SIZE, MOST_OF_NAME),
      ),
    ]
  })
}

const NAME_SIZE = 11
const NAME_GAP = 8
/** Longer names would leave no room for what they name. */
const MOST_OF_NAME = 130

/** Room to the left of a panel, in pixels. */
export function roomForAxis({ label, domain, names, log }: Axis): number {
  if (names !== undefined) {
    const widest = Math.max(
      ...names.map(({ text }) => textWidth(cutText(text, NAME_SIZE, MOST_OF_NAME), NAME_SIZE, true)),
    )
    return Math.max(LEFT, Math.ceil(widest) + NAME_GAP + (label === '' ? 8 : 30))
  }
  const most = Math.max(...domain.map(Math.abs))
  const isLong = log !== true && most >= 10_000 && most < 1e6
  return isLong ? LEFT_OF_LONG_NUMBERS : LEFT
}

export const LEFT = 64
/** With room for `25,000` beside the label. */
const LEFT_OF_LONG_NUMBERS = 76
