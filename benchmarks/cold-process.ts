import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

export interface ColdRun {
  /** From starting the process to its end. */
  readonly wallSeconds: number
  /** The object in the last line of its output that is JSON. */
  readonly line: unknown
}

/**
 * What a command is started with so that others on the machine take little of its time: as root on Linux, which shares processors between sessions
 * first, so it gets one of its own. Real-time scheduling is no choice: V8 can lock up.
 */
export const PRIORITY = [
  ...['setsid', '--wait', 'sh', '-c'],
  'echo -20 > /proc/self/autogroup; exec nice -n -20 "$0" "$@"',
]

/**
 * Runs a command that prints a line of JSON about itself.
 * @throws {Error} with the end of its error output, if it cannot start, fails, or prints no such line
 */
export async function runCold(command: string, args: readonly string[], folder: string): Promise<ColdRun> {
  const start = performance.now()
  const { status, output, errors } = await run(command, args, folder)
  const wallSeconds = (performance.now() - start) / 1000
  const shown = [command, ...args].join(' ')
  if (status !== 0) throw new Error(`${shown}\nended with status ${String(status)}:\n${lastLines(errors)}`)
  const line = lastObject(output)
  if (line === undefined) throw new Error(`${shown}\nprinted no line of JSON, but:\n${lastLines(output)}`)
  return { wallSeconds, line }
}

interface Ended {
  readonly status: number | null
  readonly output: string
  readonly errors: string
}

function run(command: string, args: readonly string[], folder: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.on('error', reject)
    child.on('close', status => {
      resolve({ status, output, errors })
    })
  })
}

function lastObject(output: string): unknown {
  const line = output.split('\n').findLast(candidate => candidate.startsWith('{'))
  if (line === undefined) return undefined
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-20).join('\n')
