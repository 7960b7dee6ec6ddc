import { fork } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../run-tool.js'
import type { InputKind } from './inputs.js'

/** Longest time for one input, in milliseconds: whatever takes longer hangs. */
const BUDGET = 20_000

export interface Failure {
  readonly index: number
  readonly wrong: string
}

/**
 * Tries inputs `from` up to `to` in a process of its own, which is ended when an input takes too long and started again behind an input
 * that ended it.
 */
export async function runFuzz(
  seed: number,
  from: number,
  to: number,
  kinds: InputKind,
  onFailure: (failure: Failure) => void,
): Promise<void> {
  for (let next = from; next < to;) next = await runPart(seed, next, to, kinds, onFailure)
}

type Message = { at: number; wrong?: string; full?: true } | { done: true }

/** Gives the number of the input to go on with. */
function runPart(
  seed: number,
  from: number,
  to: number,
  kinds: InputKind,
  onFailure: (failure: Failure) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(
      join(ROOT, 'scripts/run-typescript.js'),
      ['scripts/fuzz/child.ts', String(seed), String(from), String(to), kinds],
      { cwd: ROOT, execArgv: ['--max-old-space-size=1500'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    )
    let [at, next] = [from, to]
    let ended = false
    let errors = ''
    child.stderr?.on('data', (data: Buffer) => {
      errors = (errors + data.toString()).slice(-2000)
    })
    const watch = (): NodeJS.Timeout =>
      setTimeout(() => {
        onFailure({ index: at, wrong: `takes longer than ${String(BUDGET / 1000)} s` })
        ended = true
        next = at + 1
        child.kill('SIGKILL')
      }, BUDGET)
    let timer = watch()
    child.on('message', (message: Message) => {
      clearTimeout(timer)
      if ('done' in message) {
        ended = true
        return
      }
      timer = watch()
      at = message.at
      if (message.wrong !== undefined) onFailure({ index: at, wrong: message.wrong })
      if (message.full === true) next = at + 1
    })
    child.on('error', reject)
    child.on('exit', (status, signal) => {
      clearTimeout(timer)
      if (!ended) {
        onFailure({ index: at, wrong: `ended the process (${String(signal ?? status)})\n${errors}` })
        next = at + 1
      }
      resolve(next)
    })
  })
}
