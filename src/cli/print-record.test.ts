import { expect, test } from 'vitest'
import { printProfile, printRecord } from './print-record.js'
import type { RunRecord } from './run-record.js'

const record: RunRecord = {
  model: 'examples/cuba.ts',
  neurons: 4000,
  compartments: 0,
  synapses: 320113,
  spikes: 22115,
  rateHz: 5.52875,
  buildMilliseconds: 120.4,
  compileMilliseconds: 45.1,
  runMilliseconds: 1380.2,
  waitMilliseconds: 0,
  wallMilliseconds: 1700,
  peakBytes: 130 * 2 ** 20,
  seed: 1,
  target: 'wasm',
  precision: 'double',
  threads: 1,
  durationSeconds: 1,
  figure: 'cuba.svg',
}

test('a record is a small table', () => {
  expect(printRecord(record)).toMatchInlineSnapshot(`
    "  model      examples/cuba.ts
      neurons    4,000
      synapses   320,113
      simulated  1 s (seed 1, wasm)
      spikes     22,115, 5.53 Hz per neuron
      build      120 ms
      compile    45 ms
      run        1.38 s
      in all     1.70 s, 130 MiB at most
      figure     cuba.svg
    "
  `)
})

test('says why there are no spikes', () => {
  expect(printRecord({ ...record, spikes: null, rateHz: null, synapses: 0 })).toContain(
    'not counted: no spike monitor',
  )
})

test('says how many compartments neurons with a form have', () => {
  expect(printRecord({ ...record, neurons: 1, compartments: 1000 })).toMatch(
    /neurons +1 with 1,000 compartments\n/,
  )
  expect(printRecord({ ...record, neurons: 103, compartments: 3000 })).toMatch(
    /neurons +103 with 3,000 compartments\n/,
  )
})

test('a profile has times and shares', () => {
  expect(
    printProfile([
      { kernel: 'state update', milliseconds: 30 },
      { kernel: 'reset', milliseconds: 10 },
    ]),
  ).toBe('  state update  30 ms (75 %)\n  reset         10 ms (25 %)\n')
})
