import { RAMP, type Appearance } from './appearance.js'
import { fittedCells, type Cells } from './cells.js'
import { channelsOf, rampColors } from './color-ramp.js'
import { indexedPng } from './indexed-png.js'
import type { Place } from './mark.js'
import { svgElement } from './svg-document.js'

/** Colours of an image: one byte for each pixel, of which 0 is transparent. */
const COLORS = 255

/** Cells as one image inside of the picture, whose pixels are cells. */
export function cellImage(cells: Cells, place: Place, appearance: Appearance): SVGElement {
  const { columns, rows, values, range } = fittedCells(cells)
  const [left, right, top, bottom] = [
    place.x(cells.x[0]),
    place.x(cells.x[1]),
    place.y(cells.y[1]),
    place.y(cells.y[0]),
  ]
  // Programs smooth images that they enlarge: enlarged beforehand, cells keep sharp edges everywhere.
  const enlarge = (pixels: number, count: number): number =>
    Math.max(1, Math.min(64, Math.ceil((2 * Math.abs(pixels)) / count)))
  const [across, down] = [enlarge(right - left, columns), enlarge(bottom - top, rows)]
  const [width, height] = [columns * across, rows * down]
  const pixels = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    const from = (rows - 1 - Math.floor(row / down)) * columns
    for (let column = 0; column < width; column++)
      pixels[row * width + column] = colorIndex(values[from + Math.floor(column / across)] ?? NaN, range)
  }
  return imageElement(pixels, width, height, colorsOf(cells, appearance), {
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
  })
}

/** The colours from the lowest, at the bottom, to the highest. */
export function colorBarImage(
  cells: Cells,
  appearance: Appearance,
  box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>,
): SVGElement {
  const pixels = Uint8Array.from({ length: COLORS }, (_, k) => COLORS - k)
  return imageElement(pixels, 1, COLORS, colorsOf(cells, appearance), box)
}

/** 1 for the lowest to 255 for the highest colour. */
function colorIndex(value: number, [low, high]: Cells['range']): number {
  if (Number.isNaN(value)) return 0
  const share = high > low ? (value - low) / (high - low) : 1
  return 1 + Math.round(Math.min(Math.max(share, 0), 1) * (COLORS - 1))
}

function colorsOf({ colors }: Cells, { density, diverging }: Appearance): readonly (readonly number[])[] {
  const stops = { sequential: RAMP, density, diverging }[colors]
  return [[0, 0, 0], ...rampColors(COLORS, stops).map(channelsOf)]
}

function imageElement(
  pixels: Uint8Array,
  width: number,
  height: number,
  palette: readonly (readonly number[])[],
  box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>,
): SVGElement {
  return svgElement('image', {
    ...box,
    preserveAspectRatio: 'none',
    href: `data:image/png;base64,${base64(indexedPng(pixels, width, height, palette))}`,
  })
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
  return btoa(parts.join(''))
}
