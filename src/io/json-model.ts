import type { Network } from '../network/network.js'
import type { NetworkOptions } from '../network/network-options.js'
import type { RunOptions } from '../network/run-options.js'
import { readModelDescription, type ModelDescription } from './model-json.js'
import { ModelSession } from './model-session.js'
import { withPlace } from './place-of-error.js'
import { withConstants, type ConstantValues } from './with-constants.js'

/** Options of `modelFromJson`. */
export type JsonModelOptions = Pick<
  NetworkOptions,
  'target' | 'precision' | 'threads' | 'seed' | 'onMessage' | 'memoryLimit'
> & {
  /** Other values for constants that the model defines, in its own namespace or in those of its objects. */
  readonly constants?: ConstantValues
}

/** What a network of a file may take unless the option says otherwise: 1 GiB. */
export const MEMORY_LIMIT_OF_FILES = 2 ** 30

/**
 * Builds the network of a model: all objects, and the steps of the protocol up to its first run. Nothing has run yet.
 *
 *     const model = await modelFromJson(JSON.parse(text), { seed: 1 })
 *     await model.run()
 *     const spikes = model.object('M')
 *
 * @param json what JSON.parse gave, whoever wrote the file: it is data, and nothing in it becomes code other than that of the model
 * @throws {RheobaseError} with the place in the file
 */
export async function modelFromJson(json: unknown, options: JsonModelOptions = {}): Promise<JsonModel> {
  const { constants = {}, ...rest } = options
  const description = withConstants(readModelDescription(json), constants)
  const session = new ModelSession(description.network, {
    memoryLimit: MEMORY_LIMIT_OF_FILES,
    ...rest,
  })
  const model = new JsonModel(description, session)
  await model.prepare()
  return model
}

/** A network that was built from JSON, and what its protocol does with it. */
export class JsonModel {
  readonly description: ModelDescription
  readonly #session: ModelSession
  #done = 0

  /** @internal */
  constructor(description: ModelDescription, session: ModelSession) {
    this.description = description
    this.#session = session
  }
  get network(): Network {
    return this.#session.network
  }
  /** An object by its name in the model: a group, synapses, a monitor. @throws {RheobaseError} kind `name` */
  object(name: string): object {
    return this.#session.objects.get(name)
  }
  /** Carries out what is left of the protocol; the options are for its runs. */
  async run(options: RunOptions = {}): Promise<void> {
    await this.#carryOut(() => true, options)
  }
  /** @internal Carries out the steps before the first run. */
  async prepare(): Promise<void> {
    await this.#carryOut(step => !('run' in step), {})
  }

  async #carryOut(
    goesOn: (step: NonNullable<ModelDescription['protocol']>[number]) => boolean,
    options: RunOptions,
  ): Promise<void> {
    const steps = this.description.protocol ?? []
    for (let step = steps[this.#done]; step !== undefined && goesOn(step); step = steps[this.#done]) {
      try {
        await this.#session.step(step, options)
      } catch (error) {
        throw withPlace(error, `protocol[${String(this.#done)}]`)
      }
      this.#done++
    }
  }
}
