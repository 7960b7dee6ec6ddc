import { RheobaseError } from '../errors/rheobase-error.js'
import { appearanceOf, FONT, type Theme } from './appearance.js'
import { checkOptions, describeValue } from '../units/options.js'
import type { Mark } from './mark.js'
import { layOut } from './lay-out-panels.js'
import { drawPanel, type Panel } from './panel.js'
import { LEFT } from './panel-axes.js'
import type { Row } from './row.js'
import { svgElement } from './svg-document.js'
import { cutText } from './text-width.js'

export interface FigureOptions {
  /** Size in pixels; 720 wide, more for panels side by side, and as high as the panels need. */
  readonly width?: number
  readonly height?: number
  readonly title?: string
  /** The ground that it is drawn for: `'light'` (the default) or `'dark'`. */
  readonly theme?: Theme | undefined
}

export const FIGURE_OPTIONS = ['width', 'height', 'title', 'theme'] as const

/** What a figure shows in a line: a panel, which is a mark or a list of marks that share its axes, or a row of them. */
export type FigureLine = Mark | readonly Mark[] | Row

/**
 * A picture of panels, one below the other, as the text of an SVG file. Each panel is a mark or a list of marks that share its axes; `row` puts
 * panels side by side. Panels above each other with the same horizontal axis are aligned and labelled once.
 *
 *     figure([raster(spikes), populationRate(spikes), trace(monitor, 'v', { unit: mV })], { title: 'Irregular activity' })
 * @throws {RheobaseError} kind `value` if there is nothing to draw or no room for it
 */
export function figure(lines: readonly FigureLine[], options: FigureOptions = {}): string {
  checkOptions('figure', options, FIGURE_OPTIONS)
  if (lines.length === 0) {
    throw new RheobaseError('value', 'nothing-to-draw', 'a figure needs at least one panel')
  }
  const rows = lines.map(panelsOf)
  const { title, width = widthOf(rows) } = options
  const appearance = appearanceOf(checkTheme(options.theme))
  const { cells, height } = layOut(rows, width, options.height, topOf(title, rows))
  const picture = svgElement('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
  })
  picture.append(svgElement('rect', { width, height, fill: appearance.background }))
  if (title !== undefined) {
    const [left = LEFT] = cells.map(({ frame }) => frame.left)
    picture.append(
      svgElement(
        'text',
        { x: left, y: 24, fill: appearance.ink, 'font-family': FONT, 'font-size': 14, 'font-weight': 600 },
        cutText(title, 14, width - left - 10),
      ),
    )
  }
  for (const { panel, x, y, frame, isLabelled } of cells)
    picture.append(drawPanel(panel, [x, y], frame, isLabelled, appearance))
  return `${picture.outerHTML}\n`
}

/** Room for the title of the figure, which stands off from those of panels. */
function topOf(title: string | undefined, [first]: readonly (readonly Panel[])[]): number {
  if (title === undefined) return 18
  return first?.flat().some(mark => mark.title !== undefined) === true ? 54 : 46
}

/** Panels side by side need more room. */
function widthOf(rows: readonly (readonly Panel[])[]): number {
  const most = Math.max(...rows.map(({ length }) => length))
  return most === 1 ? 720 : most === 2 ? 840 : 320 * most
}

function checkTheme(theme: unknown): Theme {
  if (theme === undefined || theme === 'light' || theme === 'dark') return theme ?? 'light'
  throw new RheobaseError(
    'value',
    'unknown-choice',
    `the theme of a figure is 'light' or 'dark', not ${describeValue(theme)}`,
  )
}

function panelsOf(line: FigureLine): readonly Panel[] {
  return 'row' in line ? line.row.map(panelOf) : [panelOf(line)]
}

function panelOf(marks: Mark | readonly Mark[]): Panel {
  const [first, ...rest] = 'strokes' in marks ? [marks] : marks
  if (first !== undefined) return [first, ...rest]
  throw new RheobaseError('value', 'nothing-to-draw', 'a panel of a figure needs at least one mark')
}
