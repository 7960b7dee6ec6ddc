import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { cuba } from './cuba.js'
import { figureOfRuns } from './figure-of-runs.js'
import { PEERS } from './peers.js'
import { COMMAND } from './rheobase-engine.js'
import { scriptEngine } from './script-engine.js'
import type { SpecialFigures } from './special-figures.js'

const SIZE = 4000

const NAME = 'start'

export const start: SpecialFigures = {
  name: NAME,
  question: 'How long does it take from the command to the printed rate, with nothing warm?',
  async measure(root, { repeats, peers, python, seed }) {
    const peer = peers.includes('brian2') ? scriptEngine(root, python, PEERS.brian2) : undefined
    const reason = await peer?.unavailable()
    if (reason !== undefined) console.error(`going on without brian2: ${reason}`)
    const settings = { seed, duration: cuba.duration, threads: 1, precision: 'double' } as const
    const command = [COMMAND, 'run', cuba.model.script, '--seed', String(seed)]
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let k = 0; k < repeats; k++) {
      ours.push(await secondsUntil(/ Hz per neuron/, process.execPath, command, root))
      if (peer !== undefined && reason === undefined)
        theirs.push((await peer.measure(cuba, SIZE, settings)).wallSeconds)
    }
    const own = figureOfRuns(NAME, 'CUBA by `rheobase run`, until the rate is printed', 's', ours)
    if (theirs.length === 0) return [own]
    const other = figureOfRuns(NAME, 'CUBA by Brian 2, C++ standalone, the whole script', 's', theirs)
    return [own, other, figureOfRuns(NAME, 'that is as much', 'times', [other.value / own.value])]
  },
}

/** From starting a process to the text in its output. @throws {Error} if it ends without */
function secondsUntil(
  text: RegExp,
  command: string,
  args: readonly string[],
  folder: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const begin = performance.now()
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    let seconds: number | undefined
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part
      if (seconds === undefined && text.test(output)) seconds = (performance.now() - begin) / 1000
    })
    child.on('error', reject)
    child.on('close', () => {
      if (seconds === undefined)
        reject(new Error(`${[command, ...args].join(' ')} printed no rate:\n${output}`))
      else resolve(seconds)
    })
  })
}
