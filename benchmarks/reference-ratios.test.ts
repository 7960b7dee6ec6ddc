import { expect, test } from 'vitest'
import { checkRatios, ratiosOf, SLACK } from './reference-ratios.js'
import type { Row } from './row.js'

const row: Row = {
  ...{ benchmark: 'cuba', size: 4000, engine: 'rheobase', threads: 1, precision: 'double', duration: 1 },
  ...{ neurons: 4000, synapses: 320_000, peakBytes: 6e7, rateHz: 5.6, ratesAgree: true },
  ...{ buildSeconds: 1, compileSeconds: 1, loopSeconds: 1, wallSeconds: 1 },
  ...{ nsPerNeuronStep: 1, nsPerEvent: 1, loopRatio: 1, wallRatio: 1 },
}

test('keeps the ratios that say something', () => {
  expect(
    ratiosOf([
      { ...row, limitRatio: 1.5 },
      { ...row, threads: 2, precision: 'single', threadRatio: 1.81234, precisionRatio: 1.7 },
      { ...row, engine: 'brian2', loopRatio: 2.5, wallRatio: 20, inputRatio: 3, eventRatio: 2 },
      { ...row, engine: 'limit', loopRatio: 0.6, wallRatio: 0.1 },
      { ...row, size: 16_000 },
    ]),
  ).toEqual({
    'cuba 4000, rheobase': { limitRatio: 1.5 },
    'cuba 4000, rheobase, 2 threads, single': { threadRatio: 1.81, precisionRatio: 1.7 },
    'cuba 4000, brian2': { loopRatio: 2.5, wallRatio: 20, inputRatio: 3, eventRatio: 2 },
  })
})

const stored = { 'cuba 4000, brian2': { loopRatio: 3 }, 'cuba 4000, rheobase': { limitRatio: 1.5 } }
const check = (loopRatio: number, limitRatio: number): ReturnType<typeof checkRatios> =>
  checkRatios(stored, { 'cuba 4000, brian2': { loopRatio }, 'cuba 4000, rheobase': { limitRatio } })

test('a better ratio, and one that is a little worse, is no loss', () => {
  expect(check(30, 0.5)).toEqual({ lost: [], compared: 2, missing: [] })
  expect(check((3 / SLACK) * 1.01, 1.5 * SLACK * 0.99).lost).toEqual([])
})

test('says which ratio is lost, whichever way it is better', () => {
  expect(check(1.5, 1.5).lost).toEqual(['cuba 4000, brian2: loopRatio is 1.5, less than 1.88 (it was 3)'])
  expect(check(3, 4).lost).toEqual(['cuba 4000, rheobase: limitRatio is 4, more than 2.40 (it was 1.5)'])
})

test('what was not measured is not compared, but said', () => {
  expect(checkRatios(stored, { 'cuba 4000, brian2': { loopRatio: 3 } })).toEqual({
    lost: [],
    compared: 1,
    missing: ['cuba 4000, rheobase: limitRatio'],
  })
})
