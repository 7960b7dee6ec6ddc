// npm run bench -- [names…]: how fast Rheobase and its peers run the same networks. Prints a table; fails if rates differ, never on time,
// unless --check asks for it.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { StatusLine } from '../scripts/status-line.js'
import { ensureBuild } from '../scripts/up-to-date-build.js'
import { brunel } from './brunel.js'
import { cobahh } from './cobahh.js'
import { benchCommand, type Options } from './command-line.js'
import { compare, runsOf, type Comparison, type TurnSettings } from './compare.js'
import { connect, connectRules } from './connect.js'
import { cubaHetero } from './cuba-hetero.js'
import { cuba } from './cuba.js'
import { describeEntrant, isOurs } from './entrant.js'
import { gatherEntrants } from './entrants.js'
import { figure8 } from './figure8.js'
import { looks } from './looks.js'
import { kernelTimes } from './kernel-times.js'
import { manyRuns } from './many-runs.js'
import { memory } from './memory.js'
import { plotRows } from './plot-rows.js'
import { printTable } from './print-table.js'
import { checkStoredRatios, storeRatios } from './ratio-file.js'
import { writeRecords } from './records.js'
import type { Row } from './row.js'
import { rallpack3, rallpack3Cells } from './rallpack3.js'
import { scaling } from './scaling.js'
import { printFigures, type Figure } from './special-figures.js'
import { start } from './start.js'
import { stdp } from './stdp.js'
import { isQuiet, waitUntilIdle } from './wait-until-idle.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MACHINE = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${String(cpus().length)} cores`
const BENCHMARKS = [cuba, cubaHetero, cobahh, brunel, stdp, rallpack3, rallpack3Cells]
/** What is no comparison of simulations has figures of its own. */
const SPECIAL = [start, manyRuns, connect, connectRules, memory, scaling, kernelTimes, looks, figure8]

async function main(names: readonly string[], options: Options): Promise<void> {
  const built = await ensureBuild()
  if (built !== 0) {
    process.exitCode = built
    return
  }
  console.log(`${MACHINE}, Node ${process.version}`)
  const figures: Figure[] = []
  const asked = SPECIAL.filter(({ name }) => names.includes(name))
  const status = new StatusLine()
  for (const [k, special] of asked.entries()) {
    status.tell(`measuring ${special.name}`, k / asked.length)
    const own = await special.measure(ROOT, options)
    status.above(() => {
      console.log(printFigures(own))
    })
    figures.push(...own)
  }
  status.end()
  const benchmarks = BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name))
  const rows = benchmarks.length === 0 ? [] : await compareAll(benchmarks, options)
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify([...rows, ...figures], undefined, 2)}\n`)
  if (options.plot !== undefined && rows.length > 0) writeFileSync(options.plot, plotRows(rows))
  if (options.check && !checkStoredRatios(ROOT, rows)) process.exitCode = 1
  if (options.updateCheck) storeRatios(ROOT, rows)
  if (options.record) {
    const date = new Date().toISOString().slice(0, 10)
    writeRecords(ROOT, { machine: MACHINE, node: process.version, date, rows, figures })
  }
}

async function compareAll(benchmarks: typeof BENCHMARKS, options: Options): Promise<readonly Row[]> {
  const entrants = await gatherEntrants(ROOT, options, (name, reason) => {
    console.error(`going on without ${name}: ${reason}`)
  })
  for (const peer of options.peers) {
    const without = benchmarks.filter(benchmark => benchmark[peer] === undefined)
    if (without.length > 0)
      console.error(`${peer} has no script for ${without.map(({ name }) => name).join(', ')}`)
  }
  const work = benchmarks.flatMap(benchmark =>
    (options.size ?? benchmark.sizes).map(size => ({
      ...{ benchmark, size },
      runs: runsOf(benchmark, entrants, options),
    })),
  )
  const allRuns = work.reduce((sum, { runs }) => sum + runs, 0)
  const status = new StatusLine()
  const warn = (text: string): void => {
    status.above(() => {
      console.error(text)
    })
  }
  let [begun, now] = [0, '']
  const settings: TurnSettings = {
    ...options,
    before: async () => {
      status.tell(now, begun++ / allRuns)
      await becomeQuiet(options.waitIdle, warn)
    },
    lost(entrant, error) {
      warn(
        `going on without ${describeEntrant({ ...entrant, engine: entrant.engine.name })}: ${messageOf(error)}`,
      )
      // A peer may be missing; what we were asked to measure of ours may not.
      if (isOurs(entrant)) process.exitCode = 1
    },
    differs(entrant, difference) {
      warn(`${describeEntrant({ ...entrant, engine: entrant.engine.name })} ${difference}`)
    },
  }
  const all: Comparison[] = []
  let before = 0
  for (const { benchmark, size, runs } of work) {
    now = `${benchmark.name}, size ${String(size)}`
    try {
      all.push(...(await compare(benchmark, size, entrants, settings)))
    } catch (error) {
      warn(`${now}: ${messageOf(error)}`)
      process.exitCode = 1
    }
    // An entrant that was lost leaves runs out.
    before += runs
    begun = before
  }
  status.end()
  if (all.length > 0) console.log(printTable(all))
  const rows = all.map(({ row }) => row)
  if (!rows.every(({ ratesAgree }) => ratesAgree)) process.exitCode = 1
  return rows
}

async function becomeQuiet(limit: number, warn: (text: string) => void): Promise<void> {
  const cores = await waitUntilIdle(limit)
  if (!isQuiet(cores))
    warn(`something else keeps ${cores.toFixed(1)} cores busy: the next figures are no good`)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

await benchCommand(BENCHMARKS, SPECIAL, main).parseAsync()
