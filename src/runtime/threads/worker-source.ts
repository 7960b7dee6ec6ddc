import { MEETING_WORDS } from '../../kernels/value.js'

/** Integers through which the first thread tells the others what to do. Those that different threads write are in different cache lines. */
export const COMMAND_WORDS = {
  /** Counts the commands; a change of it is one. */
  command: 0,
  /** Position of the procedure to call among those of the message, or -1: back to waiting for messages. */
  procedure: 1,
  first: 2,
  second: 3,
  /** How many of the others are done with the command. */
  done: 32,
} as const
export const COMMAND_LENGTH = 64

/** What a worker gets before a run: code, memory, and where in it commands and meeting are. */
export interface WorkerTask {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  /** Values of the parameters of the program by name. */
  readonly parameters: Readonly<Record<string, number>>
  readonly hostModule: string
  readonly hostFunctions: number
  readonly procedures: readonly string[]
  /** Byte offsets. */
  readonly commands: number
  readonly meeting: number
  /** Number of the last command that was not for this task. */
  readonly seen: number
  /** How often a worker looks for a command before it sleeps. */
  readonly patience: number
}

/**
 * The program of a worker, as text: so it needs no file, which a bundler would have to know of. It gets a task as a message and answers when
 * the code is bound to the memory; then it waits for commands in shared memory, without turning to its event loop, until it is told to.
 * A fault breaks the meeting off, so that no other thread waits for this one.
 */
export const WORKER_SOURCE = `
const serve = (task, answer) => {
  const words = new Int32Array(task.memory.buffer)
  const [commands, meeting] = [task.commands / 4, task.meeting / 4]
  const refuse = () => { throw new Error('only the first thread calls the host') }
  const host = Object.fromEntries(Array.from({ length: task.hostFunctions }, (_, k) => [k, refuse]))
  const imports = { env: { memory: task.memory, ...task.parameters }, [task.hostModule]: host }
  const { exports } = new WebAssembly.Instance(task.module, imports)
  const calls = task.procedures.map(name => exports[name])
  const command = commands + ${String(COMMAND_WORDS.command)}
  const done = commands + ${String(COMMAND_WORDS.done)}
  let seen = task.seen
  answer()
  for (;;) {
    for (let turn = 0; turn < task.patience && Atomics.load(words, command) === seen; turn++);
    while (Atomics.load(words, command) === seen) Atomics.wait(words, command, seen)
    seen = Atomics.load(words, command)
    const procedure = words[commands + ${String(COMMAND_WORDS.procedure)}]
    if (procedure < 0) return
    try {
      calls[procedure](words[commands + ${String(COMMAND_WORDS.first)}], words[commands + ${String(COMMAND_WORDS.second)}])
    } catch {
      Atomics.store(words, meeting + ${String(MEETING_WORDS.broken)}, 1)
      Atomics.add(words, meeting + ${String(MEETING_WORDS.passed)}, 1)
      Atomics.notify(words, meeting + ${String(MEETING_WORDS.passed)})
    }
    Atomics.add(words, done, 1)
    Atomics.notify(words, done)
  }
}
`
