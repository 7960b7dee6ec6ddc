import * as Plot from '@observablehq/plot'
import { appearanceOf, FONT, paletteColor } from '../src/plot/appearance.js'
import { svgDocument, svgElement } from '../src/plot/svg-document.js'

const APPEARANCE = appearanceOf('light')
const { axis: AXIS, background: BACKGROUND, grid: GRID, ink: INK, quietInk: QUIET_INK } = APPEARANCE

type Point = readonly [x: number, y: number]

/** Points of one thing, joined by a line. */
export interface Series {
  readonly name: string
  readonly points: readonly Point[]
}

export interface LogLogPanel {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly series: readonly Series[]
}

const [WIDTH, HEIGHT, TITLE] = [360, 300, 24]
const MARGINS = { marginLeft: 56, marginRight: 16, marginTop: 20, marginBottom: 44 }
/** Height of a line of the key. */
const KEY_LINE = 15

/**
 * Panels side by side, as the text of an SVG file; both axes are logarithmic, so that a cost that grows as the work grows is a straight line
 * that climbs a decade per decade.
 */
export function logLogFigure(panels: readonly LogLogPanel[], perRow = 3): string {
  const [columns, rows] = [Math.min(perRow, panels.length), Math.ceil(panels.length / perRow)]
  const keyHeight = KEY_LINE * Math.max(0, ...panels.map(({ series }) => series.length))
  const cellHeight = TITLE + HEIGHT + 8 + keyHeight
  const [width, height] = [columns * WIDTH, rows * cellHeight + 8]
  const picture = svgElement('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
    'font-family': FONT,
  })
  picture.append(svgElement('rect', { width, height, fill: BACKGROUND }))
  panels.forEach((panel, k) => {
    const [left, top] = [(k % columns) * WIDTH, Math.floor(k / columns) * cellHeight]
    const cell = svgElement('g', { transform: `translate(${String(left)},${String(top)})` })
    cell.append(
      svgElement(
        'text',
        { x: MARGINS.marginLeft, y: 20, fill: INK, 'font-size': 13, 'font-weight': 600 },
        panel.title,
      ),
      drawn(panel),
      ...keyOf(panel),
    )
    picture.append(cell)
  })
  return `${picture.outerHTML}\n`
}

function drawn({ xLabel, yLabel, series }: LogLogPanel): SVGElement {
  const marks = series.flatMap(({ points }, k) => {
    const style = { stroke: paletteColor(APPEARANCE, k) }
    const data = [...points]
    const channels = { x: ([x]: Point) => x, y: ([, y]: Point) => y }
    return [
      Plot.line(data, { ...channels, ...style, strokeWidth: 1.25 }),
      Plot.dot(data, { ...channels, fill: paletteColor(APPEARANCE, k), r: 2.5 }),
    ]
  })
  const axis = {
    color: QUIET_INK,
    stroke: AXIS,
    strokeWidth: 0.75,
    tickSize: 4,
    labelArrow: 'none',
    labelAnchor: 'center',
  } as const
  const plot = Plot.plot({
    document: svgDocument,
    width: WIDTH,
    height: HEIGHT,
    ...MARGINS,
    x: { type: 'log' },
    y: { type: 'log' },
    marks: [
      Plot.gridX({ ticks: 3, stroke: GRID, strokeOpacity: 1 }),
      Plot.gridY({ ticks: 4, stroke: GRID, strokeOpacity: 1 }),
      Plot.axisX({ ...axis, ticks: 3, tickFormat: short, label: xLabel, labelOffset: 38 }),
      Plot.axisY({ ...axis, ticks: 4, tickFormat: short, label: yLabel, labelOffset: 48 }),
      ...marks,
    ],
  })
  const group = svgElement('g', {
    transform: `translate(0,${String(TITLE)})`,
    fill: INK,
    'font-size': 11,
    'text-anchor': 'middle',
  })
  // Its style sheet addresses a page; a picture has its own attributes.
  group.append(...Array.from(plot.childNodes).filter(({ nodeName }) => nodeName.toLowerCase() !== 'style'))
  return group
}

const keyOf = ({ series }: LogLogPanel): readonly SVGElement[] =>
  series.map(({ name }, k) =>
    svgElement(
      'text',
      {
        x: MARGINS.marginLeft,
        y: TITLE + HEIGHT + 4 + KEY_LINE * (k + 0.5),
        ...{ fill: paletteColor(APPEARANCE, k), 'font-size': 11, 'font-weight': 600 },
      },
      name,
    ),
  )

/** `0.001`, `10k`, `1M`. */
function short(value: number): string {
  if (value >= 1e6) return `${String(value / 1e6)}M`
  return value >= 1e3 ? `${String(value / 1e3)}k` : String(value)
}
