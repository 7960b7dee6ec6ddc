import { expect, test } from 'vitest'
import { printTable } from './print-table.js'
import type { Row } from './row.js'

const row: Row = {
  ...{ benchmark: 'cuba', size: 4000, engine: 'rheobase', threads: 1, peakBytes: 61_234_567, rateHz: 5.6486 },
  ...{
    buildSeconds: 0.0512,
    compileSeconds: 0.02,
    loopSeconds: 0.0731,
    wallSeconds: 0.25,
    loopRatio: 1,
    wallRatio: 1,
  },
}

test('prints words to the left, numbers to the right, ratios with their range', () => {
  const peer: Row = {
    ...row,
    engine: 'brian2',
    compileSeconds: 7.6,
    wallSeconds: 9,
    loopRatio: 1.2345,
    wallRatio: 36,
  }
  const spread = { loopRatio: [1.1, 1.4321], wallRatio: [35.5, 40.04] } as const
  expect(
    printTable([
      { row, spread: undefined },
      { row: peer, spread },
    ]),
  ).toMatchInlineSnapshot(`
    "benchmark  size  engine    threads    build  compile     loop     wall   peak     rate  loop ratio          wall ratio
    cuba       4000  rheobase        1  0.051 s  0.020 s  0.073 s  0.250 s  61 MB  5.65 Hz
    cuba       4000  brian2          1  0.051 s  7.600 s  0.073 s  9.000 s  61 MB  5.65 Hz  1.23 (1.1 to 1.43)  36 (35.5 to 40)"
  `)
})
