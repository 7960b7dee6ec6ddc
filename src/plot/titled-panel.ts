import { checkText } from '../units/options.js'
import type { Mark } from './mark.js'

/**
 * A panel with a title above its left end: marks that share its axes.
 *
 *     figure([row(panel('Before', raster(spikes, { to: ms(500) })), panel('After', raster(spikes, { from: ms(500) })))])
 */
export function panel(title: string, first: Mark, ...more: readonly Mark[]): readonly Mark[] {
  return [{ ...first, title: checkText('the title of a panel', title) }, ...more]
}
