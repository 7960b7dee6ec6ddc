// npm test: the checks, then all tests. The last line is `N passed, N failed`; a failed check counts as one that failed.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from './run-checks.js'
import { ROOT, runTool } from './run-tool.js'
import { printSummary, skippedTests, summarise, type TestReport } from './test-summary.js'

const REPORT = '.cache/tests.json'

const failedChecks = await runChecks()
rmSync(join(ROOT, REPORT), { force: true })
const status = await runTool(
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT}`,
  ...process.argv.slice(2),
)
const report = readReport()
const summary = summarise(report)
for (const title of skippedTests(report)) console.log(`skipped: ${title}`)
if (failedChecks.length > 0) console.log(`failed checks: ${failedChecks.join(', ')}`)
const failed = summary.failed + failedChecks.length
process.exitCode = status === 0 && failed === 0 ? 0 : 1
console.log(printSummary({ passed: summary.passed, failed: status === 0 ? failed : Math.max(1, failed) }))

function readReport(): TestReport | undefined {
  const path = join(ROOT, REPORT)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TestReport) : undefined
}
