import { svgElement } from './svg-document.js'
import { cutText, textWidth } from './text-width.js'

/** A name in the colour of what it names. */
export interface KeyEntry {
  readonly name: string
  readonly color: string
}

/** The lines of a key that is so many pixels wide: they stand above a panel, so that nothing in it is covered. */
export function linesOfKey<Entry extends Pick<KeyEntry, 'name'>>(
  entries: readonly Entry[],
  width: number,
  title = '',
): readonly (readonly Entry[])[] {
  const lines: Entry[][] = []
  // The first line is shared with the title.
  let room = width - (title === '' ? 0 : textWidth(title, KEY_SIZE, true) + 2 * KEY_GAP)
  let line: Entry[] = []
  for (const entry of entries) {
    const needed = widthOf(entry.name, width) + (line.length === 0 ? 0 : KEY_GAP)
    if (needed > room && (line.length > 0 || (title !== '' && lines.length === 0))) {
      lines.push(line)
      line = []
      room = width
    }
    line.push(entry)
    room -= needed
  }
  return line.length === 0 ? lines : [...lines, line]
}

const widthOf = (name: string, most: number): number =>
  textWidth(cutText(name, KEY_SIZE, most), KEY_SIZE, true)

/** Draws it with the last line at `bottom`; each line ends at the right. */
export function drawKey(
  lines: readonly (readonly KeyEntry[])[],
  { right, bottom, width }: { readonly right: number; readonly bottom: number; readonly width: number },
): readonly SVGElement[] {
  return lines.flatMap((line, k) => {
    if (line.length === 0) return []
    const text = svgElement('text', {
      x: right,
      y: bottom - (lines.length - 1 - k) * LINE_OF_KEY,
      'text-anchor': 'end',
      'font-weight': 600,
      // Some programs leave out every space where a word begins.
      'xml:space': 'preserve',
    })
    text.append(
      // A space and no displacement, which not every program counts when text ends somewhere.
      ...line.map(({ name, color }, place) =>
        svgElement('tspan', { fill: color }, `${place === 0 ? '' : SPACE}${cutText(name, KEY_SIZE, width)}`),
      ),
    )
    return [text]
  })
}

export const KEY_SIZE = 11
/** One as wide as letters are high, which is never taken for several. */
const SPACE = '\u2003'
const KEY_GAP = KEY_SIZE
/** Height of a line, in pixels. */
export const LINE_OF_KEY = 15
