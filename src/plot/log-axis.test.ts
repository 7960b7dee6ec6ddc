import { expect, test } from 'vitest'
import { Hz, ms, mV, nA } from '../units/units.js'
import { curve } from './curve.js'
import { figure } from './figure.js'
import { histogram } from './histogram.js'
import { logTicks } from './log-ticks.js'
import { recorded } from './recorded.test-support.js'
import { trace } from './trace.js'

const powers = curve([1, 10, 100], [1, 100, 10_000], { xScale: 'log', scale: 'log' })
const texts = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text ?? '')

test('on logarithmic axes a power is a straight line', () => {
  const svg = figure([powers])
  const [, x1, y1, x2, y2, x3, y3] = (
    / d="M([\d.]+),([\d.]+)L([\d.]+),([\d.]+)L([\d.]+),([\d.]+)"/.exec(svg) ?? []
  ).map(Number)
  expect((x1 ?? 0) + (x3 ?? 0)).toBeCloseTo(2 * (x2 ?? NaN), 0)
  expect((y1 ?? 0) + (y3 ?? 0)).toBeCloseTo(2 * (y2 ?? NaN), 0)
  expect(texts(svg)).toEqual(expect.arrayContaining(['1', '10', '100', '10,000']))
})

test.each([
  [[1, 1000], 4, [1, 10, 100, 1000]],
  [[1, 1000], 12, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]],
  [[0.02, 0.7], 8, [0.02, 0.05, 0.1, 0.2, 0.5]],
  [[1e-9, 1e9], 5, [1e-9, 1e-5, 0.1, 1e3, 1e7]],
  [[31, 34], 4, [31, 32, 33, 34]],
] as const)('ticks of %j, at most %d', ([first, last], most, ticks) => {
  expect(logTicks([first, last], most)).toEqual(ticks)
})

test('numbers that are not above 0 are told, with what to do', () => {
  expect(() => curve(nA([0, 1, 2]), Hz([1, 2, 3]), { xLabel: 'Current', xScale: 'log' })).toThrow(
    '1 of those of the horizontal axis "Current" is not, such as 0',
  )
  expect(() => curve([1, 2], [-1, -2], { scale: 'log' })).toThrow("use the scale 'linear'")
  expect(() => curve([1, 2], [1, 2], { scale: 'logarithmic' as 'log' })).toThrow("'linear', 'log'")
  const other = curve([1, 2], [0, 5])
  expect(() => figure([[powers, other]])).toThrow('begins at 0')
  const states = recorded([0, 1], { v: mV([0, 1]) })
  expect(() => trace(states, 'v', { scale: 'log' })).toThrow('those of v')
  expect(() => histogram([0, 1], { xScale: 'log' })).toThrow('above 0')
})

test('what is nan is left out', () => {
  expect(() => figure([curve([1, 2, 3], [1, NaN, 3], { scale: 'log' })])).not.toThrow()
  expect(() => figure([curve([NaN], [NaN], { scale: 'log', xScale: 'log' })])).not.toThrow()
})

test('bins of a logarithmic histogram each are as many times wider', () => {
  const mark = histogram(ms([1, 2, 4, 8, 16]), { xScale: 'log', bins: 4, from: ms(1), to: ms(16) })
  expect(mark.x).toMatchObject({ log: true })
  expect(mark.x.domain[0]).toBeCloseTo(1, 9)
  expect(mark.x.domain[1]).toBeCloseTo(16, 9)
  // One value in each bin, two in the last, which contains its right edge.
  const path = mark.strokes[0]?.path({ x: Math.log2, y: count => count, bottom: 0, right: 4 })
  expect(path).toBe('M0,0V1H1V1H2V1H3V2H4V0')
})
