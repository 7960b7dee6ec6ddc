import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { ADAPTIVE_METHODS } from './adaptive.js'
import { euler, eulerIto } from './euler.js'
import { exact } from './exact.js'
import { exponentialEuler } from './exponential-euler.js'
import { heun } from './heun.js'
import type { AdaptiveMethod, IntegrationMethod } from './method.js'
import { milstein } from './milstein.js'
import { rk2 } from './rk2.js'
import { rk4 } from './rk4.js'

/** Every integration method there is. */
export const KNOWN_METHODS: readonly (IntegrationMethod | AdaptiveMethod)[] = [
  exact,
  exponentialEuler,
  euler,
  rk2,
  rk4,
  heun,
  milstein,
  eulerIto,
  ...ADAPTIVE_METHODS,
]

/** Other names of methods. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['linear', 'exact'],
  ['gsl', 'gsl_rkf45'],
])

const BY_NAME: ReadonlyMap<string, IntegrationMethod | AdaptiveMethod> = new Map(
  KNOWN_METHODS.map(method => [method.name, method] as const),
)

/**
 * The method of a name, in any case; `linear` is another name of `exact`, `gsl` one of `gsl_rkf45`.
 * @throws {RheobaseError} kind `value`: an unknown name, with the nearest known one; `independent`, with the
 * advice to use `exact`
 */
export function integrationMethod(name: string): IntegrationMethod | AdaptiveMethod {
  const lowered = name.toLowerCase()
  const method = BY_NAME.get(ALIASES.get(lowered) ?? lowered)
  if (method !== undefined) return method
  const known = [...BY_NAME.keys(), ...ALIASES.keys()]
  if (lowered === 'independent') {
    throw new RheobaseError(
      'value',
      'withdrawn-method',
      'the method `independent` no longer exists: use `exact`, which covers all its equations',
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
