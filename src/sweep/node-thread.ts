import { Answers, SERVE, type SweepThread } from './sweep-thread.js'
import type { SweepTask } from './sweep-worker.js'

export const isNode = (): boolean =>
  typeof process === 'object' && 'versions' in process && 'node' in process.versions

const SOURCE = `${SERVE}
const { parentPort, workerData: { task, entry, loader } } = require('node:worker_threads')
void (async () => {
  if (loader !== undefined) (await import(loader)).registerTypeScript()
  await serve(parentPort, task, entry)
})()`

export function startNodeThread(task: SweepTask): SweepThread {
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const workerData = { task, entry: entryOfPackage(), loader: loaderOfProcess() }
  const worker = new Worker(SOURCE, { eval: true, workerData })
  const answers = new Answers()
  worker.on('message', answers.tell)
  worker.on('error', answers.fail)
  worker.on('exit', code => {
    answers.fail(new Error(`it ended by itself, with status ${String(code)}`))
  })
  return {
    send: batch => {
      worker.postMessage(batch)
    },
    answer: answers.next,
    end: () => worker.terminate(),
  }
}

/** Where this process has the package; a program that was bundled has none. */
function entryOfPackage(): string | undefined {
  try {
    return import.meta.resolve('rheobase/sweep')
  } catch {
    return undefined
  }
}

/** Where a process that reads TypeScript by a loader of ours has it. */
const loaderOfProcess = (): string | undefined =>
  (globalThis as Readonly<Record<symbol, string | undefined>>)[Symbol.for('rheobase typescript loader')]
