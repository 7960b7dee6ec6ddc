import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deflated } from './deflate.js'
import { indexedPng } from './indexed-png.js'

test('what was made smaller comes back, as another program reads it', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 700 }),
    // Long stretches and rows that repeat.
    fc
      .array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 600 })), { maxLength: 30 })
      .map(runs => Uint8Array.from(runs.flatMap(([value, count]) => Array<number>(count).fill(value)))),
    fc
      .tuple(fc.uint8Array({ minLength: 1, maxLength: 90 }), fc.integer({ min: 1, max: 60 }))
      .map(([row, count]) => Uint8Array.from(Array.from({ length: count }, () => [...row]).flat())),
  )
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 40_000 }), (given, row) => {
      expect(new Uint8Array(inflateSync(deflated(given, row)))).toEqual(given)
    }),
    { seed: 1 },
  )
})

test('rows that repeat take almost nothing', () => {
  const rows = Uint8Array.from({ length: 1000 * 500 }, (_, k) => (k % 1000) % 251)
  expect(deflated(rows, 1000).length).toBeLessThan(8000)
})

test('an image has its size, its palette with one transparent colour, and its rows', () => {
  const bytes = indexedPng(Uint8Array.of(0, 1, 2, 2, 1, 0), 3, 2, [
    [0, 0, 0],
    [255, 0, 0],
    [0, 0, 255],
  ])
  expect([...bytes.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
  const chunks = chunksOf(bytes)
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])
  expect([...(chunks[0]?.data ?? [])]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0])
  expect([...(chunks[1]?.data ?? [])]).toEqual([0, 0, 0, 255, 0, 0, 0, 0, 255])
  expect([...(chunks[2]?.data ?? [])]).toEqual([0])
  expect([...inflateSync(chunks[3]?.data ?? new Uint8Array())]).toEqual([0, 0, 1, 2, 0, 2, 1, 0])
  // The sum of the empty last chunk is in every PNG file.
  expect(chunks[4]?.sum).toBe(0xae426082)
})

function chunksOf(bytes: Uint8Array): { type: string; data: Uint8Array; sum: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks = []
  for (let at = 8; at < bytes.length;) {
    const length = view.getUint32(at)
    chunks.push({
      type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)),
      data: bytes.subarray(at + 8, at + 8 + length),
      sum: view.getUint32(at + 8 + length),
    })
    at += 12 + length
  }
  return chunks
}
