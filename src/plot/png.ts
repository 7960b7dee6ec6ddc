import { optionalPackage } from '../errors/optional-package.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { checkOptions } from '../units/options.js'

export interface PngOptions {
  /** Pixels of the image for each pixel of the picture; 2 if left out, which is sharp on paper and on dense screens. */
  readonly scale?: number
}

/** What is used of the package that draws; it is optional, so its types may not be there. */
interface Resvg {
  readonly Resvg: new (
    svg: string,
    options: {
      readonly fitTo: { readonly mode: 'zoom'; readonly value: number }
      readonly font: { readonly loadSystemFonts: boolean; readonly defaultFontFamily: string }
    },
  ) => { render(): { asPng(): Uint8Array } }
}

/**
 * A picture as the bytes of a PNG file: `writeFileSync('figure.png', await png(figure([raster(spikes)])))`. Letters come from the fonts of the machine.
 * In Node only; pages draw SVG themselves.
 * @throws {RheobaseError} kind `state` if the optional package `@resvg/resvg-js` is not installed, `type` for what is no SVG
 */
export async function png(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  checkOptions('png', options, ['scale'])
  const { scale = 2 } = options
  if (!(scale > 0 && scale <= 16)) {
    throw new RheobaseError(
      'value',
      'impossible-scale',
      `the scale of an image is a number up to 16, such as 2, not ${String(scale)}`,
    )
  }
  if (typeof svg !== 'string' || !svg.trimStart().startsWith('<svg')) {
    throw new RheobaseError('type', 'not-a-picture', 'png takes the text of an SVG, as figure() gives it')
  }
  const { Resvg } = (await optionalPackage('@resvg/resvg-js', {
    what: 'a PNG image',
    otherwise: 'or write the picture as SVG, which needs nothing.',
  })) as Resvg
  const font = { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans' }
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font }).render().asPng()
}
