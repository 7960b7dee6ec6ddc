import { RheobaseError } from '../errors/rheobase-error.js'
import { borderDiameter } from '../morphology/compartment-geometry.js'
import { layOut } from '../morphology/lay-out.js'
import type { Morphology } from '../morphology/morphology.js'
import { borderCoordinate, hasCoordinates } from '../morphology/section-shape.js'
import { checkOptions } from '../units/options.js'
import { appearanceOf, colorOn, type Color, type Theme } from './appearance.js'
import { COLOR_OPTIONS, colorsOf, valueTexts, type CompartmentColors } from './compartment-colors.js'
import { expectMorphology } from './expect-morphology.js'
import { escapeText } from './escape-text.js'
import { htmlDocument } from './html-document.js'
import { PAGE_STYLE } from './page.js'
import { SPATIAL_SCRIPT } from './spatial-script.js'

export interface SpatialPageOptions extends CompartmentColors {
  /** Title of the page. */
  readonly title?: string
}

/**
 * A morphology in three dimensions, as the text of a page that opens in any browser with WebGL and needs no other file and no network. The cell is
 * turned by dragging it or with the arrow keys, moved by dragging with shift, made larger with the wheel, `+` and `-`; a bar tells the scale, and the
 * pointer what it is over: the section, the number of the compartment, its value. Light or dark as its reader has it.
 *
 *     writeFileSync('cell.html', spatialPage(cell, { values: neuron.v.quantity(), unit: mV, title: 'A relay cell' }))
 * @throws {RheobaseError} kind `value` if sections have no coordinates, or for a wrong number of values
 */
export function spatialPage(cell: Morphology, options: SpatialPageOptions = {}): string {
  expectMorphology('a page in three dimensions', cell)
  checkOptions('spatialPage', options, ['title', ...COLOR_OPTIONS])
  const cones = conesOf(cell)
  const groups = colorsOf(cell, options)
  const compartments = Array.from({ length: cell.totalCompartments }, (_, k) => k)
  const data = {
    cones,
    groups: compartments.map(k => groups.findIndex(({ has }) => has(k))),
    first: cell.indices[0],
    // Of each its first compartment, its name, and the place of the one that it hangs on: all paths would be as long as the tree is deep.
    sections: layOut(cell).map(({ section: { name, type }, first, parent }) => [
      first,
      name ?? type ?? 'root',
      parent,
    ]),
    values: valueTexts(options),
    light: groups.map(({ color }) => colorFor(color, 'light')),
    dark: groups.map(({ color }) => colorFor(color, 'dark')),
  }
  const key = groups.flatMap(({ name }, k) =>
    name === undefined ? [] : [`<li><i data-group="${String(k)}"></i>${escapeText(name)}</li>`],
  )
  const { title = 'Morphology' } = options
  return htmlDocument({
    title,
    style: `${PAGE_STYLE}\n${STYLE}`,
    body: [
      `<header>${options.title === undefined ? '' : `<h1>${escapeText(title)}</h1>`}<ul>${key.join('')}</ul></header>`,
      `<canvas tabindex="0" role="img" aria-label="${escapeText(title)}: drag to turn it"></canvas>`,
      '<footer><div id="scale"><i></i><span></span></div><p>Drag to turn, with shift to move, wheel for size, double click for the first view.</p></footer>',
      '<output hidden></output>',
      // A `<` never ends the script: in JSON it is in strings only.
      `<script>const DATA = ${JSON.stringify(data).replaceAll('<', '\\u003c')}\n${SPATIAL_SCRIPT}</script>`,
    ],
  })
}

const colorFor = (color: Color, theme: Theme): string => colorOn(appearanceOf(theme), color)

/** Two ends for each compartment, with x, y, z and radius in um; a sphere has one twice. */
function conesOf(cell: Morphology): readonly number[] {
  const placed = layOut(cell)
  const missing = placed.filter(({ section }) => !hasCoordinates(section.shape)).length
  if (missing > 0) {
    throw new RheobaseError(
      'value',
      'no-coordinates',
      `${String(missing)} of ${String(placed.length)} sections have no coordinates and cannot be drawn; ` +
        'cell.generateCoordinates() gives a copy in which they have',
    )
  }
  const rounded = (metres: number): number => Math.round(metres * 1e9) / 1e3
  return placed.flatMap(({ section: { shape }, place: { point } }) => {
    const end = (border: number): readonly number[] => [
      ...([0, 1, 2] as const).map(axis => rounded(point[axis] + borderCoordinate(shape, border, axis))),
      rounded((shape.kind === 'soma' ? shape.diameter : borderDiameter(shape, border)) / 2),
    ]
    return Array.from({ length: shape.n }, (_, k) => [
      ...end(k),
      ...end(shape.kind === 'soma' ? k : k + 1),
    ]).flat()
  })
}

const STYLE = `
body { height: 100vh; height: 100dvh; display: flex; flex-direction: column; overflow: hidden }
header, footer { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .3rem 1.5rem; padding: .8rem 1.2rem }
h1 { font-size: 1.1rem; margin: 0 }
ul { display: flex; gap: 1.1rem; list-style: none; margin: 0 0 0 auto; padding: 0; font-size: .85rem }
li i { display: inline-block; width: .75em; height: .75em; border-radius: 50%; margin-right: .4em }
canvas { flex: 1; min-height: 0; width: 100%; touch-action: none; cursor: grab; outline-offset: -2px }
canvas:active { cursor: grabbing }
output { position: fixed; padding: .15rem .5rem; border-radius: .25rem; background: var(--ink); color: var(--ground); font-size: .8rem; white-space: nowrap; pointer-events: none }
output[hidden] { display: none }
footer p { margin: 0; color: var(--quiet); font-size: .8rem }
#scale { font-size: .8rem }
#scale i { display: block; height: 2px; background: var(--ink); margin-bottom: .2rem }
`.trim()
