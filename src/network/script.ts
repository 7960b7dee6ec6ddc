import { second } from '../units/units.js'
import type { NetworkOptions } from './network-options.js'
import type { RunOptions } from './run-options.js'
import type { ScriptModel, ScriptProtocol } from './script-model.js'
import type { ScriptOptions } from './script-options.js'

/** What the function of a script gets. */
export interface ScriptInput extends ScriptOptions {
  /** What was said of the network as a whole, for `new Network({ dt: ms(0.01), seed: 4, ...settings })`: seed, target, precision, threads. */
  readonly settings: Pick<NetworkOptions, 'seed' | 'target' | 'precision' | 'threads'>
}

/** The options of the command, as far as they are given, and what a script takes besides. */
type Said<Input extends ScriptInput> = Partial<ScriptOptions> & Omit<Input, keyof ScriptInput>

/** What a script builds: its network, and whatever else its programs and tests want to see. */
type Built = ScriptModel & Partial<Pick<ScriptProtocol, 'run'>>

/** A script: the command calls it, and so can any program, with what it wants to be otherwise. */
export type Script<Model, Input extends ScriptInput = ScriptInput> = (
  options?: Said<Input>,
) => Promise<Model & Pick<ScriptProtocol, 'run'> & Drawn<Model>>

/** A figure is asked for with a theme, or without. */
type Drawn<Model> = 'picture' extends keyof Model ? Required<Pick<ScriptModel, 'picture'>> : unknown

/**
 * A model that `rheobase run` simulates, and that a program or a test simulates in the same way:
 *
 *     export default script(({ settings, values }) => {
 *       const network = new Network({ dt: ms(0.05), seed: 1, ...settings })
 *       …
 *       return { network, spikes, duration: second(2), picture: async theme => … }
 *     })
 *
 *     const model = await build({ seed: 7 })
 *     await model.run()
 *     model.spikes.count
 *
 * What the function gives back keeps its type. Its `run` is added, if it has none: for `duration`, or the duration that was asked for. A function with
 * a parameter of a wider type than `ScriptInput` takes the rest of it from programs: the command has no words for it.
 */
export function script<Model extends Built, Input extends ScriptInput = ScriptInput>(
  build: (input: Input) => Model | Promise<Model>,
): Script<Model, Input> {
  return async options => {
    const model = await build(withSettings<Input>(options ?? ({} as Said<Input>)))
    const run = async (runOptions?: RunOptions): Promise<void> => {
      await model.network.run(options?.duration ?? model.duration ?? second(1), runOptions)
    }
    return { run, ...model } as Model & Pick<ScriptProtocol, 'run'> & Drawn<Model>
  }
}

/** The options as they are, so that the command sees which of them a script reads. */
function withSettings<Input extends ScriptInput>(options: Said<Input>): Input {
  const { seed, target, precision, threads } = options
  const settings: ScriptInput['settings'] = {
    ...(seed === undefined ? {} : { seed }),
    ...(target === undefined ? {} : { target }),
    ...(precision === undefined ? {} : { precision }),
    ...(threads === undefined ? {} : { threads }),
  }
  return Object.defineProperties(
    { values: {}, settings },
    Object.getOwnPropertyDescriptors(options),
  ) as unknown as Input
}
