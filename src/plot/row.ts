import { RheobaseError } from '../errors/rheobase-error.js'
import type { Mark } from './mark.js'

/** Panels side by side: a line of a figure. */
export interface Row {
  readonly row: readonly (Mark | readonly Mark[])[]
}

/**
 * Panels side by side, equally wide, as a line of a figure. Each is a mark, or a list of marks that share its axes:
 *
 *     figure([row(raster(before), raster(after)), row([curve(x, y), curve(x, z)], histogram(z))])
 *
 * Panels side by side that show the same upwards have one scale. In lines of as many panels, those above each other are aligned, and share their
 * horizontal axis if it shows the same.
 * @throws {RheobaseError} kind `value` for none
 */
export function row(...panels: readonly (Mark | readonly Mark[])[]): Row {
  if (panels.length > 0) return { row: panels }
  throw new RheobaseError('value', 'nothing-to-draw', 'a row of a figure needs at least one panel')
}
