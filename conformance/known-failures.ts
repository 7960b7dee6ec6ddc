import { readFileSync } from 'node:fs'
import type { ConformanceCase } from './case.js'

interface KnownFailures {
  /** Feature words of cases that cannot run yet, each with what is missing. */
  readonly features: Readonly<Record<string, string>>
  /** Cases whose numbers we do not want to match, each with the reason. */
  readonly disagreements: Readonly<Record<string, string>>
}

export const KNOWN_FAILURES = JSON.parse(
  readFileSync(new URL('not-built.json', import.meta.url), 'utf8'),
) as KnownFailures

/** Why a case is to fail; nothing if it is to pass. */
export function reasonToFail({ name, features }: ConformanceCase): string | undefined {
  const missing = features.filter(feature => feature in KNOWN_FAILURES.features)
  return missing.length > 0 ? missing.join(', ') : KNOWN_FAILURES.disagreements[name]
}
