import { expect, test } from 'vitest'
import { column } from '../network/columns.js'
import { dimensionless, voltage } from '../units/dimension.js'
import { csv, csvParts } from './csv.js'
import { recorded } from './recorded.test-support.js'

test('recordings are tables with units, and every number reads back to the same bits', async () => {
  const { spikes, traces, rate, statistics, counts, silent } = await recorded()
  const [header, ...lines] = csv(spikes).trimEnd().split('\n')
  expect(header).toBe('i,t (second),v (volt)')
  const rows = lines.map(line => line.split(',').map(Number))
  expect(rows.map(([i]) => i)).toEqual(Array.from(spikes.i))
  expect(rows.map(([, t]) => t)).toEqual(Array.from(spikes.t.values))
  expect(rows.map(([, , v]) => v)).toEqual(Array.from(spikes.values('v').values))
  const samples = csv(traces).split('\n')
  expect(samples.slice(0, 4)).toEqual([
    't (second),i,v (volt),high,k',
    '0,0,0,false,0',
    '0,2,0,false,0',
    '0.0001,0,0.1,false,0',
  ])
  expect(samples).toHaveLength(12 * 2 + 2)
  expect(csv(rate).split('\n')[0]).toBe('t (second),rate (hertz)')
  expect(csv(statistics).split('\n')[0]).toBe(
    'i,v_mean (volt),v_variance (volt**2),v_minimum (volt),v_maximum (volt)',
  )
  expect(csv(counts)).toBe(csvOfCounts(counts.countOfEach()))
  expect(csv(silent)).toBe('i,t (second)\n')
})

const csvOfCounts = (counts: Int32Array): string =>
  `i,count\n${Array.from(counts, (count, i) => `${String(i)},${String(count)}\n`).join('')}`

test('what is not finite, zeros with a sign, and names with commas and quotes', () => {
  const table = [
    column('a, "b"', voltage, 'float', Float64Array.of(NaN, Infinity, -Infinity, -0, 5e-324)),
    column('ü', dimensionless, 'boolean', Int32Array.of(1, 0, 1, 0, 1)),
  ]
  expect(csv(table)).toBe('"a, ""b"" (volt)",ü\nNaN,true\nInf,false\n-Inf,true\n-0,false\n5e-324,true\n')
  expect(csv([])).toBe('\n')
})

test('long tables come in pieces that are the whole', () => {
  const values = Int32Array.from({ length: 40_000 }, (_, k) => k)
  const table = [column('k', dimensionless, 'integer', values)]
  const parts = [...csvParts(table)]
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.join('')).toBe(`k\n${values.join('\n')}\n`)
})

test('something that is no table is refused', () => {
  expect(() => csv(new Map() as never)).toThrow('a table is made of a monitor, a group, synapses, or columns')
  expect(() => csv(null as never)).toThrow('not of null')
})
