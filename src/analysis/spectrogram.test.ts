import { expect, test } from 'vitest'
import { dimensionless } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { Hz, ms, mV, second } from '../units/units.js'
import { fourierTransform } from './fourier-transform.js'
import { spectrogram } from './spectrogram.js'

test('the transform is that of its definition', () => {
  const size = 16
  const signal = Float64Array.from({ length: size }, (_, n) => Math.sin(n * n) + n / 7)
  const [real, imaginary] = [signal.slice(), new Float64Array(size)]
  fourierTransform(real, imaginary)
  for (let k = 0; k < size; k++) {
    const sum = (wave: (angle: number) => number): number =>
      signal.reduce((total, value, n) => total + value * wave((2 * Math.PI * k * n) / size), 0)
    expect(real[k]).toBeCloseTo(sum(Math.cos), 12)
    expect(imaginary[k]).toBeCloseTo(-sum(Math.sin), 12)
  }
})

test('a tone is found where and when it sounds, and power adds up to the variance', () => {
  // 40 Hz for one second, then 120 Hz, amplitude 2 mV: a variance of 2 mV².
  const signal = mV(
    Array.from({ length: 2000 }, (_, n) => 2 * Math.sin((2 * Math.PI * (n < 1000 ? 40 : 120) * n) / 1000)),
  )
  const { t, frequencies, power } = spectrogram(signal, ms(1), { window: ms(250), step: ms(50) })
  const bands = frequencies.length
  const [first, last] = [power.subarray(0, bands), power.subarray(-bands)]
  const loudest = (piece: Float64Array): number => frequencies.at(piece.indexOf(Math.max(...piece))).in(Hz)
  expect(Math.abs(loudest(first) - 40)).toBeLessThan(4)
  expect(Math.abs(loudest(last) - 120)).toBeLessThan(4)
  const width = frequencies.at(1).in(Hz)
  expect(first.reduce((sum, each) => sum + each * width, 0)).toBeCloseTo(2e-6, 8)
  expect(t.at(0).in(ms)).toBeCloseTo(125, 9)
  expect(frequencies.at(bands - 1).in(Hz)).toBe(500)
})

test('says what cannot be cut into pieces', () => {
  const signal = new Quantity(new Float64Array(100), dimensionless)
  expect(() => spectrogram(signal, ms(1), { window: ms(3) })).toThrow('at least 8')
  expect(() => spectrogram(signal, ms(1), { window: second(1) })).toThrow('which has 100')
  expect(() => spectrogram([0, NaN, 0, 0, 0, 0, 0, 0, 0, 0], ms(1))).toThrow('sample 1 is NaN')
  expect(() => spectrogram(signal, mV(1))).toThrow('cannot be 1 mV')
})
