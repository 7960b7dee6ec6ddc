import { readFileSync } from 'node:fs'
import { RheobaseError } from '../errors/rheobase-error.js'
import { readModelDescription, type ModelDescription, type ProtocolStep } from '../io/model-json.js'
import { constantsOf, withConstants, type ConstantValues } from '../io/with-constants.js'
import { MEMORY_LIMIT_OF_FILES } from '../io/json-model.js'
import { ModelSession } from '../io/model-session.js'
import { withPlace } from '../io/place-of-error.js'
import type { RunOptions } from '../network/run-options.js'
import { modelInPage } from '../report/embedded-model.js'
import type { Quantity } from '../units/quantity.js'
import { second } from '../units/units.js'
import { checkNames } from './asked-values.js'
import type { LoadedModel } from './loaded-model.js'
import type { ModelSettings } from './run-settings.js'
import { UsageError } from './usage-error.js'

/**
 * Builds the network of a JSON file; running it carries out its protocol, or simulates if that has no run.
 * @throws {RheobaseError} if the file is no model, {UsageError} if options do not fit it
 */
export function loadModelFile(file: string, settings: ModelSettings): LoadedModel {
  return modelOf(readJson(readFileSync(file, 'utf8'), 'the file'), settings)
}

/**
 * The same for the model that the page of a report holds.
 * @throws {UsageError} if the page holds none
 */
export async function loadReportPage(file: string, settings: ModelSettings): Promise<LoadedModel> {
  const text = await modelInPage(readFileSync(file, 'utf8'))
  if (text !== undefined) return modelOf(readJson(text, 'the model in the page'), settings)
  throw new UsageError(`${file} holds no model: it is not the page of a report, or of one without a model`)
}

function modelOf(json: unknown, settings: ModelSettings): LoadedModel {
  const { seed, target, precision, threads, values, duration } = settings
  if (settings.input !== undefined)
    throw new UsageError('--input is for scripts: a JSON model has its input in itself')
  const model = withValues(readModelDescription(json), values)
  const { network: description, protocol = [] } = model
  const hasRun = protocol.some(step => 'run' in step)
  if (hasRun && duration !== undefined) {
    throw new UsageError(
      'the protocol of this model says how long it runs: leave out --duration, or the runs of its protocol',
    )
  }
  const session = new ModelSession(description, {
    memoryLimit: MEMORY_LIMIT_OF_FILES,
    ...(seed === undefined ? {} : { seed }),
    ...(target === undefined ? {} : { target }),
    ...(precision === undefined ? {} : { precision }),
    ...(threads === undefined ? {} : { threads }),
  })
  const { network } = session
  let done = 0
  const carryOut = async (goesOn: (step: ProtocolStep) => boolean, options: RunOptions): Promise<void> => {
    for (let step = protocol[done]; step !== undefined && goesOn(step); step = protocol[done]) {
      try {
        await session.step(step, options)
      } catch (error) {
        throw withPlace(error, `protocol[${String(done)}]`)
      }
      done++
    }
  }
  return {
    network,
    description: {
      ...model,
      network: {
        ...description,
        seed: network.seed,
        ...(precision === undefined ? {} : { precision }),
      },
    },
    prepare: () => carryOut(step => !('run' in step), {}),
    async run(options) {
      await carryOut(() => true, options)
      if (!hasRun) await network.run(duration ?? second(1), options)
    },
  }
}

function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new RheobaseError('syntax', 'not-json', `${what} is not JSON: ${error.message}`)
  }
}

/** The model with the values of `--set`. @throws {UsageError} if it has no such constant */
function withValues(model: ModelDescription, values: Readonly<Record<string, Quantity>>): ModelDescription {
  if (Object.keys(values).length > 0) checkNames('the model', Object.keys(values), constantsOf(model))
  return withConstants(model, values as ConstantValues)
}
