// npm run bench -- [names…]: how fast Rheobase and its peers run the same networks. Prints a table; fails if rates differ, never on time,
// unless --check asks for it.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from '../scripts/up-to-date-build.js'
import { brunel } from './brunel.js'
import { cobahh } from './cobahh.js'
import { benchCommand, type Options } from './command-line.js'
import { compare, type Comparison, type TurnSettings } from './compare.js'
import { connect, connectRules } from './connect.js'
import { cubaHetero } from './cuba-hetero.js'
import { cuba } from './cuba.js'
import { describeEntrant, isOurs } from './entrant.js'
import { gatherEntrants } from './entrants.js'
import { finite } from './finite.js'
import { manyRuns } from './many-runs.js'
import { memory } from './memory.js'
import { plotRows } from './plot-rows.js'
import { printTable } from './print-table.js'
import { checkStoredRatios, storeRatios } from './ratio-file.js'
import { scaling } from './scaling.js'
import { start } from './start.js'
import { stdp } from './stdp.js'
import { isQuiet, waitUntilIdle } from './wait-until-idle.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BENCHMARKS = [cuba, cubaHetero, cobahh, brunel, stdp]
/** What is no comparison of simulations has figures of its own. */
const SPECIAL = [start, manyRuns, connect, connectRules, memory, scaling, finite]

async function main(names: readonly string[], options: Options): Promise<void> {
  const status = await ensureBuild()
  if (status !== 0) {
    process.exitCode = status
    return
  }
  console.log(
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${String(cpus().length)} cores, Node ${process.version}`,
  )
  for (const special of SPECIAL) if (names.includes(special.name)) await special.print(ROOT, options)
  const compared = BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name))
  if (compared.length > 0) await measureAll(compared, options)
}

async function measureAll(benchmarks: typeof BENCHMARKS, options: Options): Promise<void> {
  const entrants = await gatherEntrants(ROOT, options, (engine, reason) => {
    console.error(`going on without ${engine}: ${reason}`)
  })
  for (const peer of options.peers) {
    const without = benchmarks.filter(benchmark => benchmark[peer] === undefined)
    if (without.length > 0)
      console.error(`${peer} has no script for ${without.map(({ name }) => name).join(', ')}`)
  }
  const settings: TurnSettings = {
    ...options,
    before: () => becomeQuiet(options.waitIdle),
    lost(entrant, error) {
      console.error(
        `going on without ${describeEntrant({ ...entrant, engine: entrant.engine.name })}: ${messageOf(error)}`,
      )
      // A peer may be missing; what we were asked to measure of ours may not.
      if (isOurs(entrant)) process.exitCode = 1
    },
  }
  const all: Comparison[] = []
  for (const benchmark of benchmarks) {
    for (const size of options.size ?? benchmark.sizes) {
      try {
        all.push(...(await compare(benchmark, size, entrants, settings)))
      } catch (error) {
        console.error(`${benchmark.name}, size ${String(size)}: ${messageOf(error)}`)
        process.exitCode = 1
      }
    }
  }
  if (all.length > 0) console.log(printTable(all))
  const rows = all.map(({ row }) => row)
  if (!rows.every(({ ratesAgree }) => ratesAgree)) process.exitCode = 1
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, undefined, 2)}\n`)
  if (options.plot !== undefined) writeFileSync(options.plot, plotRows(rows))
  if (options.check && !checkStoredRatios(ROOT, rows)) process.exitCode = 1
  if (options.updateCheck) storeRatios(ROOT, rows)
}

async function becomeQuiet(limit: number): Promise<void> {
  const cores = await waitUntilIdle(limit)
  if (!isQuiet(cores))
    console.error(`something else keeps ${cores.toFixed(1)} cores busy: the next figures are no good`)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

await benchCommand(BENCHMARKS, SPECIAL, main).parseAsync()
