/** The part of vitest's JSON report that a summary needs. */
export interface TestReport {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly title?: string }[]
  }[]
}

export interface Summary {
  readonly passed: number
  readonly failed: number
}

/**
 * Counts a report. A file that fails without a failed test of its own (it could not be loaded, a hook threw) is one failure more, and
 * so is whatever else made the run fail: a red run never counts 0 failed, and a run without tests is red.
 */
export function summarise(report: TestReport | undefined): Summary {
  if (report === undefined) return { passed: 0, failed: 1 }
  const brokenFiles = report.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.every(test => test.status !== 'failed'),
  )
  const failed = report.numFailedTests + brokenFiles.length
  const red = !report.success || report.numPassedTests === 0
  return { passed: report.numPassedTests, failed: red ? Math.max(1, failed) : failed }
}

/** Tests that did not run, by their titles. */
export const skippedTests = (report: TestReport | undefined): readonly string[] =>
  (report?.testResults ?? [])
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ title = 'a test without title' }) => title)

export const printSummary = ({ passed, failed }: Summary): string =>
  `${String(passed)} passed, ${String(failed)} failed`
