import { expect, test } from 'vitest'
import { Hz, ms, mV } from '../units/units.js'
import { readRunSettings } from './run-settings.js'

test('reads values with units, the way people write them', () => {
  const { values } = readRunSettings({ set: ['we=1.5mV', 'tau = 20*ms', 'size=1000', 'w=-2mV'] })
  expect(values.we?.in(mV)).toBeCloseTo(1.5, 12)
  expect(values.tau?.in(ms)).toBeCloseTo(20, 12)
  expect(values.size?.value).toBe(1000)
  expect(values.w?.in(mV)).toBeCloseTo(-2, 12)
})

test.each([
  ['1e3', 1000],
  ['2e-3volt', 0.002],
  ['.5volt', 0.5],
  ['10uA/cm2', 0.1],
  ['3*volt', 3],
  ['100*mS/cm**2', 1000],
])('reads the value %s', (text, value) => {
  expect(readRunSettings({ set: [`x=${text}`] }).values['x']?.value).toBeCloseTo(value, 12)
})

test.each(['500ms', '0.5s', '500 ms', '500*ms', '0.5 s', '0.5*second'])('reads the duration %s', text => {
  expect(readRunSettings({ duration: text }).duration?.in(ms)).toBeCloseTo(500, 9)
})

test('reads what bytes without a header mean', () => {
  const read = (text: string): object | undefined =>
    readRunSettings({ input: '-', inputFormat: text }).inputFormat
  expect(read('s16le,44.1kHz')).toEqual({ encoding: 'signed 16', sampleRate: Hz(44100), channels: 1 })
  expect(read('S24_3LE, 48000 Hz, 2')).toEqual({ encoding: 'signed 24', sampleRate: Hz(48000), channels: 2 })
})

test('leaves out what was not said', () => {
  expect(readRunSettings({})).toEqual({
    values: {},
    json: false,
    inspect: false,
    profile: false,
    quiet: false,
  })
})

test.each([
  [{ set: ['we'] }, 'name=value'],
  [{ set: ['2we=1'] }, 'name=value'],
  [{ set: ['we=1', 'we=2'] }, 'twice'],
  [{ set: ['we=3 apples'] }, '--set we'],
  [{ seed: '1.5' }, 'whole number'],
  [{ seed: '-1' }, 'whole number'],
  [{ seed: '99999999999999999999' }, 'whole number'],
  [{ duration: '5 mV' }, 'takes a time'],
  [{ duration: '5' }, 'takes a time'],
  [{ duration: '-5ms' }, 'takes a time'],
  [{ duration: '[1, 2]*ms' }, 'takes a time'],
  [{ target: 'cuda' }, 'wasm or js'],
  [{ save: ['run.npz', 'run.cvs'] }, 'ends in .csv, .npz, .arrow, .nwb, not "run.cvs". Did you mean .csv?'],
  [{ save: ['run'] }, 'not "run".'],
  [{ inputFormat: 's16le,44.1kHz' }, 'the bytes of --input mean, which is not given'],
  [{ input: '-', inputFormat: 's16le' }, 'takes encoding,rate or encoding,rate,channels'],
  [{ input: '-', inputFormat: 's16le,1Hz,1,1' }, 'takes encoding,rate or encoding,rate,channels'],
  [{ input: '-', inputFormat: 's16e,44.1kHz' }, 'not "s16e". Did you mean s16le?'],
  [{ input: '-', inputFormat: 'S24_LE,44.1kHz' }, 'record S24_3LE or S32_LE instead'],
  [{ input: '-', inputFormat: 's16le,44100' }, 'such as 44100Hz or 44.1kHz, not 44100'],
  [{ input: '-', inputFormat: 's16le,20ms' }, 'such as 44100Hz or 44.1kHz, not 20 ms'],
  [{ input: '-', inputFormat: 's16le,fast' }, '--input-format takes a number or a quantity'],
  [{ input: '-', inputFormat: 's16le,44.1kHz,0' }, 'a number of channels, 1 or more, not "0"'],
  [{ plot: 'figure.pdf' }, 'figure.svg, figure.png or figure.html'],
  [{ plot: 'figure.svg', theme: 'black' }, '--theme takes light or dark, not "black"'],
  [{ theme: 'dark' }, 'none was asked for'],
  [{ plot: 'figure.html', theme: 'dark' }, 'a page has both themes'],
])('refuses %j', (texts, message) => {
  expect(() => readRunSettings(texts)).toThrow(message)
})
