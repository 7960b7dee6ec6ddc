import { RheobaseError } from '../errors/rheobase-error.js'
import type { Batch, BatchResult } from './measure-points.js'
import { WORKER_SOURCE, type WorkerData, type WorkerMessage } from './sweep-worker.js'

/**
 * Gives batches to worker threads of Node, each the next one as soon as it is free, until there are no more.
 * @param next the next batch; nothing when all were given out
 * @throws {RheobaseError} if a thread cannot load the model, or ends by itself
 */
export async function measureInWorkers(
  count: number,
  data: Omit<WorkerData, 'entry' | 'loader'>,
  next: () => Batch | undefined,
  onResult: (result: BatchResult) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const workerData: WorkerData = {
    ...data,
    entry: import.meta.resolve('rheobase/sweep'),
    loader: loaderOfProcess(),
  }
  const workers = Array.from({ length: count }, () => new Worker(WORKER_SOURCE, { eval: true, workerData }))
  const abort: { reject: (reason: unknown) => void } = { reject: () => undefined }
  const aborted = new Promise<never>((_, reject) => {
    abort.reject = reject
  })
  const onAbort = (): void => {
    abort.reject(signal?.reason)
  }
  signal?.addEventListener('abort', onAbort)
  try {
    const working = workers.map(
      worker =>
        new Promise<void>((resolve, reject) => {
          const giveNext = (): void => {
            const batch = next()
            if (batch === undefined) resolve()
            else worker.postMessage(batch)
          }
          worker.on('error', reject)
          worker.on('exit', code => {
            reject(
              new RheobaseError(
                'value',
                'worker-ended',
                `a thread of the sweep ended by itself, with status ${String(code)}`,
              ),
            )
          })
          worker.on('message', (message: WorkerMessage) => {
            if (message.kind === 'failed')
              reject(
                new RheobaseError(
                  'value',
                  'model-not-loaded',
                  `the model of the sweep cannot be loaded: ${message.message}`,
                ),
              )
            else {
              try {
                if (message.kind === 'result') onResult(message.result)
                giveNext()
              } catch (error) {
                reject(error instanceof Error ? error : new Error(String(error)))
              }
            }
          })
        }),
    )
    await Promise.race([Promise.all(working), aborted])
  } finally {
    signal?.removeEventListener('abort', onAbort)
    aborted.catch(() => undefined)
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}

/** Where a process that reads TypeScript by a loader of ours has it. */
const loaderOfProcess = (): string | undefined =>
  (globalThis as Readonly<Record<symbol, string | undefined>>)[Symbol.for('rheobase typescript loader')]
