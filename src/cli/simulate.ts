import type { RunOptions } from '../network/run-options.js'
import { ms } from '../units/units.js'
import type { LoadedModel } from './loaded-model.js'
import { ProgressLine } from './progress-line.js'
import type { Terminal } from './terminal.js'

/** Runs a model; on a terminal at which somebody sits, with a line that tells how far it is. Without a terminal, silently. */
export async function simulate(
  model: LoadedModel,
  options: RunOptions,
  terminal: Terminal | undefined,
): Promise<void> {
  const line = terminal?.isInteractive === true ? await ProgressLine.load() : undefined
  try {
    await model.run({
      ...options,
      ...(line === undefined ? {} : { report: line.report, reportPeriod: ms(100) }),
    })
  } finally {
    line?.stop()
  }
}
