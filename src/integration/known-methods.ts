import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { euler } from './euler.js'
import { exact } from './exact.js'
import { exponentialEuler } from './exponential-euler.js'
import { heun } from './heun.js'
import type { IntegrationMethod } from './method.js'
import { milstein } from './milstein.js'
import { rk2 } from './rk2.js'
import { rk4 } from './rk4.js'

/** Every integration method there is. */
export const KNOWN_METHODS: readonly IntegrationMethod[] = [
  exact,
  exponentialEuler,
  euler,
  rk2,
  rk4,
  heun,
  milstein,
]

const BY_NAME: ReadonlyMap<string, IntegrationMethod> = new Map([
  ...KNOWN_METHODS.map(method => [method.name, method] as const),
  ['linear', exact],
])

/**
 * The method of a name, in any case; `linear` is another name of `exact`.
 * @throws {RheobaseError} kind `value`: an unknown name, with the nearest known one; `independent`, with the
 * advice to use `exact`
 */
export function integrationMethod(name: string): IntegrationMethod {
  const lowered = name.toLowerCase()
  const method = BY_NAME.get(lowered)
  if (method !== undefined) return method
  const known = [...BY_NAME.keys()]
  if (lowered === 'independent') {
    throw new RheobaseError(
      'value',
      'withdrawn-method',
      'the method `independent` no longer exists: use `exact`, which covers all its equations',
    )
  }
  if (lowered.startsWith('gsl')) {
    throw new RheobaseError(
      'value',
      'unknown-method',
      `the adaptive method \`${name}\` does not exist here: use \`rk4\`, with a smaller dt if need be\nThe methods are: ${known.join(', ')}.`,
    )
  }
  const [near] = nearestNames(lowered, known)
  const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`
  throw new RheobaseError(
    'value',
    'unknown-method',
    `no integration method is called \`${name}\`.${hint}\nThe methods are: ${known.join(', ')}.`,
  )
}
