import { expect, test } from 'vitest'
import { inputOf } from './fuzz/inputs.js'
import { compareTargets } from './fuzz/outcome.js'

async function failures(kind: 'text' | 'model', count: number): Promise<string[]> {
  const found: string[] = []
  for (let index = 0; index < count; index++) {
    const { attempt, shown } = inputOf(1, index, kind)
    const wrong = await attempt()
    if (wrong !== undefined) found.push(`${String(index)}: ${wrong}\n${shown.slice(0, 500)}`)
  }
  return found
}

test('random texts end in a result with the same bits on both targets, or in an error for the user', async () => {
  expect(await failures('text', 300)).toEqual([])
})

test('changed model files end in a result with the same bits on both targets, or in an error for the user', async () => {
  expect(await failures('model', 150)).toEqual([])
})

test('an input is the same whenever it is asked for', () => {
  expect(inputOf(3, 17, 'both').shown).toBe(inputOf(3, 17, 'both').shown)
  expect(inputOf(3, 18, 'both').shown).not.toBe(inputOf(4, 18, 'both').shown)
})

test('a foreign error and different bits are failures', async () => {
  expect(await compareTargets(() => Promise.reject(new TypeError('x is not a function')))).toContain(
    'not a function',
  )
  expect(await compareTargets(target => Promise.resolve(target))).toContain('the targets differ')
  expect(await compareTargets(() => Promise.resolve('same'))).toBeUndefined()
})
