import { RheobaseError } from '../errors/rheobase-error.js'
import type { Frame } from './frame.js'
import { joinedAxis } from './joined-axis.js'
import type { Axis, Mark } from './mark.js'
import { hasBar, PANEL_GAP, ROOM_FOR_AXIS, roomForKey, type Panel } from './panel.js'
import { LEFT, roomForAxis } from './panel-axes.js'
import { paddedAxis } from './padded-axis.js'

/** A panel and where it stands. */
export interface PlacedPanel {
  readonly panel: Panel
  readonly x: Axis
  readonly y: Axis
  readonly frame: Frame
  /** Whether its horizontal axis has numbers and a label: that of the panel below may tell them. */
  readonly isLabelled: boolean
}

/** Where the panels of a figure stand. @throws {RheobaseError} if they have no room */
export function layOut(
  rows: readonly (readonly Panel[])[],
  width: number,
  givenHeight: number | undefined,
  top: number,
): { readonly cells: readonly PlacedPanel[]; readonly height: number } {
  const shape = rows.map((row, line) => row.map((panel, k) => columnOf(rows, line, k, panel, width)))
  const last = rows.length - 1
  const gaps = shape.map((row, k) =>
    row.some(({ isLabelled }) => isLabelled) ? ROOM_FOR_AXIS + (k === last ? 4 : PANEL_GAP) : PANEL_GAP,
  )
  const keys = shape.map(row =>
    Math.max(...row.map(({ panel, left, right, wide }) => roomForKey(panel, wide - left - right))),
  )
  const weights = rows.map(row => Math.max(...row.flat().map(({ weight }) => weight)))
  const room = sum(gaps) + sum(keys) + top
  const height = givenHeight ?? Math.round(room + 115 * sum(weights))
  checkSize(width, height, room + 20 * rows.length, Math.max(...rows.map(({ length }) => length)))

  let place = top
  const cells = shape.flatMap((row, line) => {
    const share = ((height - room) * (weights[line] ?? 1)) / sum(weights)
    place += keys[line] ?? 0
    const placed = row.map(({ panel, x, isLabelled, left, right, wide }, k) => ({
      panel,
      x,
      y: verticalAxis(panel, rows[line] ?? [panel]),
      isLabelled,
      frame: { start: k * wide, top: place, width: wide, height: share, left, right },
    }))
    place += share + (gaps[line] ?? 0)
    return placed
  })
  return { cells, height }
}

const RIGHT = 20
/** With room for a bar of colours, its numbers and its label. */
const RIGHT_OF_BAR = 80

/** What a panel shares with those that stand in the same column: all panels at its place in rows of as many. */
function columnOf(rows: readonly (readonly Panel[])[], line: number, k: number, panel: Panel, width: number) {
  const ofColumn = (row: readonly Panel[] | undefined): Panel | undefined =>
    row?.length === rows[line]?.length ? row?.[k] : undefined
  const column = rows.flatMap(row => ofColumn(row) ?? [])
  const marks = column.flat()
  const below = ofColumn(rows[line + 1])
  const { x } = panel[0]
  return {
    panel,
    x: sharedAxis(panel, marks),
    isLabelled: below === undefined || !isShared(x) || below[0].x.label !== x.label,
    left: Math.max(...marks.map(({ y }) => roomForAxis(y))),
    right: marks.some(({ cells }) => hasBar(cells)) ? RIGHT_OF_BAR : RIGHT,
    wide: width / (rows[line]?.length ?? 1),
  }
}

/** Numbers of things of one kind are not those of another kind, and what has no name is not the same. */
const isShared = ({ label, counts }: Axis): boolean => label !== '' && counts !== true

/** From the first to the last value of all panels with the same axis. */
function sharedAxis(panel: Panel, column: readonly Mark[]): Axis {
  const [{ x }] = panel
  const others = isShared(x) ? column.map(mark => mark.x).filter(({ label }) => label === x.label) : []
  const axis = joinedAxis(x, [...panel.map(mark => mark.x), ...others])
  const [first, end] = axis.domain
  if (end > first) return axis
  return { ...axis, domain: axis.log === true ? [first / 2, first * 2] : [first, first + 1] }
}

/** Panels side by side that show the same upwards have one scale, so that they can be compared. */
function verticalAxis(panel: Panel, row: readonly Panel[]): Axis {
  const axis = paddedAxis(panel)
  if (!isComparable(axis)) return axis
  const others = row
    .map(paddedAxis)
    .filter(other => isComparable(other) && other.label === axis.label && other.log === axis.log)
  return joinedAxis(axis, others)
}

const isComparable = (axis: Axis): boolean => isShared(axis) && axis.names === undefined

function checkSize(width: number, height: number, least: number, columns: number): void {
  const narrowest = columns * (LEFT + RIGHT + 40)
  if (width >= narrowest && height >= least && Number.isFinite(width * height)) return
  throw new RheobaseError(
    'value',
    'figure-too-small',
    height >= least
      ? `a figure must be at least ${String(narrowest)} pixels wide, not ${String(width)}`
      : `a figure of these panels must be at least ${String(Math.ceil(least))} pixels high, not ${String(height)}`,
  )
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
