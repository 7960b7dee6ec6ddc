import * as Plot from '@observablehq/plot'
import { FONT, colorOn, type Appearance } from './appearance.js'
import { cellImage } from './cell-image.js'
import { drawColorBar } from './color-bar.js'
import type { Cells } from './cells.js'
import type { Frame } from './frame.js'
import type { Axis, AxisName, Mark, Place, Stroke } from './mark.js'
import { axisMarks, drawNames } from './panel-axes.js'
import { drawKey, KEY_SIZE, LINE_OF_KEY, linesOfKey } from './panel-key.js'
import { svgDocument, svgElement } from './svg-document.js'
import { cutText } from './text-width.js'

/** A panel: marks that share two axes, in the order in which they are drawn. */
export type Panel = readonly [Mark, ...Mark[]]

/** Draws a panel as a group of SVG. The frame is that of the plotted area; labels stand outside, to the left and below. */
export function drawPanel(
  panel: Panel,
  [sharedX, sharedY]: readonly [x: Axis, y: Axis],
  frame: Frame,
  showsLabel: boolean,
  appearance: Appearance,
): SVGElement {
  const strokes = coloured(panel, appearance)
  const title = titleOf(panel)
  const [xAxis, yAxis] = panel.some(({ evenScales }) => evenScales === true)
    ? withEvenScales(sharedX, sharedY, frame)
    : [sharedX, sharedY]
  const plot = Plot.plot({
    document: svgDocument,
    width: frame.width,
    height: frame.height + MARGIN_TOP + MARGIN_BOTTOM,
    marginLeft: frame.left,
    marginRight: frame.right,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    x: { ...scaleOf(xAxis), ...(xAxis.bare === true ? { axis: null } : {}) },
    y: scaleOf(yAxis),
    marks: [
      ...axisMarks(xAxis, yAxis, frame, showsLabel, appearance),
      ...panel.flatMap(({ cells }) =>
        cells === undefined ? [] : [drawnWhere(place => cellImage(cells, place, appearance))],
      ),
      ...strokes.map(markOf),
      ...(yAxis.names === undefined
        ? []
        : [drawnWhere(place => namesOf(yAxis.names ?? [], place, frame.left, appearance))]),
    ],
  })
  const group = svgElement('g', {
    transform: `translate(${String(frame.start)},${String(frame.top - MARGIN_TOP)})`,
    fill: appearance.ink,
    'font-family': FONT,
    'font-size': 11,
    'text-anchor': 'middle',
  })
  // Its style sheet addresses a page; a picture has its own attributes.
  group.append(...Array.from(plot.childNodes).filter(({ nodeName }) => nodeName.toLowerCase() !== 'style'))
  const above = frame.width - frame.left - frame.right
  const key = linesOfKey(named(strokes), above, title)
  const heading = { right: frame.width - frame.right, bottom: MARGIN_TOP - 6, width: above }
  group.append(...drawKey(key, heading))
  if (title !== undefined) {
    const y = heading.bottom - Math.max(0, key.length - 1) * LINE_OF_KEY
    group.append(
      svgElement(
        'text',
        { x: frame.left, y, 'text-anchor': 'start', 'font-weight': 600 },
        cutText(title, KEY_SIZE, above),
      ),
    )
  }
  const bar = panel.map(({ cells }) => cells).find(hasBar)
  if (bar !== undefined) group.append(...drawColorBar(bar, frame, MARGIN_TOP, appearance))
  return group
}

/** Room above a panel besides that of one line, in pixels. */
export function roomForKey(panel: Panel, width: number): number {
  const lines = linesOfKey(named(panel.flatMap(({ strokes }) => strokes)), width, titleOf(panel))
  return Math.max(0, lines.length - 1) * LINE_OF_KEY
}

const titleOf = (panel: Panel): string | undefined =>
  panel.map(({ title }) => title).find(title => title !== undefined)

const named = <Drawn extends Stroke>(
  strokes: readonly Drawn[],
): readonly (Drawn & { readonly name: string })[] =>
  strokes.filter((stroke): stroke is Drawn & { readonly name: string } => stroke.name !== undefined)

const scaleOf = ({ domain, log }: Axis): { readonly domain: number[]; readonly type: 'linear' | 'log' } => ({
  domain: [...domain],
  type: log === true ? 'log' : 'linear',
})

function namesOf(names: readonly AxisName[], place: Place, left: number, appearance: Appearance): SVGElement {
  const group = svgElement('g', {})
  group.append(...drawNames(names, place, left, appearance))
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
      return { ...stroke, color: colorOn(appearance, color ?? k) }
    })
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

/** Room between two panels, and below the last one, in pixels. */
export const PANEL_GAP = 24
export const ROOM_FOR_AXIS = MARGIN_BOTTOM
