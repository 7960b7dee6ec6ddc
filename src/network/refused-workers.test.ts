import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { ms } from '../units/units.js'
import { Network } from './network.js'

afterEach(() => {
  vi.restoreAllMocks()
})

/** A worker that ends with an error, at once or later, before anybody has given it a task or after. */
class FailingWorker extends EventEmitter {
  static delay = 0
  constructor() {
    super()
    const fail = (): boolean => this.emit('error', new Error('no memory for another thread'))
    if (FailingWorker.delay === 0) queueMicrotask(fail)
    else setTimeout(fail, FailingWorker.delay)
  }
  ref(): void {
    return undefined
  }
  unref(): void {
    return undefined
  }
  postMessage(): void {
    return undefined
  }
  terminate(): void {
    return undefined
  }
}

const RefusedWorker = function (): never {
  throw new Error('threads are not allowed here')
}

/** Lets the host offer another kind of worker. */
function offer(worker: unknown): void {
  const builtin = process.getBuiltinModule.bind(process)
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string): unknown =>
    name === 'node:worker_threads' ? { Worker: worker } : builtin(name as 'node:os')) as never)
}

async function run(
  threads: number,
): Promise<{ values: unknown; count: number; messages: readonly string[] }> {
  const messages: string[] = []
  using net = new Network({ seed: 1, threads, onMessage: ({ text }) => messages.push(text) })
  const neurons = net.neuronGroup(40, 'dv/dt = (1.2 - v)/(10*ms) : 1', { threshold: 'v > 1', reset: 'v = 0' })
  neurons.state('v').set('rand()')
  await net.run(ms(20))
  return { values: neurons.state('v').values(), count: net.threads, messages }
}

test.each([
  ['refuses to start threads', RefusedWorker, 0, 'threads are not allowed here'],
  ['has threads that fail before they are used', FailingWorker, 0, 'no memory for another thread'],
  ['has threads that fail when they are used', FailingWorker, 20, 'no memory for another thread'],
])('where the host %s, a network runs on one and says so', async (_, worker, delay, reason) => {
  const { values } = await run(1)
  FailingWorker.delay = delay
  offer(worker)
  const seen = await run(2)
  expect(seen.values).toEqual(values)
  expect(seen.count).toBe(1)
  expect(seen.messages.join('\n')).toContain(`no other could be started (${reason})`)
})
