import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
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
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`there is no file ${file}`)
  const kind = extname(path).toLowerCase()
  if (kind === '.json') return (await import('./load-model-file.js')).loadModelFile(path, settings)
  if (kind === '.html') return (await import('./load-model-file.js')).loadReportPage(path, settings)
  if (SCRIPTS.includes(kind)) return (await import('./load-script.js')).loadScript(path, settings)
  throw new UsageError(
    `rheobase takes a script (${SCRIPTS.join(', ')}), a model (.json) or a report (.html), not ${file}`,
  )
}
