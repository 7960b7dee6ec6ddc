import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { checkRatios, ratiosOf, type RatioTable } from './reference-ratios.js'
import type { Row } from './row.js'

const FILE = 'benchmarks/reference/ratios.json'
const Table = z.record(z.string(), z.record(z.string(), z.number()))

/** Prints which stored ratios are lost. Gives whether none is, and at least one was measured. */
export function checkStoredRatios(root: string, rows: readonly Row[]): boolean {
  const { lost, compared, missing } = checkRatios(read(root), ratiosOf(rows))
  for (const sentence of lost) console.error(`lost: ${sentence}`)
  console.log(
    `${String(compared - lost.length)} of ${String(compared)} ratios are kept; ${String(missing.length)} of ${FILE} were not measured`,
  )
  if (compared === 0)
    console.error(`nothing was measured that ${FILE} knows: name benchmarks and peers that it has`)
  return lost.length === 0 && compared > 0
}

/** Writes the measured ratios into the table; those that were not measured stay. */
export function storeRatios(root: string, rows: readonly Row[]): void {
  const table: Record<string, RatioTable[string]> = { ...read(root) }
  for (const [key, ratios] of Object.entries(ratiosOf(rows))) table[key] = { ...table[key], ...ratios }
  writeFileSync(join(root, FILE), `${JSON.stringify(table, undefined, 2)}\n`)
}

function read(root: string): RatioTable {
  const path = join(root, FILE)
  return existsSync(path) ? Table.parse(JSON.parse(readFileSync(path, 'utf8'))) : {}
}
