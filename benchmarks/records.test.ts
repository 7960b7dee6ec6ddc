import { expect, test } from 'vitest'
import { mergeRecords, type Records } from './records.js'
import type { Row } from './row.js'

const row = (changes: Partial<Row>): Row => ({
  ...{ benchmark: 'cuba', size: 4000, engine: 'rheobase', threads: 1, precision: 'double', duration: 1 },
  ...{ neurons: 4000, synapses: 320_000, peakBytes: 6e7, rateHz: 5.6, ratesAgree: true },
  ...{ buildSeconds: 1, compileSeconds: 1, loopSeconds: 1, wallSeconds: 1 },
  ...{ nsPerNeuronStep: 1, nsPerEvent: 1, loopRatio: 1, wallRatio: 1 },
  ...changes,
})
const figure = { benchmark: 'start', what: 'CUBA', unit: 's' } as const
const known: Records = {
  ...{ machine: 'EPYC', node: 'v20', date: '2026-11-25' },
  rows: [row({ loopSeconds: 2 }), row({ threads: 2 })],
  figures: [{ ...figure, value: 3 }],
}

test('what is measured anew takes the place of what was known', () => {
  const merged = mergeRecords(known, {
    ...{ machine: 'EPYC', node: 'v22', date: '2026-11-26' },
    rows: [row({ loopSeconds: 1 }), row({ host: 'Node 24' })],
    figures: [{ ...figure, value: 1 }],
  })
  expect(merged).toEqual({
    ...{ machine: 'EPYC', node: 'v22', date: '2026-11-26' },
    rows: [row({ loopSeconds: 1 }), row({ threads: 2 }), row({ host: 'Node 24' })],
    figures: [{ ...figure, value: 1 }],
  })
})

test('another machine begins anew', () => {
  const fresh = { ...known, machine: 'ARM', rows: [] }
  expect(mergeRecords(known, fresh)).toBe(fresh)
  expect(mergeRecords(undefined, fresh)).toBe(fresh)
})

test('sizes of a benchmark follow each other, whenever they were measured', () => {
  const stdp = row({ benchmark: 'stdp' })
  const merged = mergeRecords(
    { ...known, rows: [row({ size: 16_000 }), stdp] },
    { ...known, rows: [row({ size: 4000 }), row({ size: 64_000 })] },
  )
  expect(merged.rows.map(({ benchmark, size }) => `${benchmark} ${String(size)}`)).toEqual([
    'cuba 4000',
    'cuba 16000',
    'cuba 64000',
    'stdp 4000',
  ])
})
