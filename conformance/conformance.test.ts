import { describe, expect, test } from 'vitest'
import { CASES, readCases } from './case.js'
import { KNOWN_FAILURES as known, reasonToFail } from './known-failures.js'
import { runCase } from './run-case.js'

const cases = readCases(CASES)

describe.each(cases)('$area/$test.name', ({ test: testCase }) => {
  const expected = reasonToFail(testCase)

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
