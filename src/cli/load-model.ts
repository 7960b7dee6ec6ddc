import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, parse, resolve } from 'node:path'
import { nearestNames } from '../errors/nearest-name.js'
import type { LoadedModel } from './loaded-model.js'
import type { ModelSettings } from './run-settings.js'
import { UsageError } from './usage-error.js'

const SCRIPTS = ['.ts', '.mts', '.js', '.mjs']

/**
 * Builds the model of a file: a script, a model in JSON, or the page of a report, which holds one.
 * @throws {UsageError} for other files; and every error of the model
 */
export async function loadModel(file: string, settings: ModelSettings): Promise<LoadedModel> {
  const path = resolve(file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory() === true)
    throw new UsageError(`${file} is a folder: name a script, a model or a report in it`)
  if (found?.isFile() !== true) throw new UsageError(`there is no file ${file}${nearFiles(file)}`)
  const kind = extname(path).toLowerCase()
  if (kind === '.json') return (await import('./load-model-file.js')).loadModelFile(path, settings)
  if (kind === '.html') return (await import('./load-model-file.js')).loadReportPage(path, settings)
  if (SCRIPTS.includes(kind)) return (await import('./load-script.js')).loadScript(path, settings)
  throw new UsageError(
    `rheobase takes a script (${SCRIPTS.join(', ')}), a model (.json) or a report (.html), not ${file}`,
  )
}

/** Models beside it whose names are near, or the same but for their ending. */
function nearFiles(file: string): string {
  const folder = dirname(resolve(file))
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return ''
  const models = readdirSync(folder).filter(name => [...SCRIPTS, '.json', '.html'].includes(extname(name)))
  const wanted = basename(file)
  const [near] = [...models.filter(name => parse(name).name === wanted), ...nearestNames(wanted, models)]
  return near === undefined ? '' : `. Did you mean ${join(dirname(file), near)}?`
}
