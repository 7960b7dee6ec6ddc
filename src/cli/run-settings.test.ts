import { expect, test } from 'vitest'
import { ms, mV } from '../units/units.js'
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
  [{ plot: 'figure.pdf' }, 'figure.svg, figure.png or figure.html'],
])('refuses %j', (texts, message) => {
  expect(() => readRunSettings(texts)).toThrow(message)
})
