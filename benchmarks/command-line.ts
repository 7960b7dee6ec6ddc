import { Argument, Command, InvalidArgumentError } from 'commander'
import { PRECISIONS, type Precision } from './engine.js'
import { PEER_NAMES, type PeerName } from './peers.js'

/** What `npm run bench` was told. */
export interface Options {
  readonly size?: readonly number[]
  readonly peers: readonly PeerName[]
  readonly limit: boolean
  readonly threads: readonly number[]
  readonly precision: readonly Precision[]
  readonly node: readonly string[]
  readonly browser?: string
  readonly repeats: number
  readonly duration?: number
  readonly seed: number
  readonly waitIdle: number
  readonly python: string
  readonly json?: string
  readonly plot?: string
  readonly check: boolean
  readonly updateCheck: boolean
  readonly priority: boolean
  readonly record: boolean
}

/** Something that can be asked for by name. */
export interface Named {
  readonly name: string
  readonly question: string
}

/**
 * @param compared what runs if nothing is named
 * @param special what runs only if it is named
 */
export function benchCommand(
  compared: readonly Named[],
  special: readonly Named[],
  action: (names: readonly string[], options: Options) => Promise<void>,
): Command {
  const list = (things: readonly Named[]): string =>
    things.map(({ name, question }) => `  ${name.padEnd(13)} ${question}`).join('\n')
  return new Command('bench')
    .description(
      'Measures Rheobase, and peers if asked, on the same networks: cold processes in turn, medians, ratios peer / ours.',
    )
    .addArgument(
      new Argument('[names...]', 'benchmarks; all that compare if left out').choices(
        [...compared, ...special].map(({ name }) => name),
      ),
    )
    .option('--size <n,...>', 'sizes, instead of those of the benchmark', listOf(whole))
    .option(
      '--peers <name,...>',
      `simulators to compare with: ${PEER_NAMES.join(', ')}`,
      listOf(oneOf(PEER_NAMES)),
      [],
    )
    .option('--limit', 'compare with the programs in benchmarks/limit, too', false)
    .option('--threads <n,...>', 'numbers of threads, on all sides', listOf(whole), [1])
    .option('--precision <name,...>', `on all sides: ${PRECISIONS.join(', ')}`, listOf(oneOf(PRECISIONS)), [
      'double',
    ])
    .option(
      '--node <version,...>',
      'compare with other versions of Node, which npx gets',
      listOf(version),
      [],
    )
    .option('--browser <command>', 'compare with this Chromium, too')
    .option('--repeats <n>', 'runs of each', whole, 3)
    .option('--duration <seconds>', 'simulated time, instead of that of the benchmark', positive)
    .option('--seed <n>', 'seed on all sides', whole, 1)
    .option(
      '--wait-idle <seconds>',
      'wait for a quiet machine before each run, at most so long',
      positive,
      30,
    )
    .option('--priority', 'simulate before everything else on the machine (Linux, as root)', false)
    .option('--python <path>', 'a Python that has the peers', '/usr/bin/python3')
    .option('--json <file>', 'write the rows to a file, too')
    .option('--plot <file.svg>', 'draw loop time against size')
    .option('--check', 'fail if a ratio is worse than benchmarks/reference/ratios.json allows', false)
    .option('--update-check', 'write the measured ratios to that table', false)
    .option('--record', 'keep the figures for docs/performance.md (npm run docs)', false)
    .addHelpText('after', `\nBenchmarks that compare:\n${list(compared)}\nOnly by name:\n${list(special)}`)
    .action(action)
}

const listOf =
  <Value>(read: (text: string) => Value) =>
  (text: string): readonly Value[] =>
    text.split(',').map(part => read(part.trim()))

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('It is not a whole number above 0.')
  return value
}

function positive(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('It is not a number from 0 on.')
  return value
}

function version(text: string): string {
  if (!/^\d+(\.\d+){0,2}$/.test(text))
    throw new InvalidArgumentError(`${text} is no version such as 22 or 24.1.`)
  return text
}

const oneOf =
  <Name extends string>(names: readonly Name[]) =>
  (text: string): Name => {
    const name = names.find(known => known === text)
    if (name === undefined) throw new InvalidArgumentError(`${text} is not one of ${names.join(', ')}.`)
    return name
  }
