import { RheobaseError } from '../../errors/rheobase-error.js'
import type { ThreadsModel } from '../../compile/threads/thread-model.js'
import { THREADS } from '../../compile/threads/thread-plan.js'
import { MEETING_WORDS, type ArraySymbol } from '../../kernels/value.js'
import type { SharedCode } from '../../targets/target.js'
import type { NetworkMemory } from '../network-memory.js'
import { maySleep, processors, startWorker, type Worker } from './start-worker.js'
import { COMMAND_LENGTH, COMMAND_WORDS, type WorkerTask } from './worker-source.js'

/**
 * How often a thread looks for the others before it sleeps: some ten microseconds, about what it takes to wake a thread. With more threads than
 * processors the thread that it waits for may need its processor.
 */
const PATIENCE = 20_000

export interface ThreadCode extends SharedCode {
  readonly procedures: readonly string[]
  readonly threads: ThreadsModel
}

/** The threads of one network: the present one, and workers that sleep until they are given a command. */
export class ThreadTeam {
  readonly count: number
  readonly #memory: NetworkMemory
  readonly #workers: Worker[] = []
  readonly #maySleep = maySleep()
  readonly #patience: number
  #loaded: ThreadCode | undefined
  #milliseconds = 0

  constructor(memory: NetworkMemory, count: number) {
    this.#memory = memory
    this.count = count
    this.#patience = count <= processors() ? PATIENCE : 0
    // A network that nobody holds any more cannot be told to end its workers.
    forgotten.register(this, this.#workers, this)
  }

  /** Values of the parameters of a program for a thread: its number, and its patience at barriers. */
  parametersOf(thread: number): readonly [thread: number, patience: number] {
    return [thread, thread > 0 || this.#maySleep ? this.#patience : -1]
  }

  /** Lets the workers start while code is made for them. If the host does not let them, `load` says so. */
  start(): void {
    try {
      this.#startWorkers()
    } catch {
      // It will throw again when they are needed.
    }
  }

  /** Makes the workers ready for commands to run this code. @throws {Error} if the host does not let them start */
  async load(code: ThreadCode): Promise<void> {
    if (this.#loaded === code) return
    this.#leave()
    this.#startWorkers()
    this.#resetMeeting(code.threads)
    await Promise.all(this.#workers.map((worker, position) => worker.load(this.#task(code, position + 1))))
    this.#loaded = code
    this.#milliseconds = 0
  }

  #startWorkers(): void {
    while (this.#workers.length < this.count - 1) this.#workers.push(startWorker())
  }

  #task(code: ThreadCode, thread: number): WorkerTask {
    const { threads } = code
    const values = this.parametersOf(thread)
    return {
      ...{ module: code.module, hostModule: code.hostModule, hostFunctions: code.hostFunctions },
      procedures: code.procedures,
      memory: this.#memory.memory,
      parameters: Object.fromEntries(
        threads.parameters.map(({ name }, position) => [name, values[position] ?? 0]),
      ),
      commands: this.#memory.offsetOf(this.#commands()),
      meeting: this.#memory.offsetOf(threads.meeting),
      seen: this.#words()[COMMAND_WORDS.command] ?? 0,
      patience: this.#patience,
    }
  }

  /** Wall-clock time of the steps that the present code has made, in milliseconds. */
  get milliseconds(): number {
    return this.#milliseconds
  }
  /**
   * How often each thread has looked for the others at barriers, modulo 2^32, since its memory was made. Where workers sleep at once, because they
   * share processors, that says nothing: 0 then.
   */
  get waits(): readonly number[] {
    const { waited } = this.#loaded?.threads ?? {}
    if (waited === undefined) return []
    const words = this.#memory.integers(waited)
    return Array.from({ length: this.count }, (_, thread) =>
      this.#patience === 0 ? 0 : (words[(thread * waited.length) / this.count] ?? 0),
    )
  }

  /** Lets all threads run a procedure, the present one by `call`, and waits until all are done. */
  perform(procedure: number, call: () => void, first = 0, second = 0): void {
    const began = performance.now()
    const words = this.#words()
    words[COMMAND_WORDS.procedure] = procedure
    words[COMMAND_WORDS.first] = first
    words[COMMAND_WORDS.second] = second
    Atomics.store(words, COMMAND_WORDS.done, 0)
    this.#command(words)
    try {
      call()
    } catch (error) {
      this.#breakOff()
      this.#waitForOthers(words)
      this.#resetMeeting(this.#loaded?.threads)
      throw error
    }
    this.#waitForOthers(words)
    if (this.#isBroken()) {
      this.#resetMeeting(this.#loaded?.threads)
      throw new RheobaseError(
        'internal',
        'thread-failed',
        'a thread of the network failed in the middle of a step',
      )
    }
    this.#milliseconds += performance.now() - began
  }

  /** Ends the workers. */
  dispose(): void {
    forgotten.unregister(this)
    endAll(this.#workers)
    this.#loaded = undefined
  }

  #waitForOthers(words: Int32Array): void {
    const others = this.#workers.length
    for (let turn = 0; ; turn++) {
      const done = Atomics.load(words, COMMAND_WORDS.done)
      if (done === others) return
      if (this.#maySleep && turn >= this.#patience) Atomics.wait(words, COMMAND_WORDS.done, done)
    }
  }

  /** Lets the workers go back to waiting for messages. */
  #leave(): void {
    if (this.#loaded === undefined) return
    this.#loaded = undefined
    const words = this.#words()
    words[COMMAND_WORDS.procedure] = -1
    this.#command(words)
  }

  #command(words: Int32Array): void {
    Atomics.add(words, COMMAND_WORDS.command, 1)
    Atomics.notify(words, COMMAND_WORDS.command)
  }

  /** Lets all that wait at a barrier, and all that come to one, give up. */
  #breakOff(): void {
    const meeting = this.#meeting()
    if (meeting === undefined) return
    Atomics.store(meeting, MEETING_WORDS.broken, 1)
    Atomics.add(meeting, MEETING_WORDS.passed, 1)
    Atomics.notify(meeting, MEETING_WORDS.passed)
  }
  #isBroken(): boolean {
    const meeting = this.#meeting()
    return meeting !== undefined && Atomics.load(meeting, MEETING_WORDS.broken) !== 0
  }
  #resetMeeting(threads: ThreadsModel | undefined): void {
    if (threads !== undefined) this.#memory.integers(threads.meeting).fill(0)
  }
  #meeting(): Int32Array | undefined {
    return this.#loaded === undefined ? undefined : this.#memory.integers(this.#loaded.threads.meeting)
  }

  #commands(): ArraySymbol {
    return this.#memory.array(`${THREADS}commands`, 'i32', COMMAND_LENGTH)
  }
  #words(): Int32Array {
    return this.#memory.integers(this.#commands())
  }
}

function endAll(workers: Worker[]): void {
  for (const worker of workers.splice(0)) worker.end()
}

const forgotten = new FinalizationRegistry<Worker[]>(endAll)
