import { expect, test } from 'vitest'
import { selectElements, type PlaceSelector } from './element-selection.js'

const indices = (selector: PlaceSelector): number[] =>
  Array.from(selectElements('`G.v`', selector, 5, 'neuron'))

test.each([
  [2, [2]],
  [-1, [4]],
  [
    [0, 3, 0],
    [0, 3, 0],
  ],
  [[], []],
  [
    [true, false, true, false, false],
    [0, 2],
  ],
  [{ from: 1, to: 3 }, [1, 2]],
  [{ step: 2 }, [0, 2, 4]],
  [{ from: 10 }, []],
  [{ from: 3, to: 1 }, []],
  [{ from: -2 }, [3, 4]],
  [{ step: -2 }, [4, 2, 0]],
] as const)('%j selects %j of five', (selector, expected) => {
  expect(indices(selector)).toEqual(expected)
})

test.each([
  [5, 'index'],
  [-6, 'index'],
  [1.5, 'type'],
  [[true, false], 'index'],
  [{ step: 0 }, 'value'],
] as const)('%j is refused as %s', (selector, kind) => {
  expect(() => indices(selector)).toThrow(expect.objectContaining({ kind }))
})
