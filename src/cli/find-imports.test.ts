import { expect, test } from 'vitest'
import { findImports, placeOfName } from './find-imports.js'

/** The specifiers of a text, and for each the text where a name stands, with what comes after it. */
const found = (text: string, name: string) =>
  findImports(text).map(each => {
    const place = placeOfName(text, each, name)
    return [each.specifier, place && text.slice(place[0], place[1] + 2)]
  })

test('imports and exports of every form, with the places of their names', () => {
  expect(
    found(
      `
import 'a'
import b from "b"
import * as all from 'c'
import { x, Net, y as Network } from 'd' // Net;
import whole, {
  // of the whole (all)
  Network,
  ms,
} from './e.js'
export { Network } from 'f'
export * from 'g'
const Network = 1, text = 'import'
const { raster } = await import('h')
`,
      'Network',
    ),
  ).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['c', undefined],
    ['d', undefined],
    ['./e.js', 'Network,\n'],
    ['f', 'Network }'],
    ['g', undefined],
    ['h', undefined],
  ])
})

test.each([
  ["import net from 'a'", 'net f'],
  ["import net, { ms } from 'a'", 'net, '],
  ["import { ms, default as net } from 'a'", 'default a'],
  ["import { ms } from 'a'", undefined],
])('what stands for the default export of %s', (text, place) => {
  expect(found(text, 'default')).toEqual([['a', place]])
})
