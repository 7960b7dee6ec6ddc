import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from './row.js'
import type { Figure } from './special-figures.js'

/** What was measured on one machine, of which `docs/performance.md` tells. */
export interface Records {
  readonly machine: string
  readonly node: string
  /** Of the last measurement. */
  readonly date: string
  readonly rows: readonly Row[]
  readonly figures: readonly Figure[]
}

export const RECORDS = 'benchmarks/reference/measured.json'

export function readRecords(root: string): Records | undefined {
  const path = join(root, RECORDS)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Records) : undefined
}

export function writeRecords(root: string, fresh: Records): void {
  writeFileSync(
    join(root, RECORDS),
    `${JSON.stringify(mergeRecords(readRecords(root), fresh), rounded, 1)}\n`,
  )
}

/** What was measured anew replaces what was known of it; records of another machine are no part of these. */
export function mergeRecords(known: Records | undefined, fresh: Records): Records {
  if (known?.machine !== fresh.machine) return fresh
  return {
    ...fresh,
    rows: inOrderOfSize(merged(known.rows, fresh.rows, rowKey)),
    figures: merged(known.figures, fresh.figures, ({ benchmark, what }) => `${benchmark}: ${what}`),
  }
}

/** A benchmark stays where it was; its sizes follow each other. */
function inOrderOfSize(rows: readonly Row[]): readonly Row[] {
  const places = new Map(
    [...new Set(rows.map(({ benchmark }) => benchmark))].map((name, place) => [name, place]),
  )
  const placeOf = ({ benchmark }: Row): number => places.get(benchmark) ?? 0
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b) || a.size - b.size)
}

const rowKey = ({ benchmark, size, engine, threads, precision, host, priority }: Row): string =>
  [benchmark, size, engine, threads, precision, host, priority].join(' ')

function merged<Value>(
  known: readonly Value[],
  fresh: readonly Value[],
  keyOf: (value: Value) => string,
): readonly Value[] {
  const values = new Map([...known, ...fresh].map(value => [keyOf(value), value]))
  return [...values.values()]
}

const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(5)) : value
