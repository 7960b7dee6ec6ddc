import { Answers, CannotStart, SERVE, type SweepThread } from './sweep-thread.js'
import type { SweepTask, WorkerMessage } from './sweep-worker.js'

const SOURCE = `${SERVE}
const port = {
  on: (_, listener) => { onmessage = ({ data }) => listener(data) },
  postMessage: message => postMessage(message),
}
onmessage = ({ data }) => serve(port, data)`

/** Starts a worker of a page. A module, for only modules may import the model. @throws {CannotStart} */
export function startPageThread(task: SweepTask): SweepThread {
  const url = URL.createObjectURL(new Blob([SOURCE], { type: 'text/javascript' }))
  const worker = workerOf(url)
  const answers = new Answers()
  let hasBegun = false
  worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
    hasBegun = true
    answers.tell(data)
  }
  // A worker that the page forbids is made all the same, and fails without words.
  worker.onerror = ({ message }) => {
    answers.fail(hasBegun ? new Error(message) : new CannotStart(message))
  }
  worker.postMessage(task)
  return {
    send: batch => {
      worker.postMessage(batch)
    },
    answer: answers.next,
    end: () => {
      worker.terminate()
      URL.revokeObjectURL(url)
      return Promise.resolve()
    },
  }
}

function workerOf(url: string): Worker {
  try {
    return new Worker(url, { type: 'module', name: 'rheobase sweep' })
  } catch (error) {
    URL.revokeObjectURL(url)
    throw new CannotStart(error instanceof Error ? error.message : String(error))
  }
}
