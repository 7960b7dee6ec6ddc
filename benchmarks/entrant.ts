import type { Engine, Precision } from './engine.js'

/** An engine, set up in one way. */
export interface Entrant {
  readonly engine: Engine
  readonly threads: number
  readonly precision: Precision
  /** `Node 22.1.0`, `Chromium 140`: what runs our code, where several are compared. */
  readonly host?: string
}

export const isOurs = ({ engine }: Entrant): boolean => engine.name === 'rheobase'

/** `rheobase, 2 threads, single precision, Node 22`: what is not usual. */
export function describeEntrant({
  engine,
  threads,
  precision,
  host,
}: Omit<Entrant, 'engine'> & { readonly engine: Engine['name'] }): string {
  return [
    engine,
    ...(threads === 1 ? [] : [`${String(threads)} threads`]),
    ...(precision === 'double' ? [] : [`${precision} precision`]),
    ...(host === undefined ? [] : [host]),
  ].join(', ')
}

/** The entrant that differs from one in nothing but what is named, if it takes part. */
export function counterpart(
  entrants: Iterable<Entrant>,
  like: Entrant,
  change: Partial<Pick<Entrant, 'engine' | 'threads' | 'precision' | 'host'>>,
): Entrant | undefined {
  const { engine, threads, precision, host } = { ...like, ...change }
  for (const candidate of entrants)
    if (
      candidate.engine.name === engine.name &&
      candidate.threads === threads &&
      candidate.precision === precision &&
      candidate.host === host
    )
      return candidate
  return undefined
}
