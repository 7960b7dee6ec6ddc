/** About how wide a text is, in pixels: nothing here can measure it, so a little more than most letters take. */
export const textWidth = (text: string, size: number, isBold = false): number =>
  Array.from(text).reduce((width, letter) => width + (NARROW.has(letter) ? 0.32 : 0.58), 0) *
  size *
  (isBold ? 1.07 : 1)

const NARROW = new Set("iljtfrI.,:;'|!()[] ")

/** A text that fits into so many pixels; what is left out of it shows as three dots. */
export function cutText(text: string, size: number, most: number): string {
  if (textWidth(text, size) <= most) return text
  const letters = Array.from(text)
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > most) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
