import type { Appearance } from './appearance.js'
import { colorBarImage } from './cell-image.js'
import type { Cells } from './cells.js'
import type { Frame } from './frame.js'
import { linearTicks } from './linear-ticks.js'
import { numberText } from './number-text.js'
import { svgElement } from './svg-document.js'

/** The bar beside a panel that tells what its colours mean: round numbers beside it, and a label along it. */
export function drawColorBar(
  cells: Cells & { readonly label: string },
  { width, height, right }: Frame,
  top: number,
  appearance: Appearance,
): readonly SVGElement[] {
  const x = width - right + 12
  const [low, high] = cells.range
  const most = Math.max(2, Math.min(5, Math.floor(height / 32)))
  const numbers = linearTicks(low, high, most).map(value =>
    svgElement(
      'text',
      {
        x: x + 15,
        y: top + height * (high > low ? 1 - (value - low) / (high - low) : 1),
        dy: '0.35em',
        'text-anchor': 'start',
        fill: appearance.quietInk,
      },
      numberText(value),
    ),
  )
  const along = { x: width - 10, y: top + height / 2 }
  return [
    colorBarImage(cells, appearance, { x, y: top, width: 10, height }),
    ...numbers,
    svgElement(
      'text',
      {
        ...along,
        'text-anchor': 'middle',
        fill: appearance.quietInk,
        transform: `rotate(-90 ${String(along.x)} ${String(along.y)})`,
      },
      cells.label,
    ),
  ]
}
