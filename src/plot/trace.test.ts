import { expect, test } from 'vitest'
import { Hz, mV } from '../units/units.js'
import { curve } from './curve.js'
import { figure } from './figure.js'
import { populationRate } from './population-rate.js'
import { recorded, spikesAt } from './recorded.test-support.js'
import { trace } from './trace.js'

const place = { x: (ms: number) => ms, y: (value: number) => value, bottom: 0, right: 0 }
const pathOf = (times: readonly number[]): string => {
  const mark = trace(recorded(times, { v: mV(times.map((_, k) => k % 3)) }), 'v', { unit: mV })
  return mark.strokes[0]?.path(place) ?? ''
}

test('there is no line over the time in which a monitor was not active', () => {
  expect(pathOf([0, 1, 2, 50, 51, 52]).match(/M/g)).toHaveLength(2)
})

test('a step that becomes longer is no pause', () => {
  expect(pathOf([0, 1, 2, 12, 22, 32]).match(/M/g)).toHaveLength(1)
  expect(pathOf([0, 10, 20, 21, 22]).match(/M/g)).toHaveLength(1)
})

const texts = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text ?? '')

test('what never changes stands in the middle of an axis with readable numbers', () => {
  for (const [value, ticks] of [
    [0, ['−1.0', '0.0', '1.0']],
    [-65, ['−80', '−60', '−40']],
  ] as const) {
    const states = recorded([0, 1, 2], { v: mV([value, value, value]) })
    expect(texts(figure([trace(states, 'v', { unit: mV })]))).toEqual(expect.arrayContaining([...ticks]))
  }
})

test('very small and very large numbers are powers of ten, and no spikes are a rate of 0', () => {
  const small = figure([curve([1e-12, 2e-12], [1e9, 3e9])])
  expect(texts(small)).toEqual(expect.arrayContaining(['10⁻¹²', '2×10⁻¹²', '3×10⁹']))
  expect(texts(figure([populationRate(spikesAt(1))]))).toEqual(expect.arrayContaining(['0.0', '1.0']))
  const decades = curve([1, 2], Hz([1e-4, 2e6]), { scale: 'log', label: 'Rate' })
  expect(decades.y.label).toBe('Rate (Hz)')
})
