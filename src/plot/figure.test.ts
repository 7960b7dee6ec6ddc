import { expect, test } from 'vitest'
import { Quantity } from '../units/quantity.js'
import { dimensionless } from '../units/dimension.js'
import { Hz, ms, mV, nA, second } from '../units/units.js'
import { curve } from './curve.js'
import { figure } from './figure.js'
import { populationRate } from './population-rate.js'
import { raster } from './raster.js'
import { recorded, spikesAt } from './recorded.test-support.js'
import { trace } from './trace.js'

/** One element a line, numbers to a tenth: what changes in a picture shows as a line of a diff. */
const readable = (svg: string): string =>
  svg
    .replace(/-?\d+\.\d{3,}/g, number => String(Math.round(Number(number) * 10) / 10))
    .replaceAll('><', '>\n<')

const texts = (svg: string): string[] =>
  [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text]) => text ?? '')

const spikes = spikesAt(4, [1, 0], [2.5, 3], [2.5, 1], [8, 2])
const monitor = recorded([0, 2, 4, 6, 8], { v: mV([-60, -55, -50, -70, -65]), w: mV([0, 1, 2, 3, 4]) })

test('a raster above a rate', () => {
  const picture = figure([raster(spikes), populationRate(spikes, { bin: ms(2) })], {
    title: 'Four neurons',
    width: 320,
    height: 260,
  })
  expect(readable(picture)).toMatchSnapshot()
})

test('traces, with a key if there are several', () => {
  const picture = figure([trace(monitor, ['v', 'w'], { unit: mV, label: 'Potential' })], {
    width: 320,
    height: 160,
  })
  expect(readable(picture)).toMatchSnapshot()
})

test('a curve with points', () => {
  const [currents, rates] = [nA([0, 0.1, 0.2]), Hz([0, 5, 20])]
  const labels = { xLabel: 'Current', label: 'Rate', xUnit: nA }
  const picture = figure(
    [
      [
        curve(currents, rates, { ...labels, name: 'theory' }),
        curve(currents, rates, { ...labels, draw: 'dots', name: 'measured' }),
      ],
    ],
    { width: 320, height: 200 },
  )
  expect(readable(picture)).toMatchSnapshot()
})

test('axes say what they show, with units, and time only once', () => {
  const picture = figure([raster(spikes), populationRate(spikes), trace(monitor, 'v', { unit: mV })])
  const labels = texts(picture).filter(text => /[a-z]/i.test(text))
  expect(labels.sort()).toEqual(['Neuron', 'Rate (Hz)', 'Time (ms)', 'v (mV)'])
})

test('panels of other axes keep their own labels', () => {
  const picture = figure([raster(spikes), raster(spikes, { timeUnit: second })])
  expect(texts(picture)).toEqual(expect.arrayContaining(['Time (ms)', 'Time (s)']))
})

test('plain numbers have no unit', () => {
  const gate = recorded([0, 1], { m: new Quantity([0, 1], dimensionless) })
  expect(texts(figure([trace(gate, 'm')]))).toContain('m')
})

test('is a picture on its own: a name space, a white ground, no style sheet', () => {
  const picture = figure([raster(spikes)])
  expect(picture).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(picture).toContain('fill="#ffffff"')
  expect(picture).not.toContain('<style')
  expect(figure([raster(spikes)], { title: '1 < 2 & 3' })).toContain('1 &lt; 2 &amp; 3')
})

test('20,000 spikes stay one element and some 300 kB', () => {
  const many = spikesAt(0)
  const count = 20_000
  const picture = figure([
    raster({
      ...many,
      i: Int32Array.from({ length: count }, (_, k) => (k * 1237) % 4000),
      t: ms(Array.from({ length: count }, (_, k) => k / 20)),
      countOfEach: () => new Int32Array(4000),
    }),
  ])
  expect(picture.length).toBeLessThan(400_000)
  expect(picture.match(/<path[^>]*stroke-linecap="round"/g)).toHaveLength(1)
})

test('a monitor without spikes gives an empty panel', () => {
  expect(() => figure([raster(spikesAt(2)), populationRate(spikesAt(2))])).not.toThrow()
})

test('says what is missing', () => {
  expect(() => figure([])).toThrow('at least one panel')
  expect(() => figure([[]])).toThrow('at least one mark')
  expect(() => figure([raster(spikes)], { width: 50 })).toThrow('pixels wide')
  expect(() => figure([raster(spikes)], { height: 30 })).toThrow('pixels high')
  expect(() => curve(nA([1, 2]), Hz([1]))).toThrow('not 1 and 2')
  expect(() => trace(monitor, [])).toThrow('at least one variable')
})
