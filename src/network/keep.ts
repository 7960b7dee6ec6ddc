import { RheobaseError } from '../errors/rheobase-error.js'
import { checkCount, checkOptions, describeValue } from './options.js'

/** What a state monitor keeps instead of all samples: every n-th, the last n, or only mean, variance and extremes. */
export type Keep = { readonly every: number } | { readonly last: number } | 'statistics'

/** Keeps all samples. */
const ALL = { every: 1, last: Infinity }

/** @throws {RheobaseError} kind `type`, `value` or `name` for anything that is not a way to keep samples */
export function readKeep(
  where: string,
  keep: unknown,
): { readonly every: number; readonly last: number } | 'statistics' {
  if (keep === undefined) return ALL
  if (keep === 'statistics') return keep
  if (typeof keep !== 'object' || keep === null || Array.isArray(keep)) {
    throw new RheobaseError(
      'type',
      'not-a-way-to-keep',
      `the option keep of ${where} must be { every: n }, { last: n } or 'statistics', not ${describeValue(keep)}`,
    )
  }
  checkOptions(`keep of ${where}`, keep, ['every', 'last'])
  const { every, last } = keep as { readonly every?: unknown; readonly last?: unknown }
  if ((every === undefined) === (last === undefined)) {
    throw new RheobaseError(
      'value',
      'not-a-way-to-keep',
      `the option keep of ${where} needs either every or last`,
    )
  }
  return last === undefined
    ? { ...ALL, every: checkCount(`keep.every of ${where}`, every, 1) }
    : { ...ALL, last: checkCount(`keep.last of ${where}`, last, 1) }
}
