import { pathNumber } from './path-number.js'

/**
 * Path data for a line through samples in order of x. Where many samples fall on a pixel, only the first, lowest, highest and last
 * of that pixel are kept: the picture is the same, spikes included, and small. Values that are not finite interrupt the line.
 */
export function linePath(x: (index: number) => number, y: (index: number) => number, count: number): string {
  const line = new LineText()
  let pixel: PixelColumn | undefined
  const flush = (): void => {
    for (const k of pixel?.kept() ?? []) line.to(pathNumber(x(k)), pathNumber(y(k)))
    pixel = undefined
  }
  for (let k = 0; k < count; k++) {
    const [left, top] = [x(k), y(k)]
    if (!Number.isFinite(left) || !Number.isFinite(top)) {
      flush()
      line.lift()
      continue
    }
    const column = Math.floor(left)
    if (pixel?.column !== column) {
      flush()
      pixel = new PixelColumn(column, k, top)
    }
    pixel.add(k, top)
  }
  flush()
  return line.toString()
}

/** Path data of lines; a point in the middle of a level stretch is left out. */
class LineText {
  readonly #parts: string[] = []
  /** Heights of the two points before. */
  #before: readonly [beforeLast: string | undefined, last: string | undefined] = [undefined, undefined]

  to(x: string, y: string): void {
    const [beforeLast, last] = this.#before
    if (y === last && y === beforeLast) this.#parts.pop()
    this.#parts.push(`${last === undefined ? 'M' : 'L'}${x},${y}`)
    this.#before = [last, y]
  }
  lift(): void {
    this.#before = [undefined, undefined]
  }
  toString(): string {
    return this.#parts.join('')
  }
}

/** The samples of a line that fall on one column of pixels. */
class PixelColumn {
  readonly column: number
  readonly #first: number
  #lowest: number
  #highest: number
  #last: number
  #least: number
  #greatest: number

  constructor(column: number, index: number, value: number) {
    this.column = column
    this.#first = this.#lowest = this.#highest = this.#last = index
    this.#least = this.#greatest = value
  }
  add(index: number, value: number): void {
    this.#last = index
    if (value < this.#least) [this.#least, this.#lowest] = [value, index]
    if (value > this.#greatest) [this.#greatest, this.#highest] = [value, index]
  }
  kept(): readonly number[] {
    return [...new Set([this.#first, this.#lowest, this.#highest, this.#last])].sort((a, b) => a - b)
  }
}
