import { readFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, parse, resolve } from 'node:path'
import type { Report } from '../report/start-report.js'
import { loadModel } from './load-model.js'
import type { ModelSettings } from './run-settings.js'
import { withProgress } from './progress-line.js'
import type { Terminal } from './terminal.js'

/** What `rheobase report` was told on the command line. */
export interface ReportSettings extends ModelSettings {
  readonly format: ReportFormat
  /** Where it is written, `-` for standard output; in this folder, with the name of the model and the ending of the format, if left out. */
  readonly output?: string
  readonly title?: string
  readonly quiet: boolean
}

export const REPORT_FORMATS = ['html', 'markdown', 'latex'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

const ENDINGS: Readonly<Record<ReportFormat, string>> = { html: '.html', markdown: '.md', latex: '.tex' }

/**
 * `rheobase report`: builds a model, simulates it, and writes a report of both.
 * @throws {UsageError} if the file or the options are not what they should be; and every error of the model
 */
export async function reportModel(file: string, settings: ReportSettings, terminal: Terminal): Promise<void> {
  const report = await withProgress(settings.quiet ? undefined : terminal, () => reported(file, settings))
  const output = settings.output ?? `${parse(file).name}${ENDINGS[settings.format]}`
  const text = await written(report, settings.format)
  if (output === '-') {
    terminal.write(text)
    return
  }
  mkdirSync(dirname(resolve(output)), { recursive: true })
  writeFileSync(output, text)
  if (!settings.quiet) terminal.write(`${output}\n`)
}

async function reported(file: string, settings: ReportSettings): Promise<Report> {
  const model = await loadModel(file, settings)
  const { network, description, script, picture } = model
  if (picture === undefined) (await import('./draw-run.js')).prepareFigure(network)
  await model.prepare?.()
  const { startReport } = await import('../report/start-report.js')
  const report = startReport(network, {
    title: settings.title ?? description?.name ?? parse(file).name,
    environment: environment(),
    ...(description === undefined ? {} : { model: description }),
    ...(description?.about === undefined ? {} : { about: description.about }),
    ...(script === undefined ? {} : { script }),
    ...(picture === undefined ? {} : { picture }),
  })
  await model.run({})
  return report
}

const written = (report: Report, format: ReportFormat): string | Promise<string> =>
  format === 'html' ? report.html() : format === 'markdown' ? report.markdown() : report.latex()

/** Versions and machine. */
function environment(): Readonly<Record<string, string>> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
  const processor = cpus()[0]?.model.trim()
  return {
    Software: `Rheobase ${version}, Node ${process.versions.node} (V8 ${process.versions.v8})`,
    Machine: `${process.platform} ${process.arch}${processor === undefined || processor === '' ? '' : `, ${processor}`}`,
    Date: new Date().toISOString().slice(0, 10),
  }
}
