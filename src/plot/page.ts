import { RheobaseError } from '../errors/rheobase-error.js'
import { checkOptions, describeValue } from '../units/options.js'
import { FONT, appearanceOf, type Theme } from './appearance.js'
import { escapeText } from './escape-text.js'
import { htmlDocument } from './html-document.js'

export interface PageOptions {
  /** Title of the page. */
  readonly title?: string
}

/**
 * Pictures as a page that opens in any browser and needs no other file. A picture is the text of an SVG, or a function that draws it for a theme;
 * then the page shows the one that fits the light or dark setting of its reader.
 *
 *     page([theme => figure([raster(spikes)], { theme })], { title: 'Irregular activity' })
 * @throws {RheobaseError} kind `type` for what is no picture
 */
export function page(
  pictures: readonly (string | ((theme: Theme) => string))[],
  options: PageOptions = {},
): string {
  checkOptions('page', options, ['title'])
  const { title = 'Figures' } = options
  const figures = pictures.map(themedPicture)
  const heading = options.title === undefined ? '' : `<h1>${escapeText(title)}</h1>`
  return htmlDocument({
    title,
    style: PAGE_STYLE,
    body: [`<main>${heading}${figures.join('\n')}</main>`],
  })
}

/** A picture as an element of a page; one that knows themes twice, of which the reader sees one. */
export function themedPicture(picture: unknown): string {
  const [light, dark] =
    typeof picture === 'function'
      ? [
          svgOf((picture as (theme: Theme) => unknown)('light')),
          svgOf((picture as (theme: Theme) => unknown)('dark')),
        ]
      : [svgOf(picture), undefined]
  // What does not heed the theme is the same for both.
  return dark === undefined || dark === light
    ? `<figure>${light}</figure>`
    : `<figure><div class="light">${light}</div><div class="dark">${dark}</div></figure>`
}

/** A picture that may have to load what it draws with, drawn for both themes. */
export async function inBothThemes(
  picture: (theme: Theme) => string | Promise<string>,
): Promise<(theme: Theme) => string> {
  const [light, dark] = [await picture('light'), await picture('dark')]
  return theme => (theme === 'dark' ? dark : light)
}

function svgOf(picture: unknown): string {
  if (typeof picture === 'string' && picture.trimStart().startsWith('<svg')) return picture.trim()
  throw new RheobaseError(
    'type',
    'not-a-picture',
    `a picture of a page is the text of an SVG, as figure() gives it, or a function that gives one, not ${describeValue(picture)}`,
  )
}

const [LIGHT, DARK] = [appearanceOf('light'), appearanceOf('dark')]

/** Style of a page with pictures, light or dark as its reader has it. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: ${LIGHT.ink}; --quiet: ${LIGHT.quietInk}; --ground: ${LIGHT.background}; --line: ${LIGHT.grid}; --accent: ${LIGHT.palette[0] ?? ''} }
@media (prefers-color-scheme: dark) { :root { --ink: ${DARK.ink}; --quiet: ${DARK.quietInk}; --ground: ${DARK.background}; --line: ${DARK.grid}; --accent: ${DARK.palette[0] ?? ''} } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 ${FONT} }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem }
figure { margin: 1.5rem 0 }
figure svg { max-width: 100%; height: auto; display: block }
.dark { display: none }
@media (prefers-color-scheme: dark) { .light { display: none } .dark { display: block } }
`.trim()
