import { expect, test } from 'vitest'
import { mV } from '../units/units.js'
import { recorded } from './recorded.test-support.js'
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
