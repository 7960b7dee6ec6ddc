import { RheobaseError } from '../errors/rheobase-error.js'
import { measureBatch, type Batch, type BatchResult, type Calling } from './measure-points.js'
import type { PointModel } from './sweep-model.js'

/** What the thread of a sweep is told when it begins. */
export interface WorkerData {
  /** Address of this module, of the model, and of what reads TypeScript, if the process does. */
  readonly entry: string
  readonly model: string
  readonly loader: string | undefined
  readonly calling: Calling
}

/** The other side, as worker threads of Node have it. */
interface Port {
  on(event: 'message', listener: (batch: Batch) => void): void
  postMessage(message: WorkerMessage): void
}
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly result: BatchResult }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string }

/** @internal Answers batches of points in a thread of its own. */
export async function serveSweep(port: Port, { model: address, calling }: WorkerData): Promise<void> {
  let model: PointModel<string>
  try {
    model = await loadModel(address)
  } catch (error) {
    const code = error instanceof RheobaseError ? error.code : 'error-of-model'
    port.postMessage({
      kind: 'failed',
      code,
      message: error instanceof Error ? error.message : String(error),
    })
    return
  }
  port.on('message', batch => {
    void measureBatch(model, batch, calling).then(result => {
      port.postMessage({ kind: 'result', result })
    })
  })
  port.postMessage({ kind: 'ready' })
}

/** The model of a module: what it exports as `model`, or else its default export. @throws {RheobaseError} kind `type` if that is no function */
export async function loadModel(address: string): Promise<PointModel<string>> {
  const exported = (await import(address)) as { readonly model?: unknown; readonly default?: unknown }
  const { default: main, model = main } = exported
  if (typeof model === 'function') return model as PointModel<string>
  throw new RheobaseError(
    'type',
    'not-a-model-of-a-sweep',
    `${address} is no model of a sweep: it needs a function \`model\`, or one as its default export, of a point (or, with together, of several) that gives back what it measured`,
  )
}

/** What a worker thread runs. */
export const WORKER_SOURCE = `
const { parentPort, workerData } = require('node:worker_threads')
void (async () => {
  if (workerData.loader !== undefined) (await import(workerData.loader)).registerTypeScript()
  const { serveSweep } = await import(workerData.entry)
  await serveSweep(parentPort, workerData)
})()`
