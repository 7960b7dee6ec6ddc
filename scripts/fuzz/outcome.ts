import { createHash } from 'node:crypto'
import { RheobaseError } from '../../src/errors/rheobase-error.js'
import type { Network } from '../../src/network/network.js'

/** What came of an input on one target: all state as bits, or the error in words. */
export type Outcome = string

export type Target = 'js' | 'wasm'

/** Runs work on both targets. Gives what is wrong: an error that is none of ours, or a difference. */
export async function compareTargets(
  work: (target: Target) => Promise<Outcome>,
): Promise<string | undefined> {
  const outcomes: Outcome[] = []
  for (const target of ['js', 'wasm'] as const) {
    try {
      outcomes.push(await work(target))
    } catch (error) {
      const wrong = notOurs(error)
      if (wrong !== undefined) return `${target}: ${wrong}`
      outcomes.push((error as Error).message)
    }
  }
  const polluted = Object.keys(Object.prototype)
  if (polluted.length > 0) return `the prototype of all objects has got ${polluted.join()}`
  const [js, wasm] = outcomes
  if (js === wasm || js === STOPPED || wasm === STOPPED) return undefined
  return `the targets differ:\n  js    ${String(js).slice(0, 500)}\n  wasm  ${String(wasm).slice(0, 500)}`
}

/** An outcome that depends on the clock of the machine, and is not compared. */
export const STOPPED: Outcome = 'stopped'

/** Says what is wrong with an error: nothing if it is one that users are meant to see. */
export function notOurs(error: unknown): string | undefined {
  if (error instanceof RheobaseError && error.kind !== 'internal') return undefined
  return error instanceof Error ? (error.stack ?? error.message) : `something was thrown: ${String(error)}`
}

/** A run that ends in any case: after a second of the machine's time at the latest. Gives whether it came to its end. */
export async function boundedRun(network: Network, run: () => Promise<unknown>): Promise<boolean> {
  let stopped = false
  const timer = setTimeout(() => {
    stopped = true
    network.stop()
  }, 1000)
  try {
    await run()
  } finally {
    clearTimeout(timer)
  }
  return !stopped
}

/** The bits of all variables of all objects; a number that is none is one. */
export function stateBits(network: Network): Outcome {
  return network
    .parts()
    .flatMap(({ handle, model }) => {
      if (!('variables' in model) || !(model.variables instanceof Map)) return []
      const object = handle as { state(name: string): { values(): ArrayLike<number> } }
      return [...(model.variables as Map<string, unknown>).keys()].map(
        name => `${model.name}.${name} ${bits(object.state(name).values())}`,
      )
    })
    .join('\n')
}

const MOST_AS_TEXT = 1000

export function bits(values: ArrayLike<number>): string {
  const floats = Float64Array.from(values, value => (Number.isNaN(value) ? NaN : value))
  // Millions of values as text would take longer than the model.
  if (floats.length > MOST_AS_TEXT)
    return createHash('sha256').update(new Uint8Array(floats.buffer)).digest('hex')
  return Array.from(new BigUint64Array(floats.buffer), value => value.toString(16)).join(' ')
}
