import type { Batch } from './measure-points.js'
import type { WorkerMessage } from './sweep-worker.js'

/** A thread of the host that measures points of a sweep: it answers its task, and then each batch, with one message. */
export interface SweepThread {
  readonly send: (batch: Batch) => void
  /** @throws {CannotStart} @throws {Error} if the thread failed, or ended by itself */
  readonly answer: () => Promise<WorkerMessage>
  readonly end: () => Promise<unknown>
}

/** What is wrong with a thread that the host does not let begin. */
export class CannotStart extends Error {}

/** The answers of one thread, each kept until somebody asks for it. */
export class Answers {
  readonly #kept: WorkerMessage[] = []
  #error: Error | undefined
  #wake: (() => void) | undefined

  readonly next = async (): Promise<WorkerMessage> => {
    for (;;) {
      const message = this.#kept.shift()
      if (message !== undefined) return message
      if (this.#error !== undefined) throw this.#error
      await new Promise<void>(resolve => (this.#wake = resolve))
    }
  }

  readonly tell = (message: WorkerMessage): void => {
    this.#kept.push(message)
    this.#wake?.()
  }

  /** There are no more. */
  readonly fail = (error: Error): void => {
    this.#error ??= error
    this.#wake?.()
  }
}

/**
 * The program of a thread, as text: so it needs no file, which a bundler would have to know of. What answers comes with the model if its module exports
 * it, and so is of the same copy of the package as the model; else from the package, where the host knows its address.
 */
export const SERVE = `
const serve = async (port, task, entry) => {
  let serveSweep
  try {
    serveSweep = (await import(task.model)).serveSweep ?? (entry && (await import(entry)).serveSweep)
  } catch (error) {
    port.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    return
  }
  if (typeof serveSweep === 'function') await serveSweep(port, task)
  else port.postMessage({ kind: 'unserved' })
}`
