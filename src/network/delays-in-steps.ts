import { RheobaseError } from '../errors/rheobase-error.js'
import type { DelayForm } from '../model/synapses.js'
import type { TypedValues } from '../runtime/typed-values.js'

/** In steps: with longer delays most ages have nothing to deliver, and events are better sent one by one. */
const LONGEST_BY_AGE = 4096
/** Spikes that a ring of all neurons for the time of the delay has room for. */
const LARGEST_RING = 2 ** 24

/** Delays as a queue of spikes keeps them. */
export interface DelaysInSteps {
  readonly form: Exclude<DelayForm, { readonly kind: 'calendar' }>
  /** Of each synapse, if they differ. */
  readonly delays: Int32Array | undefined
}

/** Whose delays are meant. */
export interface DelayedPathway {
  /** For messages. */
  readonly where: string
  /** Whether there is one delay for all synapses. */
  readonly oneDelay: boolean
  /** Time step of the emitting group, in seconds. */
  readonly dt: number
  /** Neurons that emit. */
  readonly neurons: number
}

/**
 * Delays in seconds as steps, rounded half up as delay/dt + 1/2 cut to a whole number; nothing if they are too long for a queue of spikes.
 * @throws {RheobaseError} kind `value` for a delay that cannot be
 */
export function delaysInSteps(
  values: TypedValues,
  { where, oneDelay, dt, neurons }: DelayedPathway,
): DelaysInSteps | undefined {
  const steps = (delay: number): number => Math.trunc(delay / dt + 0.5)
  const bad = values.find(delay => !(delay >= 0 && Number.isFinite(delay)))
  if (bad !== undefined)
    throw new RheobaseError(
      'value',
      'impossible-delay',
      `a delay of ${where} is ${String(bad)} s; delays are finite and not negative`,
    )
  let most = 0
  for (let k = 0; k < values.length; k++) most = Math.max(most, steps(values[k] ?? 0))
  if (most >= 2 ** 53)
    throw new RheobaseError(
      'value',
      'impossible-delay',
      `a delay of ${where} is ${String(most * dt)} s: more time steps than can be counted`,
    )
  const homogeneous: DelaysInSteps = { form: { kind: 'homogeneous', steps: most }, delays: undefined }
  if (oneDelay) return most * neurons > LARGEST_RING ? undefined : homogeneous
  if (most > LONGEST_BY_AGE) return undefined
  const delays = new Int32Array(values.length)
  for (let k = 0; k < delays.length; k++) delays[k] = steps(values[k] ?? 0)
  if (delays.every(delay => delay === most)) return homogeneous
  return { form: { kind: 'per-synapse', longest: most }, delays }
}
