import { euler } from './euler.js'
import { exact } from './exact.js'
import { heun } from './heun.js'
import type { AdaptiveMethod, DifferentialSystem, IntegrationMethod, Refusal } from './method.js'

export type MethodChoice =
  | { readonly method: IntegrationMethod | AdaptiveMethod }
  /** Why each candidate, by its name, does not fit. */
  | { readonly refusals: ReadonlyMap<string, readonly Refusal[]> }

/** What is tried, in this order, for a group or synapses without a method of their own. */
export const DEFAULT_METHODS: readonly IntegrationMethod[] = [exact, euler, heun]

/**
 * The first candidate that does not refuse the system. It depends on the equations alone, never on an earlier
 * choice.
 */
export function chooseMethod(
  system: DifferentialSystem,
  candidates: readonly (IntegrationMethod | AdaptiveMethod)[],
): MethodChoice {
  const refusals = new Map<string, readonly Refusal[]>()
  for (const method of candidates) {
    const reasons = method.refuse(system)
    if (reasons.length === 0) return { method }
    refusals.set(method.name, reasons)
  }
  return { refusals }
}
