import { RheobaseError } from '../errors/rheobase-error.js'
import type { PointModel } from './sweep-model.js'

/** The model of a module: what it exports as `model`, or else its default export. @throws {RheobaseError} kind `type` if that is no function */
export async function loadModel(address: string): Promise<PointModel<string>> {
  // The address is known when the program runs: bundlers are to leave it as it is.
  const exported = (await import(/* @vite-ignore */ /* webpackIgnore: true */ address)) as {
    readonly model?: unknown
    readonly default?: unknown
  }
  const { default: main, model = main } = exported
  if (typeof model === 'function') return model as PointModel<string>
  throw new RheobaseError(
    'type',
    'not-a-model-of-a-sweep',
    `${address} is no model of a sweep: it needs a function \`model\`, or one as its default export, of a point (or, with together, of several) that gives back what it measured`,
  )
}
