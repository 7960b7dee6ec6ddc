import { extname } from 'node:path'
import { REPORT_FORMATS, type ReportFormat, type ReportSettings } from './report-command.js'
import { readModelSettings, type ModelOptionTexts } from './run-settings.js'
import { UsageError } from './usage-error.js'

/** The options as commander has them: text. */
export interface ReportOptionTexts extends ModelOptionTexts {
  readonly output?: string
  readonly format?: string
  readonly title?: string
  readonly quiet?: boolean
}

/** @throws {UsageError} for the first option that cannot be understood */
export function readReportSettings(texts: ReportOptionTexts): ReportSettings {
  const { output, format, title, quiet = false } = texts
  return {
    ...readModelSettings(texts),
    format: format === undefined ? formatOf(output) : readFormat(format),
    ...(output === undefined ? {} : { output }),
    ...(title === undefined ? {} : { title }),
    quiet,
  }
}

function readFormat(text: string): ReportFormat {
  const found = REPORT_FORMATS.find(format => format === text)
  if (found !== undefined) return found
  throw new UsageError(`--format takes ${REPORT_FORMATS.join(', ')}, not "${text}"`)
}

/** By the ending of the file that is written. */
function formatOf(output: string | undefined): ReportFormat {
  const ending = output === undefined || output === '-' ? '.html' : extname(output).toLowerCase()
  if (ending === '.html' || ending === '.htm') return 'html'
  if (ending === '.md') return 'markdown'
  if (ending === '.tex') return 'latex'
  throw new UsageError(
    `--output ends in .html, .md or .tex, or --format says what it is to be; not ${output ?? ''}`,
  )
}
