import { printQuantity } from '../units/print-quantity.js'
import { readFileSync } from 'node:fs'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Network } from '../network/network.js'
import { describeValue } from '../network/options.js'
import type { ScriptModel, ScriptProtocol } from '../network/script-model.js'
import type { ScriptOptions } from '../network/script-options.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/units.js'
import { AskedValues } from './asked-values.js'
import { explainImport } from './explain-import.js'
import { importScript } from './import-script.js'
import type { LoadedModel } from './loaded-model.js'
import type { ModelSettings } from './run-settings.js'
import { UsageError } from './usage-error.js'

/**
 * Loads a script and builds its network.
 * @throws {RheobaseError} if it is no script of the expected form or does not heed the options; and what the script throws
 */
export async function loadScript(file: string, settings: ModelSettings): Promise<LoadedModel> {
  const { default: build } = (await imported(file)) as { readonly default?: unknown }
  if (typeof build !== 'function') throw notAScript(`it has no function as default export`)
  const asked = new AskedValues(settings.values)
  const { seed, duration, target, precision, threads } = settings
  const options: ScriptOptions = {
    values: asked.values,
    ...(seed === undefined ? {} : { seed }),
    ...(duration === undefined ? {} : { duration }),
    ...(target === undefined ? {} : { target }),
    ...(precision === undefined ? {} : { precision }),
    ...(threads === undefined ? {} : { threads }),
  }
  const heeds = { input: false, inputFormat: false }
  const { input, inputFormat } = settings
  for (const [name, value] of Object.entries({ input, inputFormat }))
    if (value !== undefined)
      Object.defineProperty(options, name, {
        // A script that takes the rest of its options, `...options`, has not asked for it.
        enumerable: false,
        get: () => {
          heeds[name as keyof typeof heeds] = true
          return value
        },
      })
  const model = modelOf(await (build as (options: ScriptOptions) => unknown)(options))
  const { network, picture } = model
  asked.checkAllAsked()
  if (input !== undefined && !heeds.input)
    throw new UsageError('the script does not heed --input: it gets the file as `input`, and reads none')
  if (inputFormat !== undefined && !heeds.inputFormat)
    throw new UsageError(
      'the script does not heed --input-format: it gets it as `inputFormat`, for openSound(input, inputFormat)',
    )
  checkHeeded(network, settings)
  return {
    network,
    async run(runOptions) {
      if (network.timeSpent.runs > 0) return
      if (model.run === undefined) {
        await network.run(duration ?? model.duration ?? second(1), runOptions)
        return
      }
      await model.run(runOptions)
      checkHeeded(network, settings)
    },
    script: readFileSync(file, 'utf8'),
    ...(picture === undefined ? {} : { picture }),
  }
}

/** @throws {RheobaseError} for imports of what does not exist; and what the script throws */
async function imported(file: string): Promise<unknown> {
  try {
    return await importScript(file)
  } catch (error) {
    throw await explainImport(error, file)
  }
}

function modelOf(given: unknown): ScriptModel & Partial<ScriptProtocol> {
  if (given instanceof Network) return { network: given }
  if (!isRecord(given) || !(given.network instanceof Network))
    throw notAScript('its function gives back no network')
  const { duration, picture, run } = given
  if (duration !== undefined && !(duration instanceof Quantity))
    throw notAScript(
      `the duration of its model must be a time such as ms(500), not ${describeValue(duration)}`,
    )
  if (picture !== undefined && typeof picture !== 'function')
    throw notAScript(`the picture of its model must be a function, not ${describeValue(picture)}`)
  if (run !== undefined && typeof run !== 'function')
    throw notAScript(`\`run\` of its model must be a function that simulates it, not ${describeValue(run)}`)
  return given as unknown as ScriptModel & Partial<ScriptProtocol>
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const notAScript = (reason: string): RheobaseError =>
  new RheobaseError(
    'value',
    'not-a-script',
    `this is not a script for rheobase run: ${reason}. It is expected to look like this:\n\n` +
      "  import { Network, type ScriptOptions } from 'rheobase'\n\n" +
      '  export default function ({ values, seed }: ScriptOptions): Network {\n' +
      '    const net = new Network({ seed: seed ?? 1 })\n' +
      '    …\n' +
      '    return net   // or { network: net, duration, run, picture }\n' +
      '  }',
  )

/** An option that the script ignores would give results that look as if it had been heeded. */
function checkHeeded(network: Network, { seed, target, precision, threads, duration }: ModelSettings): void {
  if (seed !== undefined && network.seed !== seed) throw ignored('--seed', 'seed')
  if (target !== undefined && network.target !== target) throw ignored('--target', 'target')
  if (precision !== undefined && network.precision !== precision) throw ignored('--precision', 'precision')
  if (threads !== undefined && network.target === 'wasm' && network.threads !== threads)
    throw ignored('--threads', 'threads')
  if (duration === undefined || network.timeSpent.runs === 0) return
  if (Math.abs(network.t.value - duration.value) > network.dt.value / 2) {
    throw new UsageError(
      `the script runs the network itself, for ${printQuantity(network.t)}, and does not heed --duration: it gets it as \`duration\``,
    )
  }
}

const ignored = (option: string, name: string): UsageError =>
  new UsageError(
    `the script does not heed ${option}: it gets it as \`${name}\` and must hand it to new Network({ ${name} })`,
  )
