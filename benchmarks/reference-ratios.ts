import type { Row } from './row.js'

/** Ratios that are looked after. Most are better when larger. */
const LARGER_IS_BETTER = [
  'loopRatio',
  'wallRatio',
  'inputRatio',
  'eventRatio',
  'threadRatio',
  'precisionRatio',
] as const
const SMALLER_IS_BETTER = ['limitRatio'] as const
type RatioName = (typeof LARGER_IS_BETTER)[number] | (typeof SMALLER_IS_BETTER)[number]

/** `cuba 4000, brian2` → its ratios. */
export type RatioTable = Readonly<Record<string, Partial<Record<RatioName, number>>>>

/**
 * A ratio is lost when it is worse than the stored one by more than this factor: a loaded machine, another processor and another compiler move ratios
 * by tens of percent; what is lost by a mistake is more.
 */
export const SLACK = 1.6

/** The ratios of rows that say something: of a row of ours not that it is as fast as itself. */
export function ratiosOf(rows: readonly Row[]): RatioTable {
  const table: Record<string, Partial<Record<RatioName, number>>> = {}
  for (const row of rows) {
    // The limit's own row repeats ours; hosts come and go with their versions.
    if (row.engine === 'limit' || row.hostRatio !== undefined) continue
    const names: readonly RatioName[] =
      row.engine === 'rheobase'
        ? ['limitRatio', 'threadRatio', 'precisionRatio']
        : ['loopRatio', 'wallRatio', 'inputRatio', 'eventRatio']
    const known = names.flatMap(name => {
      const ratio = row[name]
      return ratio === undefined || (name === 'wallRatio' && row.priority)
        ? []
        : [[name, Number(ratio.toPrecision(3))] as const]
    })
    if (known.length > 0) table[keyOf(row)] = Object.fromEntries(known)
  }
  return table
}

/** What was measured, in words: what is usual is left out. */
function keyOf({ benchmark, size, engine, threads, precision }: Row): string {
  return [
    `${benchmark} ${String(size)}`,
    engine,
    ...(threads === 1 ? [] : [`${String(threads)} threads`]),
    ...(precision === 'double' ? [] : [precision]),
  ].join(', ')
}

export interface RatioCheck {
  /** A sentence for each ratio that is worse than it may be. */
  readonly lost: readonly string[]
  /** How many were compared. */
  readonly compared: number
  /** Those of the table that were not measured this time. */
  readonly missing: readonly string[]
}

export function checkRatios(stored: RatioTable, measured: RatioTable): RatioCheck {
  const lost: string[] = []
  const missing: string[] = []
  let compared = 0
  for (const [key, ratios] of Object.entries(stored)) {
    for (const name of [...LARGER_IS_BETTER, ...SMALLER_IS_BETTER]) {
      const [expected, found] = [ratios[name], measured[key]?.[name]]
      if (expected === undefined) continue
      if (found === undefined) {
        missing.push(`${key}: ${name}`)
        continue
      }
      compared++
      const isLarger = LARGER_IS_BETTER.some(known => known === name)
      const bound = isLarger ? expected / SLACK : expected * SLACK
      if (isLarger ? found < bound : found > bound)
        lost.push(
          `${key}: ${name} is ${String(found)}, ${isLarger ? 'less' : 'more'} than ${bound.toFixed(2)} (it was ${String(expected)})`,
        )
    }
  }
  return { lost, compared, missing }
}
