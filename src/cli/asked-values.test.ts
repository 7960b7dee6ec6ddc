import { expect, test } from 'vitest'
import { mV } from '../units/units.js'
import { AskedValues } from './asked-values.js'

test('a value that the script never asks for is refused, with the nearest of those it asks for', () => {
  const asked = new AskedValues({ size: mV(1), wee: mV(2) })
  const { we, size, wi } = asked.values
  expect([we, size?.in(mV), wi]).toEqual([undefined, 1, undefined])
  expect(() => {
    asked.checkAllAsked()
  }).toThrow('the script has no value `wee` to set. Did you mean `we`? It has: we, size, wi.')
})

test('asking in any way counts', () => {
  const asked = new AskedValues({ a: mV(1), b: mV(2), c: mV(3) })
  expect(asked.values.a).toBeDefined()
  expect('b' in asked.values).toBe(true)
  expect(Object.hasOwn(asked.values, 'd')).toBe(false)
  expect(() => {
    asked.checkAllAsked()
  }).toThrow('`c`')
})

test('a script that takes all values knows them', () => {
  const asked = new AskedValues({ a: mV(1) })
  expect(Object.keys({ ...asked.values })).toEqual(['a'])
  expect(() => {
    asked.checkAllAsked()
  }).not.toThrow()
})

test('says that a script has no values', () => {
  expect(() => {
    new AskedValues({ a: mV(1) }).checkAllAsked()
  }).toThrow('It has none.')
})
