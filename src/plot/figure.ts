import { RheobaseError } from '../errors/rheobase-error.js'
import { appearanceOf, FONT, type Theme } from './appearance.js'
import { checkOptions, describeValue } from '../units/options.js'
import type { Axis, Mark } from './mark.js'
import { drawPanel, hasBar, PANEL_GAP, ROOM_FOR_AXIS, type Panel } from './panel.js'
import { svgElement } from './svg-document.js'

export interface FigureOptions {
  /** Size in pixels; 720 wide, and as high as the panels need. */
  readonly width?: number
  readonly height?: number
  readonly title?: string
  /** The ground that it is drawn for: `'light'` (the default) or `'dark'`. */
  readonly theme?: Theme
}

export const FIGURE_OPTIONS = ['width', 'height', 'title', 'theme'] as const

/**
 * A picture of panels, one below the other, as the text of an SVG file. Each panel is a mark or a list of marks that share its axes;
 * panels with the same horizontal axis are aligned and labelled once.
 *
 *     figure([raster(spikes), populationRate(spikes), trace(monitor, 'v', { unit: mV })], { title: 'Irregular activity' })
 * @throws {RheobaseError} kind `value` if there is nothing to draw or no room for it
 */
export function figure(panels: readonly (Mark | readonly Mark[])[], options: FigureOptions = {}): string {
  checkOptions('figure', options, FIGURE_OPTIONS)
  if (panels.length === 0) {
    throw new RheobaseError('value', 'nothing-to-draw', 'a figure needs at least one panel')
  }
  const drawn = panels.map(panelOf)
  const { title, width = 720 } = options
  const appearance = appearanceOf(checkTheme(options.theme))
  const left = drawn.some(panel => panel.some(hasLongNumbers)) ? LEFT_OF_LONG_NUMBERS : LEFT
  const right = drawn.some(panel => panel.some(({ cells }) => hasBar(cells))) ? RIGHT_OF_BAR : RIGHT
  const top = title === undefined ? 18 : 46
  const last = drawn.length - 1
  const isLabelled = drawn.map((panel, k) => k === last || drawn[k + 1]?.[0].x.label !== panel[0].x.label)
  const gaps = isLabelled.map((labelled, k) =>
    labelled ? ROOM_FOR_AXIS + (k === last ? 4 : PANEL_GAP) : PANEL_GAP,
  )
  const weights = drawn.map(panel => Math.max(...panel.map(({ weight }) => weight)))
  const room = sum(gaps) + top
  const height = options.height ?? Math.round(room + 115 * sum(weights))
  checkSize(width, height, room + 20 * drawn.length)

  const picture = svgElement('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
  })
  picture.append(svgElement('rect', { width, height, fill: appearance.background }))
  if (title !== undefined) {
    picture.append(
      svgElement(
        'text',
        { x: left, y: 24, fill: appearance.ink, 'font-family': FONT, 'font-size': 14, 'font-weight': 600 },
        title,
      ),
    )
  }
  let place = top
  drawn.forEach((panel, k) => {
    const share = ((height - room) * (weights[k] ?? 1)) / sum(weights)
    const frame = { top: place, width, height: share, left, right }
    picture.append(drawPanel(panel, sharedAxis(drawn, panel[0].x), frame, isLabelled[k] ?? true, appearance))
    place += share + (gaps[k] ?? 0)
  })
  return `${picture.outerHTML}\n`
}

const LEFT = 64
/** With room for `25,000` beside the label. */
const LEFT_OF_LONG_NUMBERS = 76
const RIGHT = 20
/** With room for a bar of colours, its numbers and its label. */
const RIGHT_OF_BAR = 80

const hasLongNumbers = ({ y }: Mark): boolean => Math.max(...y.domain.map(Math.abs)) >= 10_000

function checkTheme(theme: unknown): Theme {
  if (theme === undefined || theme === 'light' || theme === 'dark') return theme ?? 'light'
  throw new RheobaseError(
    'value',
    'unknown-choice',
    `the theme of a figure is 'light' or 'dark', not ${describeValue(theme)}`,
  )
}

function panelOf(marks: Mark | readonly Mark[]): Panel {
  const [first, ...rest] = 'strokes' in marks ? [marks] : marks
  if (first !== undefined) return [first, ...rest]
  throw new RheobaseError('value', 'nothing-to-draw', 'a panel of a figure needs at least one mark')
}

/** From the first to the last value of all panels with the same axis. */
function sharedAxis(panels: readonly Panel[], axis: Axis): Axis {
  const shared = panels
    .flat()
    .map(({ x }) => x)
    .filter(({ label }) => label === axis.label)
  const first = Math.min(...shared.map(({ domain }) => domain[0]))
  const end = Math.max(...shared.map(({ domain }) => domain[1]))
  return { ...axis, domain: [first, end > first ? end : first + 1] }
}

function checkSize(width: number, height: number, least: number): void {
  if (width >= LEFT + RIGHT + 40 && height >= least && Number.isFinite(width * height)) return
  throw new RheobaseError(
    'value',
    'figure-too-small',
    height >= least
      ? `a figure must be at least ${String(LEFT + RIGHT + 40)} pixels wide, not ${String(width)}`
      : `a figure of these panels must be at least ${String(Math.ceil(least))} pixels high, not ${String(height)}`,
  )
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
