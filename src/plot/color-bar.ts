import type { Appearance } from './appearance.js'
import { colorBarImage } from './cell-image.js'
import type { Cells } from './cells.js'
import type { Frame } from './frame.js'
import { svgElement } from './svg-document.js'

/** The bar beside a panel that tells what its colours mean: numbers at its ends and in the middle, and a label along it. */
export function drawColorBar(
  cells: Cells & { readonly label: string },
  { width, height, right }: Frame,
  top: number,
  appearance: Appearance,
): readonly SVGElement[] {
  const x = width - right + 12
  const [low, high] = cells.range
  const numbers = [low, (low + high) / 2, high].map((value, k) =>
    svgElement(
      'text',
      {
        x: x + 15,
        y: top + height * (1 - k / 2),
        dy: k === 0 ? '0' : k === 1 ? '0.35em' : '0.7em',
        'text-anchor': 'start',
        fill: appearance.quietInk,
      },
      numberText(value, high - low),
    ),
  )
  const along = { x: width - 10, y: top + height / 2 }
  return [
    colorBarImage(cells, appearance, { x, y: top, width: 10, height }),
    ...numbers,
    svgElement(
      'text',
      { ...along, 'text-anchor': 'middle', transform: `rotate(-90 ${String(along.x)} ${String(along.y)})` },
      cells.label,
    ),
  ]
}

/** As many digits as tell the ends apart. */
function numberText(value: number, range: number): string {
  const grain = 10 ** (Math.floor(Math.log10(range || 1)) - 1)
  const rounded = Number((Math.round(value / grain) * grain).toPrecision(6))
  return String(rounded).replace('-', '−')
}
