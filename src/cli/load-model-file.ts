import { readFileSync } from 'node:fs'
import { RheobaseError } from '../errors/rheobase-error.js'
import { readModelDescription, type ModelDescription } from '../io/model-json.js'
import { constantsOf, withConstants, type ConstantValues } from '../io/with-constants.js'
import { MEMORY_LIMIT_OF_FILES } from '../io/json-model.js'
import { ModelSession } from '../io/model-session.js'
import { withPlace } from '../io/place-of-error.js'
import type { Quantity } from '../units/quantity.js'
import { second } from '../units/units.js'
import { checkNames } from './asked-values.js'
import type { LoadedModel } from './loaded-model.js'
import type { RunSettings } from './run-settings.js'
import { UsageError } from './usage-error.js'

/**
 * Builds the network of a JSON file; running it carries out its protocol, or simulates if that has no run.
 * @throws {RheobaseError} if the file is no model, {UsageError} if options do not fit it
 */
export function loadModelFile(file: string, settings: RunSettings): LoadedModel {
  const { seed, target, precision, threads, values, duration } = settings
  if (settings.input !== undefined)
    throw new UsageError('--input is for scripts: a JSON model has its input in itself')
  const { network: description, protocol = [] } = withValues(readModelDescription(readJson(file)), values)
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
  return {
    network: session.network,
    async run(options) {
      for (const [k, step] of protocol.entries()) {
        try {
          await session.step(step, options)
        } catch (error) {
          throw withPlace(error, `protocol[${String(k)}]`)
        }
      }
      if (!hasRun) await session.network.run(duration ?? second(1), options)
    },
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new RheobaseError('syntax', 'not-json', `the file is not JSON: ${error.message}`)
  }
}

/** The model with the values of `--set`. @throws {UsageError} if it has no such constant */
function withValues(model: ModelDescription, values: Readonly<Record<string, Quantity>>): ModelDescription {
  if (Object.keys(values).length > 0) checkNames('the model', Object.keys(values), constantsOf(model))
  return withConstants(model, values as ConstantValues)
}
