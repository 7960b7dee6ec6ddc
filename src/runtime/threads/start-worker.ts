import { WORKER_SOURCE, type WorkerTask } from './worker-source.js'

/** What is asked of Node, which a browser does not have. */
interface NodeModules {
  readonly 'node:os': { readonly availableParallelism: () => number }
  readonly 'node:worker_threads': { readonly Worker: NodeWorkerConstructor }
}
type NodeWorkerConstructor = new (
  source: string,
  options: { eval: true; execArgv: string[]; env: Record<string, string>; name: string },
) => NodeWorker
interface NodeWorker {
  on(event: 'message' | 'error', listener: (value: unknown) => void): void
  off(event: 'message' | 'error', listener: (value: unknown) => void): void
  postMessage(message: unknown): void
  terminate(): Promise<number>
  ref(): void
  unref(): void
}
interface Host {
  readonly crossOriginIsolated?: boolean
  readonly navigator?: { readonly hardwareConcurrency?: number }
  readonly process?: {
    readonly cpuUsage?: () => { readonly user: number; readonly system: number }
    readonly getBuiltinModule?: <Name extends keyof NodeModules>(name: Name) => NodeModules[Name] | undefined
  }
}
const host = globalThis as unknown as Host

/** A thread of the host that runs the program of `worker-source.ts`. */
export interface Worker {
  /** Gives it a task; resolves when it is ready for commands. */
  readonly load: (task: WorkerTask) => Promise<void>
  /** Ends it, whatever it does. */
  readonly end: () => void
}

/** Whether this host has memory that threads can share: in a page only if it is isolated from other origins. */
export const canShareMemory = (): boolean =>
  typeof SharedArrayBuffer === 'function' && (host.crossOriginIsolated ?? true)

/** Processors that threads could run on at once, as the host tells it; 1 if it does not. */
export const processors = (): number =>
  nodeModule('node:os')?.availableParallelism() ?? host.navigator?.hardwareConcurrency ?? 1

/** Milliseconds that the process has had a processor, if the host tells it. */
export function processorTime(): number | undefined {
  const used = host.process?.cpuUsage?.()
  return used === undefined ? undefined : (used.user + used.system) / 1000
}

/** Whether the present thread may sleep; that of a page may not. */
export function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0)
    return true
  } catch {
    return false
  }
}

/** Starts a worker: that of Node if there is Node, else that of the browser. It never keeps a process alive. */
export function startWorker(): Worker {
  const threads = nodeModule('node:worker_threads')
  return threads === undefined ? startInBrowser() : startInNode(threads)
}

function startInNode(threads: NodeModules['node:worker_threads']): Worker {
  const source = `${WORKER_SOURCE}
const { parentPort } = require('node:worker_threads')
parentPort.on('message', task => serve(task, () => parentPort.postMessage('ready')))`
  // Nothing that the process was started with matters there; hooks for modules would only take time.
  const worker = new threads.Worker(source, { eval: true, execArgv: [], env: {}, name: 'rheobase' })
  worker.unref()
  // Faults that matter reject `load` or break the meeting off; an error without a listener would end the process.
  let fault: unknown
  worker.on('error', error => {
    fault = error
  })
  return {
    load: task =>
      new Promise((resolve, reject) => {
        // While a run waits for it the process must not end.
        worker.ref()
        const settle = (then: () => void): void => {
          worker.unref()
          worker.off('message', ready)
          worker.off('error', failed)
          then()
        }
        const ready = (): void => {
          settle(resolve)
        }
        const failed = (error: unknown): void => {
          settle(() => {
            reject(error instanceof Error ? error : new Error(String(error)))
          })
        }
        worker.on('message', ready)
        worker.on('error', failed)
        if (fault === undefined) worker.postMessage(task)
        else failed(fault)
      }),
    end: () => {
      void worker.terminate()
    },
  }
}

function startInBrowser(): Worker {
  const source = `${WORKER_SOURCE}
onmessage = ({ data }) => serve(data, () => postMessage('ready'))`
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  const worker = new globalThis.Worker(url, { name: 'rheobase' })
  let fault: string | undefined
  worker.onerror = event => {
    fault = event.message
  }
  return {
    load: task =>
      new Promise((resolve, reject) => {
        worker.onmessage = () => {
          URL.revokeObjectURL(url)
          resolve()
        }
        worker.onerror = event => {
          reject(new Error(event.message))
        }
        if (fault === undefined) worker.postMessage(task)
        else reject(new Error(fault))
      }),
    end: () => {
      worker.terminate()
    },
  }
}

/** A module of Node, asked for without an import, which a browser or a bundler could not follow. */
const nodeModule = <Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined =>
  host.process?.getBuiltinModule?.(name)
