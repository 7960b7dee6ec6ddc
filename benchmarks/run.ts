// npm run bench -- [names…]: how fast Rheobase and its peers run the same networks. Prints a table; never passes or fails on time.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Argument, Command, InvalidArgumentError } from 'commander'
import { ensureBuild } from '../scripts/up-to-date-build.js'
import { brian2Engine } from './brian2-engine.js'
import { cobahh } from './cobahh.js'
import { compare, type Comparison, type TurnSettings } from './compare.js'
import { printConnectFigures } from './connect-figures.js'
import { cubaHetero } from './cuba-hetero.js'
import { cuba } from './cuba.js'
import type { Engine } from './engine.js'
import { printTable } from './print-table.js'
import { rheobaseEngine } from './rheobase-engine.js'
import { isQuiet, waitUntilIdle } from './wait-until-idle.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BENCHMARKS = [cuba, cubaHetero, cobahh]
/** Making synapses is no simulation to compare: it has figures of its own. */
const CONNECT = 'connect'
const PEERS = ['brian2'] as const
type Peer = (typeof PEERS)[number]

interface Options {
  readonly size?: readonly number[]
  readonly peers: readonly Peer[]
  readonly repeats: number
  readonly threads: number
  readonly duration: number
  readonly seed: number
  readonly waitIdle: number
  readonly python: string
  readonly json?: string
}

const whole = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('It is not a whole number above 0.')
  return value
}
const positive = (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('It is not a number from 0 on.')
  return value
}
const peerNames = (text: string): readonly Peer[] =>
  text.split(',').map(name => {
    const peer = PEERS.find(known => known === name)
    if (peer === undefined) throw new InvalidArgumentError(`${name} is not one of ${PEERS.join(', ')}.`)
    return peer
  })

const program = new Command('bench')
  .description(
    'Measures Rheobase, and peers if asked, on the same networks: cold processes in turn, medians, ratios peer / ours.',
  )
  .addArgument(
    new Argument('[names...]', 'benchmarks; all if left out').choices([
      ...BENCHMARKS.map(({ name }) => name),
      CONNECT,
    ]),
  )
  .option('--size <n,...>', 'numbers of neurons, instead of those of the benchmark', text =>
    text.split(',').map(whole),
  )
  .option('--peers <name,...>', `simulators to compare with: ${PEERS.join(', ')}`, peerNames, [])
  .option('--repeats <n>', 'runs of each', whole, 3)
  .option('--threads <n>', 'threads on both sides', whole, 1)
  .option('--duration <seconds>', 'simulated time', positive, 1)
  .option('--seed <n>', 'seed on both sides', whole, 1)
  .option('--wait-idle <seconds>', 'wait for a quiet machine before each run, at most so long', positive, 30)
  .option('--python <path>', 'a Python that has the peers', '/usr/bin/python3')
  .option('--json <file>', 'write the rows to a file, too')
  .addHelpText(
    'after',
    `\nBenchmarks:\n${BENCHMARKS.map(({ name, question }) => `  ${name.padEnd(13)} ${question}`).join('\n')}\n  ${CONNECT.padEnd(13)} only by name: time and memory of connecting`,
  )
  .action(async (names: readonly string[], options: Options) => {
    const status = await ensureBuild()
    const simulated = names.filter(name => name !== CONNECT)
    if (status !== 0) process.exitCode = status
    else {
      if (names.includes(CONNECT)) printConnectFigures(ROOT, 4 * options.repeats)
      if (names.length === 0 || simulated.length > 0) await measureAll(simulated, options)
    }
  })

async function measureAll(names: readonly string[], options: Options): Promise<void> {
  const ours = rheobaseEngine(ROOT)
  const reason = await ours.unavailable()
  if (reason !== undefined) {
    console.error(reason)
    process.exitCode = 1
    return
  }
  const peers = await availablePeers(options)
  console.log(
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${String(cpus().length)} cores, Node ${process.version}`,
  )
  const settings: TurnSettings = {
    ...options,
    before: () => becomeQuiet(options.waitIdle),
    lost: (peer, error) => {
      console.error(`going on without ${peer.name}: ${messageOf(error)}`)
    },
  }
  const all: Comparison[] = []
  for (const benchmark of BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const size of options.size ?? benchmark.sizes) {
      try {
        all.push(...(await compare(benchmark, size, { ours, peers }, settings)))
      } catch (error) {
        console.error(`${benchmark.name}, size ${String(size)}: ${messageOf(error)}`)
        process.exitCode = 1
      }
    }
  }
  if (all.length > 0) console.log(printTable(all))
  const rows = all.map(({ row }) => row)
  if (options.json !== undefined)
    writeFileSync(
      options.json,
      `${JSON.stringify(rows, undefined, 2)}
`,
    )
}

/** The peers that were asked for and are here; says which are not. */
async function availablePeers({ peers, python }: Options): Promise<readonly Engine[]> {
  const available: Engine[] = []
  for (const peer of new Set(peers)) {
    const engine = { brian2: brian2Engine(ROOT, python) }[peer]
    const reason = await engine.unavailable()
    if (reason === undefined) available.push(engine)
    else console.error(`going on without ${peer}: ${reason}`)
  }
  return available
}

async function becomeQuiet(limit: number): Promise<void> {
  const cores = await waitUntilIdle(limit)
  if (!isQuiet(cores))
    console.error(`something else keeps ${cores.toFixed(1)} cores busy: the next figures are no good`)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

await program.parseAsync()
