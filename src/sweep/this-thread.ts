import type { Batch } from './measure-points.js'
import { Answers, type SweepThread } from './sweep-thread.js'
import { serveSweep, type SweepTask } from './sweep-worker.js'

/**
 * The present thread, as one that measures points. The model is served as in others: a page and a model that are bundled apart have two copies of the
 * package, and a quantity of one is none to the other.
 */
export function startHere(task: SweepTask): SweepThread {
  const answers = new Answers()
  let give: ((batch: Batch) => void) | undefined
  const port = {
    on: (_: 'message', listener: (batch: Batch) => void) => {
      give = listener
    },
    postMessage: answers.tell,
  }
  const failed = (error: unknown): void => {
    answers.tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
  serverOf(task.model).then(serve => serve(port, task), failed)
  return {
    send: batch => give?.(batch),
    answer: answers.next,
    end: () => Promise.resolve(),
  }
}

async function serverOf(address: string): Promise<typeof serveSweep> {
  const module = (await import(/* @vite-ignore */ /* webpackIgnore: true */ address)) as {
    readonly serveSweep?: typeof serveSweep
  }
  return module.serveSweep ?? serveSweep
}
