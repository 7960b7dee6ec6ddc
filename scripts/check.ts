// npm run check: types, lint, format and import rules. All run, whatever the first ones find; the status is 1 if one of them fails.
import { runChecks } from './run-checks.js'

const failed = await runChecks()
process.exitCode = failed.length === 0 ? 0 : 1
