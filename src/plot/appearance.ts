/** Colours for the series of a panel, in order: told apart by colour-blind readers too, and in grey. */
const PALETTE = ['#20639b', '#c8553d', '#3b8764', '#8a5a9e', '#b98514', '#5c6670'] as const

export const paletteColor = (index: number): string => PALETTE[index % PALETTE.length] ?? PALETTE[0]

/** From low to high values: darker to lighter, so that the order shows in grey and to colour-blind readers as well. */
export const RAMP = ['#2b1a63', '#20639b', '#2a9683', '#9cb548', '#f0b02e'] as const
/** Of what has no value or no name. */
export const UNKNOWN = '#b4bcc4'

/** Text and axes. */
export const INK = '#27313b'
/** Numbers at ticks: there when looked for. */
export const QUIET_INK = '#5c6670'
export const AXIS = '#9aa5b1'
export const GRID = '#e8ebee'
export const BACKGROUND = '#ffffff'

export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
