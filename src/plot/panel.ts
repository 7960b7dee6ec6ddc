import * as Plot from '@observablehq/plot'
import { FONT, paletteColor, type Appearance } from './appearance.js'
import { cellImage } from './cell-image.js'
import { drawColorBar } from './color-bar.js'
import type { Cells } from './cells.js'
import type { Frame } from './frame.js'
import type { Axis, Mark, Place, Stroke } from './mark.js'
import { svgDocument, svgElement } from './svg-document.js'

/** A panel: marks that share two axes, in the order in which they are drawn. */
export type Panel = readonly [Mark, ...Mark[]]

/** Draws a panel as a group of SVG. The frame is that of the plotted area; labels stand outside, to the left and below. */
export function drawPanel(
  panel: Panel,
  shared: Axis,
  frame: Frame,
  showsTime: boolean,
  appearance: Appearance,
): SVGElement {
  const strokes = coloured(panel, appearance)
  const [xAxis, yAxis] = panel.some(({ evenScales }) => evenScales === true)
    ? withEvenScales(shared, paddedAxis(panel), frame)
    : [shared, paddedAxis(panel)]
  const plot = Plot.plot({
    document: svgDocument,
    width: frame.width,
    height: frame.height + MARGIN_TOP + MARGIN_BOTTOM,
    marginLeft: frame.left,
    marginRight: frame.right,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    x: { domain: [...xAxis.domain], type: 'linear', ...(xAxis.bare === true ? { axis: null } : {}) },
    y: { domain: [...yAxis.domain], type: 'linear' },
    marks: [
      ...axes(xAxis, yAxis, frame, showsTime, appearance),
      ...panel.flatMap(({ cells }) =>
        cells === undefined ? [] : [drawnWhere(place => cellImage(cells, place, appearance))],
      ),
      ...strokes.map(markOf),
    ],
  })
  const group = svgElement('g', {
    transform: `translate(0,${String(frame.top - MARGIN_TOP)})`,
    fill: appearance.ink,
    'font-family': FONT,
    'font-size': 11,
    'text-anchor': 'middle',
  })
  // Its style sheet addresses a page; a picture has its own attributes.
  group.append(...Array.from(plot.childNodes).filter(({ nodeName }) => nodeName.toLowerCase() !== 'style'))
  const key = keyOf(strokes, frame)
  if (key !== undefined) group.append(key)
  const bar = panel.map(({ cells }) => cells).find(hasBar)
  if (bar !== undefined) group.append(...drawColorBar(bar, frame, MARGIN_TOP, appearance))
  return group
}

/** Whether the colours of cells are told beside the panel. */
export const hasBar = (cells: Cells | undefined): cells is Cells & { readonly label: string } =>
  cells?.label !== undefined

const MARGIN_TOP = 16
const MARGIN_BOTTOM = 40

interface ColouredStroke extends Stroke {
  readonly color: string
}

function coloured(panel: Panel, appearance: Appearance): readonly ColouredStroke[] {
  return panel
    .flatMap(({ strokes }) => strokes)
    .map((stroke, k) => {
      const { color } = stroke
      const drawn = typeof color === 'function' ? color(appearance) : color
      return { ...stroke, color: drawn ?? paletteColor(appearance, k) }
    })
}

/** The axis that fits all marks of a panel, with some air so that nothing is drawn on its ends. */
function paddedAxis(panel: Panel): Axis {
  const [{ y }] = panel
  const first = Math.min(...panel.map(mark => mark.y.domain[0]))
  const last = Math.max(...panel.map(mark => mark.y.domain[1]))
  const height = last - first || Math.abs(first) || 1
  if (y.counts === true || y.tight === true) return { ...y, domain: [first, last] }
  return { ...y, domain: [first === 0 ? 0 : first - 0.05 * height, last === 0 ? 0 : last + 0.05 * height] }
}

/** Widens the axis that has more room than it needs, to both sides. */
function withEvenScales(x: Axis, y: Axis, { width, height, left, right }: Frame): readonly [Axis, Axis] {
  const lengthOf = ({ domain }: Axis): number => domain[1] - domain[0] || 1
  const perPixel = Math.max(lengthOf(x) / (width - left - right), lengthOf(y) / height)
  const widened = (axis: Axis, pixels: number): Axis => {
    const middle = (axis.domain[0] + axis.domain[1]) / 2
    return { ...axis, domain: [middle - (perPixel * pixels) / 2, middle + (perPixel * pixels) / 2] }
  }
  return [widened(x, width - left - right), widened(y, height)]
}

function axes(
  x: Axis,
  y: Axis,
  { width, height, left, right }: Frame,
  showsTime: boolean,
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
  const xTicks = Math.max(2, Math.round((width - left - right) / 90))
  const yTicks = Math.max(2, Math.round(height / (y.counts === true ? 50 : 32)))
  return [
    ...(y.counts === true
      ? []
      : [Plot.gridY({ ticks: yTicks, stroke: grid, strokeOpacity: 1, strokeWidth: 0.75 })]),
    Plot.frame({ anchor: 'bottom', stroke: axis, strokeWidth: 0.75 }),
    Plot.frame({ anchor: 'left', stroke: axis, strokeWidth: 0.75 }),
    ...(x.bare === true
      ? []
      : [
          Plot.axisX({
            ...common,
            ticks: xTicks,
            label: showsTime ? x.label : null,
            labelOffset: 36,
            ...(showsTime ? {} : { tickFormat: () => '' }),
          }),
        ]),
    Plot.axisY({
      ...common,
      ticks: ticksOf(y, yTicks),
      label: y.label,
      labelOffset: left - 10,
      ...(y.counts === true ? { tickFormat: ',d' } : {}),
    }),
  ]
}

/** About so many ticks; on an axis of few whole things one at each. */
function ticksOf({ counts, domain: [first, last] }: Axis, number: number): number | number[] {
  if (counts !== true || last - first > 2 * number) return number
  const start = Math.ceil(first)
  return Array.from({ length: Math.floor(last) - start + 1 }, (_, k) => start + k)
}

const markOf = (stroke: ColouredStroke): Plot.RenderFunction =>
  drawnWhere(place => svgElement('path', { d: stroke.path(place), ...paint(stroke) }))

/** Something to draw, once the scales are known. */
const drawnWhere =
  (draw: (place: Place) => SVGElement): Plot.RenderFunction =>
  (_index, scales, _values, { width, height, marginRight, marginBottom }) =>
    draw({
      x: value => Number(scales.x?.(value)),
      y: value => Number(scales.y?.(value)),
      bottom: height - marginBottom,
      right: width - marginRight,
    })

function paint({ kind, color, width }: ColouredStroke): Readonly<Record<string, string | number>> {
  switch (kind) {
    case 'line':
      return { fill: 'none', stroke: color, 'stroke-width': width ?? 1.25, 'stroke-linejoin': 'round' }
    case 'area':
      return { fill: color, 'fill-opacity': 0.28, stroke: color, 'stroke-width': width ?? 0.75 }
    case 'fill':
      return { fill: color, stroke: color, 'stroke-width': width ?? 0.75, 'stroke-linejoin': 'round' }
    case 'dots':
      return { fill: 'none', stroke: color, 'stroke-width': width ?? 1.5, 'stroke-linecap': 'round' }
  }
}

/** The names of the strokes in their colours, above the right end of the panel. One text: nothing needs to be measured. */
function keyOf(strokes: readonly ColouredStroke[], { width, right }: Frame): SVGElement | undefined {
  const named = strokes.filter(({ name }) => name !== undefined)
  if (named.length === 0) return undefined
  const text = svgElement('text', {
    x: width - right,
    y: MARGIN_TOP - 6,
    'text-anchor': 'end',
    'font-weight': 600,
  })
  text.append(
    ...named.map(({ name, color }, k) =>
      svgElement('tspan', { fill: color, ...(k === 0 ? {} : { dx: 12 }) }, name),
    ),
  )
  return text
}

/** Room between two panels, and below the last one, in pixels. */
export const PANEL_GAP = 24
export const ROOM_FOR_AXIS = MARGIN_BOTTOM
