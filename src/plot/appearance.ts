/** The colours of a picture on a light or on a dark ground. All are told apart by colour-blind readers, and in grey. */
export interface Appearance {
  readonly background: string
  /** Text. */
  readonly ink: string
  /** Numbers at ticks: there when looked for. */
  readonly quietInk: string
  readonly axis: string
  readonly grid: string
  /** Of what has no value or no name. */
  readonly unknown: string
  /** Of the series of a panel, in order. */
  readonly palette: readonly string[]
  /** How often something happens: from nearly the ground to what stands out of it most. */
  readonly density: readonly string[]
  /** Values on both sides of 0, which is nearly the ground. */
  readonly diverging: readonly string[]
}

/** The ground that a picture is drawn for. */
export type Theme = 'light' | 'dark'

/** A colour of CSS; the number of one of the palette, from 0 on; or one that depends on the ground in another way. */
export type Color = string | number | ((appearance: Appearance) => string)

const LIGHT: Appearance = {
  background: '#ffffff',
  ink: '#27313b',
  quietInk: '#5c6670',
  axis: '#9aa5b1',
  grid: '#e8ebee',
  unknown: '#b4bcc4',
  palette: ['#20639b', '#c8553d', '#3b8764', '#8a5a9e', '#b98514', '#5c6670'],
  density: ['#e3edf5', '#a5c8e1', '#5b9bc8', '#20639b', '#1b2f63', '#140a33'],
  diverging: ['#0d3f73', '#3f86bd', '#a9cbe2', '#f4f4f2', '#efbfa6', '#d0694a', '#7f2413'],
}

const DARK: Appearance = {
  background: '#14181d',
  ink: '#e3e8ed',
  quietInk: '#9aa5b1',
  axis: '#5c6670',
  grid: '#262d35',
  unknown: '#59636e',
  palette: ['#6aaee0', '#ee8a6c', '#68c197', '#c49bd8', '#e2b646', '#a9b4bf'],
  density: ['#1d2b3a', '#205078', '#2a80ab', '#5cb6c4', '#b5dfb0', '#fdf3c0'],
  diverging: ['#a9d6f5', '#4b97cf', '#23557f', '#1e242b', '#7c3a26', '#d4714f', '#fbc9b0'],
}

export const appearanceOf = (theme: Theme): Appearance => (theme === 'dark' ? DARK : LIGHT)

/** The colour on this ground. */
export function colorOn(appearance: Appearance, color: Color): string {
  if (typeof color === 'number') return paletteColor(appearance, color)
  return typeof color === 'function' ? color(appearance) : color
}

export const paletteColor = ({ palette }: Appearance, index: number): string =>
  palette[index % palette.length] ?? '#888888'

/** From low to high values: darker to lighter, so that the order shows in grey and to colour-blind readers as well. */
export const RAMP = ['#2b1a63', '#20639b', '#2a9683', '#9cb548', '#f0b02e'] as const

export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
