import { printQuantity } from '../units/print-quantity.js'
import { parse, relative, resolve } from 'node:path'
import { untilInterrupted } from './interrupt.js'
import { loadModel } from './load-model.js'
import { printProfile, printRecord } from './print-record.js'
import { withProgress } from './progress-line.js'
import { recordRun, untilNow } from './run-record.js'
import type { RunSettings } from './run-settings.js'
import type { Terminal } from './terminal.js'

/**
 * `rheobase run`: builds a model, simulates it, and tells what came of it.
 * @returns whether it ran to its end: Ctrl-C ends it early, and what there is by then is told, drawn and saved
 * @throws {UsageError} if the file or the options are not what they should be; and every error of the model
 */
export async function runModel(file: string, settings: RunSettings, terminal: Terminal): Promise<boolean> {
  const path = resolve(file)
  const started = performance.now()
  const { profile, json, quiet } = settings
  const figure = settings.plot === undefined ? undefined : await import('./draw-run.js')
  const data = settings.save === undefined ? undefined : await import('./save-run.js')
  const { model, interrupted } = await withProgress(json || quiet ? undefined : terminal, async () => {
    const model = await loadModel(file, settings)
    if (model.picture === undefined) figure?.prepareFigure(model.network)
    if (model.network.timeSpent.runs === 0) data?.checkRecords(model.network)
    // A script may have done its work by itself, and give back an empty network.
    if (model.description !== undefined && model.network.parts().length === 0)
      terminal.writeError('the network is empty: there is nothing to simulate but time\n')
    const interrupted = await untilInterrupted(terminal, signal => model.run({ profile, signal }))
    return { model, interrupted }
  })
  const { network } = model
  const ran = recordRun(relative('', path), network, performance.now() - started, settings.plot)
  if (settings.plot !== undefined)
    await figure?.drawRun(
      network,
      parse(file).name,
      { file: settings.plot, theme: settings.theme },
      model.picture,
    )
  const saved = await data?.saveRun(network, settings.save ?? [], {
    sessionDescription: `${parse(file).name}, simulated for ${printQuantity(network.t)}`,
    ...(model.script === undefined ? {} : { script: { name: parse(file).base, text: model.script } }),
  })
  if (settings.inspect) terminal.write(`${network.inspect().toString()}\n\n`)
  const record = {
    ...ran,
    ...(interrupted ? { interrupted } : {}),
    ...(saved === undefined ? {} : { saved }),
  }
  const measured = profile ? { profile: network.profile } : {}
  if (settings.json) terminal.write(`${JSON.stringify({ ...record, ...measured, ...untilNow() })}\n`)
  if (settings.json || settings.quiet) return !interrupted
  terminal.write(printRecord({ ...record, ...untilNow() }))
  if (settings.profile) terminal.write(`\n${printProfile(network.profile)}`)
  return !interrupted
}
