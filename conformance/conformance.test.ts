import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CASES, readCases } from './case.js'
import { runCase } from './run-case.js'

/** Feature words of cases that cannot run yet, each with what is missing. */
const { features: notBuilt } = JSON.parse(
  readFileSync(new URL('not-built.json', import.meta.url), 'utf8'),
) as { features: Record<string, string> }

describe.each(readCases(CASES))('$area/$test.name', ({ test: testCase }) => {
  const missing = testCase.features.filter(feature => feature in notBuilt)

  test('gives the results of Brian 2 on both targets, with the same bits', async () => {
    const js = await runCase(testCase, 'js')
    const wasm = await runCase(testCase, 'wasm')
    if (missing.length > 0) {
      // A case that passes although its feature is listed as missing: the list must shrink.
      expect([js.passed, wasm.passed], `passes, but ${missing.join(', ')} stand in not-built.json`).toEqual([
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

test('every feature word that is not built occurs in some case', () => {
  const used = new Set(readCases(CASES).flatMap(({ test: { features } }) => features))
  expect(Object.keys(notBuilt).filter(feature => !used.has(feature))).toEqual([])
})
