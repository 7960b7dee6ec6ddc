import { measureBatch, type Batch, type BatchResult, type Calling } from './measure-points.js'
import { loadModel } from './load-model.js'
import type { PointModel } from './sweep-model.js'

/** What the thread of a sweep is told when it begins. */
export interface SweepTask {
  /** Address of the module with the model. */
  readonly model: string
  readonly calling: Calling
}

/** The other side of a thread. */
interface Port {
  on(event: 'message', listener: (batch: Batch) => void): void
  postMessage(message: WorkerMessage): void
}
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly result: BatchResult }
  | { readonly kind: 'failed'; readonly message: string }
  /** The thread has nothing that could answer: the model brings no `serveSweep`, and the host knows of no package. */
  | { readonly kind: 'unserved' }

/**
 * Answers batches of points in a thread of its own. The module of a model exports it beside the model where threads find no package `rheobase`: in a page,
 * and in programs that are bundled. Programs do not call it.
 */
export async function serveSweep(port: Port, { model: address, calling }: SweepTask): Promise<void> {
  let model: PointModel<string>
  try {
    model = await loadModel(address)
  } catch (error) {
    port.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    return
  }
  port.on('message', batch => {
    void measureBatch(model, batch, calling).then(result => {
      port.postMessage({ kind: 'result', result })
    })
  })
  port.postMessage({ kind: 'ready' })
}
