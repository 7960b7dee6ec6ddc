import { expect, test } from 'vitest'
import { printTable } from './print-table.js'
import type { Row } from './row.js'

const row: Row = {
  ...{ benchmark: 'cuba', size: 4000, engine: 'rheobase', threads: 1, precision: 'double', duration: 1 },
  ...{ neurons: 4000, synapses: 320_000, peakBytes: 61_234_567, rateHz: 5.6486, ratesAgree: true },
  ...{ nsPerNeuronStep: 1.8275, nsPerEvent: 40.44 },
  ...{
    buildSeconds: 0.0512,
    compileSeconds: 0.02,
    loopSeconds: 0.0731,
    wallSeconds: 0.25,
    loopRatio: 1,
    wallRatio: 1,
  },
}

test('prints words to the left, numbers to the right, ratios with their range, and no empty columns', () => {
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
    "benchmark  size  engine      build  compile     loop     wall   peak     rate  ns/step  ns/event  loop ratio          wall ratio
    cuba       4000  rheobase  0.051 s  0.020 s  0.073 s  0.250 s  61 MB  5.65 Hz     1.83      40.4
    cuba       4000  brian2    0.051 s  7.600 s  0.073 s  9.000 s  61 MB  5.65 Hz     1.83      40.4  1.23 (1.1 to 1.43)  36 (35.5 to 40)"
  `)
})

test('prints what only some rows have', () => {
  const other: Row = { ...row, threads: 2, ratesAgree: false, inputSeconds: 0.03, threadRatio: 1.85 }
  expect(
    printTable([
      { row, spread: undefined },
      { row: other, spread: undefined },
    ]),
  ).toMatchInlineSnapshot(`
    "benchmark  size  engine    threads    build  compile     loop    input     wall   peak     rate        ns/step  ns/event  thread ratio
    cuba       4000  rheobase           0.051 s  0.020 s  0.073 s           0.250 s  61 MB  5.65 Hz           1.83      40.4
    cuba       4000  rheobase        2  0.051 s  0.020 s  0.073 s  0.030 s  0.250 s  61 MB  5.65 Hz  FAIL     1.83      40.4          1.85"
  `)
})
