import type { UnitDefinition } from '../units/unit-definition.js'
import type { Quantity } from '../units/quantity.js'
import type { Color } from './appearance.js'
import type { Cells } from './cells.js'
import { unitText } from './unit-text.js'

/** A direction of a panel: what it shows and from where to where, in the unit that the label names. */
export interface Axis {
  readonly label: string
  readonly domain: readonly [first: number, last: number]
  /** Whether the axis counts whole things: then no tick stands between two of them. */
  readonly counts?: boolean
  /** Whether only the order on the axis means something: then it has no numbers. */
  readonly bare?: boolean
  /** Whether it ends where the data end, without air. */
  readonly tight?: boolean
  /** Whether equal steps are equal factors; then its domain is above 0. */
  readonly log?: boolean
  /** Names instead of numbers, each in the middle of what it names; and where one ends and the next begins. */
  readonly names?: readonly AxisName[]
}

/** A name at a place of an axis. */
export interface AxisName {
  readonly at: number
  readonly text: string
  /** The colour of what it names; that of numbers if left out. */
  readonly color?: Color
}

/** Turns a number of an axis into a place in the picture, in pixels. */
export type Scale = (value: number) => number

/** Where a panel puts a mark. */
export interface Place {
  readonly x: Scale
  readonly y: Scale
  /** Place of the lower and right edge of the panel. */
  readonly bottom: number
  readonly right: number
}

/** A piece of a mark: the path data of SVG and how it is drawn. */
export interface Stroke {
  readonly kind: 'line' | 'area' | 'dots' | 'fill'
  readonly path: (place: Place) => string
  /** Colour; the next one of the palette if left out. */
  readonly color?: Color
  /** Width of the line or diameter of the dots in pixels. */
  readonly width?: number
  /** What it is called in the key of the panel; strokes without a name are not listed. */
  readonly name?: string
}

/** Something drawn in a panel. Marks in one panel share its axes. */
export interface Mark {
  readonly x: Axis
  readonly y: Axis
  readonly strokes: readonly Stroke[]
  /** A grid of coloured cells, behind the strokes. */
  readonly cells?: Cells
  /** What the panel is, above its left end. */
  readonly title?: string
  /** Height of a panel of this mark, relative to the others of the figure. */
  readonly weight: number
  /** Whether a unit is as long upwards as to the right, as on a map. */
  readonly evenScales?: boolean
}

/** How numbers become places: in equal steps, or in equal factors. */
export type AxisScale = 'linear' | 'log'

/** Options that every mark takes. */
export interface MarkOptions {
  /** What the vertical axis shows, without its unit. */
  readonly label?: string
  /** Colour of CSS, the number of one of the palette (`1` is the second), or one that depends on the theme: `({ ink }) => ink`. If left out, the next one of the palette of the panel. */
  readonly color?: Color
  /** Height of the panel, relative to the others of the figure. */
  readonly weight?: number
}

/** Options of marks whose horizontal axis is time. */
export interface TimeOptions {
  /** First and last time shown; those of the data if left out. Panels of a figure are aligned, so the widest range counts. */
  readonly from?: Quantity
  readonly to?: Quantity
  /** Unit of the time axis; `ms` if left out. */
  readonly timeUnit?: UnitDefinition
}

/** `Time (ms)`, `Current (µA/cm²)`; nothing in parentheses for plain numbers. */
export const axisLabel = (what: string, unit: Pick<UnitDefinition, 'symbol'> | undefined): string =>
  unit === undefined || unit.symbol === '1' ? what : `${what} (${unitText(unit.symbol)})`
