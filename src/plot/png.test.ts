import { createRequire } from 'node:module'
import { expect, test, vi } from 'vitest'
import { figure } from './figure.js'
import { heatMap } from './heat-map.js'
import { png } from './png.js'

const isInstalled = ((): boolean => {
  try {
    createRequire(import.meta.url).resolve('@resvg/resvg-js')
    return true
  } catch {
    return false
  }
})()

const picture = figure([heatMap({ shape: [1, 2], values: [1, 2] })], { width: 300, height: 120 })

test.runIf(isInstalled)('an image has the size of the picture times the scale', async () => {
  const sizeOf = (bytes: Uint8Array): number[] => {
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    return [view.getUint32(16), view.getUint32(20)]
  }
  expect(sizeOf(await png(picture))).toEqual([600, 240])
  expect(sizeOf(await png(picture, { scale: 1 }))).toEqual([300, 120])
})

test('without the package the error says what else there is', async () => {
  vi.doMock('@resvg/resvg-js', () => {
    throw new Error('not there')
  })
  try {
    await expect(png(picture)).rejects.toThrow(
      /optional package @resvg\/resvg-js.* or write the picture as SVG/s,
    )
  } finally {
    vi.doUnmock('@resvg/resvg-js')
  }
})

test('says what is no picture', async () => {
  await expect(png('figure.svg')).rejects.toThrow('the text of an SVG')
  await expect(png(picture, { scale: 0 })).rejects.toThrow('not 0')
  await expect(png(picture, { width: 3 } as object)).rejects.toThrow('no option `width`')
})
