import { expect, test } from 'vitest'
import { printFigures } from './special-figures.js'

test('prints a line for each figure, with its range', () => {
  expect(
    printFigures([
      { benchmark: 'start', what: 'CUBA', value: 0.51234, unit: 's', range: [0.5, 0.6] },
      { benchmark: 'memory', what: 'each synapse', value: 8.9, unit: 'bytes' },
      { benchmark: 'scaling', what: 'Loop', value: 1, unit: 'slope' },
    ]),
  ).toMatchInlineSnapshot(`
    "CUBA          0.512 s (0.5 to 0.6)
    each synapse  8.9 bytes
    Loop          slope 1.00"
  `)
})
