import { checksum } from '../network/checksum.js'
import { deflated } from './deflate.js'

/**
 * The bytes of a PNG image with a palette: one byte for each pixel, rows from the top. The first colour of the palette is transparent.
 * Source: W3C Recommendation "Portable Network Graphics (PNG) Specification (Third Edition)", 2025.
 */
export function indexedPng(
  pixels: Uint8Array,
  width: number,
  height: number,
  palette: readonly (readonly number[])[],
): Uint8Array {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  // Eight bits for each pixel, colours from a palette.
  header.set([8, 3, 0, 0, 0], 8)
  const rows = new Uint8Array((width + 1) * height)
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
  const chunks = [
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('tRNS', Uint8Array.of(0)),
    chunk('IDAT', deflated(rows, width + 1)),
    chunk('IEND', new Uint8Array(0)),
  ]
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const each of chunks) {
    bytes.set(each, at)
    at += each.length
  }
  return bytes
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(
    Array.from(type, letter => letter.charCodeAt(0)),
    4,
  )
  bytes.set(data, 8)
  view.setUint32(data.length + 8, checksum(bytes.subarray(4, data.length + 8)))
  return bytes
}
