import { nearestNames } from '../errors/nearest-name.js'
import type { Quantity } from '../units/quantity.js'
import { UsageError } from './usage-error.js'

/**
 * The values of `--set` for a script. They remember which names the script asks for: no script has to declare its parameters, and a
 * misspelt one is still found.
 */
export class AskedValues {
  readonly values: Readonly<Record<string, Quantity>>
  readonly #given: Readonly<Record<string, Quantity>>
  readonly #asked = new Set<string>()
  /** A script that takes all values, whatever they are called, says itself which it knows. */
  #tookAll = false

  constructor(given: Readonly<Record<string, Quantity>>) {
    this.#given = given
    this.values = new Proxy(given, {
      get: (target, name) => {
        this.#note(name)
        return Reflect.get(target, name) as Quantity | undefined
      },
      has: (target, name) => {
        this.#note(name)
        return Reflect.has(target, name)
      },
      ownKeys: target => {
        this.#tookAll = true
        return Reflect.ownKeys(target)
      },
    })
  }

  /** @throws {UsageError} if a value was given that the script never asked for */
  checkAllAsked(): void {
    if (!this.#tookAll) checkNames('the script', Object.keys(this.#given), this.#asked)
  }

  #note(name: string | symbol): void {
    if (typeof name === 'string') this.#asked.add(name)
  }
}

/** @throws {UsageError} that names the first given value that is not known, and what it may have meant */
export function checkNames(owner: string, given: readonly string[], known: ReadonlySet<string>): void {
  const unknown = given.find(name => !known.has(name))
  if (unknown === undefined) return
  const [nearest] = nearestNames(unknown, known)
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
  const all = known.size === 0 ? 'It has none.' : `It has: ${[...known].join(', ')}.`
  throw new UsageError(`${owner} has no value \`${unknown}\` to set.${hint} ${all}`)
}
