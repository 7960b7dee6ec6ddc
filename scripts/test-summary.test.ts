import { expect, test } from 'vitest'
import { printSummary, skippedTests, summarise, type TestReport } from './test-summary.js'

const report = (changes: Partial<TestReport>): TestReport => ({
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...changes,
})

test('counts a green run', () => {
  expect(printSummary(summarise(report({})))).toBe('3 passed, 0 failed')
})

test('counts failed tests once, though their file failed too', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }]
  expect(summarise(report({ success: false, numFailedTests: 1, testResults }))).toEqual({
    passed: 3,
    failed: 1,
  })
})

test('counts a file that could not be loaded', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }]
  expect(summarise(report({ success: false, testResults }))).toEqual({ passed: 3, failed: 1 })
})

test.each([
  ['an error outside of tests', report({ success: false })],
  ['no tests at all', report({ numPassedTests: 0, testResults: [] })],
  ['no report', undefined],
])('%s is never 0 failed', (_, red) => {
  expect(summarise(red).failed).toBe(1)
})

test('tests that did not run are named', () => {
  const assertionResults = [
    { status: 'passed' },
    { status: 'skipped', title: 'in a page' },
    { status: 'todo' },
  ]
  expect(skippedTests(report({ testResults: [{ status: 'passed', assertionResults }] }))).toEqual([
    'in a page',
    'a test without title',
  ])
  expect(skippedTests(undefined)).toEqual([])
})
