// Reports of runs: `rheobase/report`.
export { startReport, type Report, type ReportOptions } from './start-report.js'
