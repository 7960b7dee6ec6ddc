import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CASES, readCases } from './case.js'
import { runCase } from './run-case.js'

interface KnownFailures {
  /** Feature words of cases that cannot run yet, each with what is missing. */
  readonly features: Readonly<Record<string, string>>
  /** Cases whose numbers we do not want to match, each with the reason. */
  readonly disagreements: Readonly<Record<string, string>>
}
const known = JSON.parse(readFileSync(new URL('not-built.json', import.meta.url), 'utf8')) as KnownFailures
const cases = readCases(CASES)

describe.each(cases)('$area/$test.name', ({ test: testCase }) => {
  const missing = testCase.features.filter(feature => feature in known.features)
  const expected = missing.length > 0 ? missing.join(', ') : known.disagreements[testCase.name]

  test('gives the results of Brian 2 on both targets, with the same bits', async () => {
    const js = await runCase(testCase, 'js')
    const wasm = await runCase(testCase, 'wasm')
    if (expected !== undefined) {
      // A case that passes although it stands in the list: the list must shrink.
      expect([js.passed, wasm.passed], `passes, but stands in not-built.json: ${expected}`).toEqual([
        false,
        false,
      ])
      return
    }
    expect(js.reason).toBe('')
    expect(wasm.reason).toBe('')
    expect(wasm.digest).toBe(js.digest)
  })
})

test('everything in the list of known failures occurs in some case', () => {
  const features = new Set(cases.flatMap(({ test: { features } }) => features))
  const names = new Set(cases.map(({ test: { name } }) => name))
  expect(Object.keys(known.features).filter(feature => !features.has(feature))).toEqual([])
  expect(Object.keys(known.disagreements).filter(name => !names.has(name))).toEqual([])
})
