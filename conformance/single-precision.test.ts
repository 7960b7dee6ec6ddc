import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CASES, readCases, type ConformanceCase, type Expectation } from './case.js'
import { runCase } from './run-case.js'

/**
 * How far results of single precision may be from those of Brian 2 in double. The rounding of a constant, 2^-25 of it on average, counts
 * anew in each step: this is what 500 steps with the worst rounding, or 1000 with an average one, come to.
 */
const RELATIVE = 500 * 2 ** -24

/** Cases in which a rounding has a right to decide, each with the reason. */
const DECIDED_BY_ROUNDING: Readonly<Record<string, string>> = {
  'custom-events-trigger-pathways': 'sums of 0.05 meet a threshold that is one of them',
  'effects-on-both-sides': 'sums of 0.25 and 0.35 meet a threshold that is one of them',
  'refractory-without-freezing': 'sums of 0.025 meet a threshold that is one of them',
  'reset-with-several-statements': 'a thousand times the difference of nearly equal numbers is recorded',
}

const { features: missing, disagreements } = JSON.parse(
  readFileSync(new URL('not-built.json', import.meta.url), 'utf8'),
) as Readonly<Record<'features' | 'disagreements', Readonly<Record<string, string>>>>

function inSinglePrecision(given: ConformanceCase): ConformanceCase {
  const { expect: expected, ...rest } = given
  return {
    ...rest,
    network: { ...given.network, precision: 'single' },
    ...(expected === undefined ? {} : { expect: expected.map(loosened) }),
  }
}
function loosened(expectation: Expectation): Expectation {
  if ('values' in expectation) {
    const sizes = expectation.values.map(Number).filter(Number.isFinite).map(Math.abs)
    return {
      ...expectation,
      rel: Math.max(RELATIVE, expectation.rel ?? 0),
      abs: Math.max(RELATIVE * Math.max(0, ...sizes), expectation.abs ?? 0),
    }
  }
  if (!('compare' in expectation) || expectation.relation === 'different') return expectation
  return { ...expectation, rel: Math.max(RELATIVE, expectation.rel ?? 0) }
}

const cases = readCases(CASES).filter(
  ({ test: { name, features } }) => !(name in disagreements) && !features.some(word => word in missing),
)

describe.each(cases)('$area/$test.name', ({ test: given }) => {
  test('in single precision is near the results of Brian 2, with the same bits on both targets', async () => {
    const rounded = inSinglePrecision(given)
    const [js, wasm] = [await runCase(rounded, 'js'), await runCase(rounded, 'wasm')]
    expect(wasm.digest).toBe(js.digest)
    if (given.name in DECIDED_BY_ROUNDING) {
      // A case that passes must not stand in the list.
      expect([js.passed, wasm.passed]).toEqual([false, false])
      return
    }
    expect(js.reason).toBe('')
    expect(wasm.reason).toBe('')
  })
})
