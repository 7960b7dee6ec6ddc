import { expect, test } from 'vitest'
import { markdownTable, withMeasured } from './measured-tables.js'
import type { Records } from './records.js'
import type { Row } from './row.js'

const row: Row = {
  ...{ benchmark: 'cuba', size: 64_000, engine: 'rheobase', threads: 1, precision: 'double', duration: 1 },
  ...{ neurons: 64_000, synapses: 5e6, peakBytes: 6e7, rateHz: 5.6, ratesAgree: true },
  ...{ buildSeconds: 0.1, compileSeconds: 0.02, loopSeconds: 0.6, wallSeconds: 1 },
  ...{ nsPerNeuronStep: 0.9375, nsPerEvent: 20, loopRatio: 1, wallRatio: 1, limitRatio: 1.5 },
}
const records: Records = {
  ...{ machine: 'EPYC, 2 cores', node: 'v20.20.2', date: '2026-11-26' },
  rows: [
    row,
    { ...row, engine: 'brian2', loopSeconds: 1.8, loopRatio: 3, wallSeconds: 20, wallRatio: 20 },
    { ...row, engine: 'neuron', loopSeconds: 1.2, loopRatio: 2, wallSeconds: 0.9, wallRatio: 0.9 },
    { ...row, engine: 'limit', loopSeconds: 0.4, loopRatio: 0.67 },
    { ...row, threads: 2, loopSeconds: 0.33, threadRatio: 1.8182 },
    { ...row, benchmark: 'brunel', loopSeconds: 9, wallSeconds: 10 },
    { ...row, benchmark: 'brunel', loopSeconds: 7, wallSeconds: 8, priority: true },
    { ...row, host: 'Node 22.1.0', loopSeconds: 0.5 },
    { ...row, host: 'Node 20.20.2', loopSeconds: 0.6 },
  ],
  figures: [
    { benchmark: 'figure8', what: 'homogeneous, 4000 neurons, rheobase', value: 0.03, unit: 's' },
    { benchmark: 'figure8', what: 'homogeneous, 4000 neurons, brian2', value: 0.075, unit: 's' },
    { benchmark: 'start', what: 'CUBA', value: 0.5123, unit: 's', range: [0.5, 0.6] },
    {
      benchmark: 'scaling',
      what: 'Loop',
      value: 1.012,
      unit: 'slope',
      points: [
        [1000, 0.01],
        [64_000, 1],
      ],
    },
  ],
}
const table = (name: string): string =>
  withMeasured(`<!-- measured ${name} -->\nold\n<!-- end -->\n`, records)

test.each([
  ['machine', 'EPYC, 2 cores, Node 20.20.2, 2026-11-26.'],
  ['short', '| cuba | 64 000 | 0.6 s | 1.8 s | 3 | 1 s | 20 s | 20 |'],
  ['loops', '| brunel | 64 000 | 7 s | 0.938 | 20 |  |  |  | 1.5 |'],
  ['loops', '| cuba | 64 000 | 0.6 s | 0.938 | 20 | 1.8 s | 3 | 0.4 s | 1.5 |'],
  ['whole', '| cuba | 64 000 | 0.1 s | 0.02 s | 1 s | 60 MB | 0.02 s | 20 s | 20 |'],
  ['neuron', '| cuba | 0.6 s | 1.2 s | 2 | 1 s | 0.9 s | 0.9 |'],
  ['ways', '| cuba | 64 000 | 2 | double | 0.33 s | 1.82 |'],
  ['hosts', '| cuba | 64 000 | Node 20.20.2 | 0.02 s | 0.6 s | 1.20 |'],
  ['growth', '| Loop | 1.01 | 1 000: 0.01 s | 64 000: 1 s |'],
  ['figure8', '| homogeneous | 4 000 | 0.03 s | 0.075 s | 2.5 |'],
  ['others', '| CUBA | 0.512 s (0.5 to 0.6) |'],
])('the table %s has its rows', (name, line) => {
  const lines = table(name).split('\n')
  expect(lines).toContain(line)
  expect(lines).not.toContain('old')
})

test('a page is the same when it is made again', () => {
  expect(withMeasured(table('loops'), records)).toBe(table('loops'))
})

test('columns in which nothing stands are left out', () => {
  expect(
    markdownTable(
      ['a', 'b', 'c'],
      [
        ['1', '', ''],
        ['2', '', '3'],
      ],
    ),
  ).toBe('| a | c |\n| --- | --- |\n| 1 |  |\n| 2 | 3 |')
})

test('the points of figure 8 have a table of their own', () => {
  expect(table('others')).not.toContain('homogeneous')
})

test('an unknown table is an error', () => {
  expect(() => table('loop')).toThrow('asks for the table "loop"')
})
