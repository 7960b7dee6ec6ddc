import type { Variable } from '../model/variable.js'
import type { Network } from '../network/network.js'
import { second, type Dimension } from '../units/dimension.js'
import { synapsesCoreOf, type SynapsesBase } from '../network/synapses.js'

/** How the values of a variable were spread when a run began. */
export interface Spread {
  readonly name: string
  readonly dimension: Dimension
  readonly least: number
  readonly most: number
  readonly mean: number
}

/** Values of the variables of an object, and when it had them. */
export interface TimedSpreads {
  readonly title: 'At the start' | 'At the end'
  readonly spreads: readonly Spread[]
}

/** What has to be noted before a run, because the run changes it. */
export interface StartValues {
  /** Whether the network had not run before: then these are the values at the start. */
  readonly isStart: boolean
  /** Variables of each object that had been set, by its name. */
  readonly variables: ReadonlyMap<string, readonly Spread[]>
  /** Delays of each pathway, as `synapses.pre`. */
  readonly delays: ReadonlyMap<string, Spread>
}

export function startValuesOf(network: Network): StartValues {
  const variables = new Map<string, readonly Spread[]>()
  const delays = new Map<string, Spread>()
  for (const { handle, model } of network.parts()) {
    if (handle === undefined || (model.kind !== 'neuron-group' && model.kind !== 'synapses')) continue
    variables.set(model.name, spreadsOf(handle as WithStates, model.variables))
    if (model.kind !== 'synapses' || synapsesCoreOf(handle) === undefined) continue
    for (const { name } of model.pathways) {
      const values = (handle as SynapsesBase).pathway(name).delay.values()
      const spread = spreadOf(name, second, values)
      if (spread !== undefined && spread.most > 0) delays.set(`${model.name}.${name}`, spread)
    }
  }
  return { isStart: network.timeSpent.runs === 0, variables, delays }
}

interface WithStates {
  state(name: string): { values(): ArrayLike<number> }
}

function spreadsOf(handle: WithStates, variables: ReadonlyMap<string, Variable>): readonly Spread[] {
  return [...variables.values()].flatMap(({ name, dimension, access, initial, type }) => {
    if (access === 'read-only' || type === 'boolean') return []
    const values = handle.state(name).values()
    const spread = spreadOf(name, dimension, values)
    return spread === undefined || (spread.least === initial && spread.most === initial) ? [] : [spread]
  })
}

function spreadOf(name: string, dimension: Dimension, values: ArrayLike<number>): Spread | undefined {
  if (values.length === 0) return undefined
  let [least, most, sum] = [Infinity, -Infinity, 0]
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? NaN
    least = Math.min(least, value)
    most = Math.max(most, value)
    sum += value
  }
  return { name, dimension, least, most, mean: sum / values.length }
}
