import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { checkOptions } from './options.js'

const failure = (options: unknown): RheobaseError => {
  try {
    checkOptions('synapses', options, ['equations', 'onPre'])
  } catch (error) {
    if (error instanceof RheobaseError) return error
  }
  throw new Error('nothing was refused')
}

test('an option that does not exist is refused with the nearest that does', () => {
  const { kind, code, message } = failure({ onpre: 'v += 1' })
  expect([kind, code]).toEqual(['name', 'unknown-option'])
  expect(message).toContain('no option `onpre`. Did you mean `onPre`?')
})

test.each([
  ['w : volt', 'the text "w : volt"'],
  [null, 'null'],
  [3, 'number 3'],
])('options that are not an object are refused: %s', (options, found) => {
  const { kind, code, message } = failure(options)
  expect([kind, code]).toEqual(['type', 'not-options'])
  expect(message).toContain(`an object such as { equations: … }, not ${found}`)
})
