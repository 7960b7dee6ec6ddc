import { RheobaseError } from '../errors/rheobase-error.js'
import type { Axis } from './mark.js'

/**
 * One axis from the first to the last value of several. If one of them needs equal factors, all are drawn so.
 * @throws {RheobaseError} kind `value` if another one of them has numbers that are not above 0
 */
export function joinedAxis(axis: Axis, all: readonly Axis[]): Axis {
  const first = Math.min(...all.map(({ domain }) => domain[0]))
  const last = Math.max(...all.map(({ domain }) => domain[1]))
  if (!all.some(({ log }) => log === true)) return { ...axis, domain: [first, last] }
  if (first > 0) return { ...axis, log: true, domain: [first, last] }
  throw new RheobaseError(
    'value',
    'not-positive',
    `marks share a logarithmic axis${axis.label === '' ? '' : ` "${axis.label}"`}, and what one of them shows begins at ${String(first)}: ` +
      'a logarithmic axis shows numbers above 0',
  )
}
