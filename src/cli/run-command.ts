import { statSync } from 'node:fs'
import { extname, parse, relative, resolve } from 'node:path'
import type { RunOptions } from '../network/run-options.js'
import { ms } from '../units/units.js'
import type { LoadedModel } from './loaded-model.js'
import { printProfile, printRecord } from './print-record.js'
import { ProgressLine } from './progress-line.js'
import { recordRun, untilNow } from './run-record.js'
import type { RunSettings } from './run-settings.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

const SCRIPTS = ['.ts', '.mts', '.js', '.mjs']

/**
 * `rheobase run`: builds a model, simulates it, and tells what came of it.
 * @throws {UsageError} if the file or the options are not what they should be; and every error of the model
 */
export async function runModel(file: string, settings: RunSettings, terminal: Terminal): Promise<void> {
  const path = resolve(file)
  const started = performance.now()
  const model = await load(path, file, settings)
  const { network } = model
  const figure = settings.plot === undefined ? undefined : await import('./draw-run.js')
  if (model.picture === undefined) figure?.prepareFigure(network)
  await simulate(model, settings, terminal)
  const record = recordRun(relative('', path), network, performance.now() - started, settings.plot)
  if (settings.plot !== undefined)
    await figure?.drawRun(network, parse(file).name, settings.plot, model.picture)
  if (settings.inspect) terminal.write(`${network.inspect().toString()}\n\n`)
  const profile = settings.profile ? { profile: network.profile } : {}
  if (settings.json) terminal.write(`${JSON.stringify({ ...record, ...profile, ...untilNow() })}\n`)
  if (settings.json || settings.quiet) return
  terminal.write(printRecord({ ...record, ...untilNow() }))
  if (settings.profile) terminal.write(`\n${printProfile(network.profile)}`)
}

async function load(path: string, file: string, settings: RunSettings): Promise<LoadedModel> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`there is no file ${file}`)
  const kind = extname(path).toLowerCase()
  if (kind === '.json') return (await import('./load-model-file.js')).loadModelFile(path, settings)
  if (SCRIPTS.includes(kind)) return (await import('./load-script.js')).loadScript(path, settings)
  throw new UsageError(`rheobase run takes a script (${SCRIPTS.join(', ')}) or a model (.json), not ${file}`)
}

async function simulate(
  model: LoadedModel,
  { json, quiet, profile }: RunSettings,
  terminal: Terminal,
): Promise<void> {
  const line = terminal.isInteractive && !json && !quiet ? await ProgressLine.load() : undefined
  const options: RunOptions = {
    profile,
    ...(line === undefined ? {} : { report: line.report, reportPeriod: ms(100) }),
  }
  try {
    await model.run(options)
  } finally {
    line?.stop()
  }
}
