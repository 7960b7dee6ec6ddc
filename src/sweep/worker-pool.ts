import { RheobaseError } from '../errors/rheobase-error.js'
import type { Batch, BatchResult } from './measure-points.js'
import { CannotStart, type SweepThread } from './sweep-thread.js'
import type { SweepTask, WorkerMessage } from './sweep-worker.js'

/** Why no threads measured anything. */
export type NoThreads = 'cannot-start' | 'unserved'

/**
 * Gives batches to threads, each the next one as soon as it is free, until there are no more.
 * @param next the next batch; nothing when all were given out
 * @returns why this host has no threads for it, and then no batch was asked for; nothing when all is measured
 * @throws {RheobaseError} if a thread cannot load the model, or ends by itself
 */
export async function measureInThreads(
  start: (task: SweepTask) => SweepThread,
  count: number,
  task: SweepTask,
  next: () => Batch | undefined,
  onResult: (result: BatchResult) => void,
  signal: AbortSignal | undefined,
): Promise<NoThreads | undefined> {
  const threads: SweepThread[] = []
  const abort: { reject: (reason: unknown) => void } = { reject: () => undefined }
  const aborted = new Promise<never>((_, reject) => {
    abort.reject = reject
  })
  const onAbort = (): void => {
    abort.reject(signal?.reason)
  }
  signal?.addEventListener('abort', onAbort)
  try {
    while (threads.length < count) threads.push(start(task))
    const first = await Promise.race([Promise.all(threads.map(answerOf)), aborted])
    const other = first.find(({ kind }) => kind !== 'ready')
    if (other?.kind === 'unserved') return 'unserved'
    if (other?.kind === 'failed')
      throw new RheobaseError(
        'value',
        'model-not-loaded',
        `the model of the sweep cannot be loaded: ${other.message}`,
      )
    await Promise.race([Promise.all(threads.map(thread => measureAll(thread, next, onResult))), aborted])
    return undefined
  } catch (error) {
    if (error instanceof CannotStart) return 'cannot-start'
    throw error
  } finally {
    signal?.removeEventListener('abort', onAbort)
    aborted.catch(() => undefined)
    await Promise.all(threads.map(thread => thread.end()))
  }
}

async function measureAll(
  thread: SweepThread,
  next: () => Batch | undefined,
  onResult: (result: BatchResult) => void,
): Promise<void> {
  for (let batch = next(); batch !== undefined; batch = next()) {
    thread.send(batch)
    const message = await answerOf(thread)
    if (message.kind === 'result') onResult(message.result)
  }
}

async function answerOf(thread: SweepThread): Promise<WorkerMessage> {
  try {
    return await thread.answer()
  } catch (error) {
    if (error instanceof CannotStart || !(error instanceof Error)) throw error
    throw new RheobaseError('value', 'worker-ended', `a thread of the sweep failed: ${error.message}`)
  }
}
