import { RheobaseError } from '../src/errors/rheobase-error.js'
import type { WhereDescription } from '../src/io/model-json.js'
import type { ModelSession } from '../src/io/model-session.js'
import { PopulationRateMonitor } from '../src/network/population-rate-monitor.js'
import { SpikeMonitor } from '../src/network/spike-monitor.js'
import type { Synapses } from '../src/network/synapses.js'
import { StateMonitor } from '../src/network/state-monitor.js'
import { dimensionless, type Dimension } from '../src/units/dimension.js'
import type { Quantity } from '../src/units/quantity.js'

/** Values of a path, in SI units, as a case compares them. */
export interface Measured {
  readonly dimension: Dimension
  readonly type: 'float' | 'integer' | 'boolean'
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

/** The values of a path such as `G.v`, `S.pre.delay`, `trace.v`, `network.t`. */
export function measure(session: ModelSession, path: string, where?: WhereDescription): Measured {
  if (path === 'network.t') return single(session.network.t)
  const [name = '', variable = ''] = path.split('.')
  const object = session.objects.get(name)
  if (object instanceof SpikeMonitor) return ofSpikeMonitor(object, variable, where)
  if (object instanceof StateMonitor) return ofStateMonitor(object, variable)
  if (object instanceof PopulationRateMonitor) {
    return variable === 'N' ? count(object.samples) : list(variable === 't' ? object.t : object.rate)
  }
  if (variable === 'N_incoming_post' || variable === 'N_outgoing_pre') {
    const synapses = object as Synapses
    const values = Array.from(variable === 'N_incoming_post' ? synapses.incoming() : synapses.outgoing())
    return { dimension: dimensionless, type: 'integer', shape: [values.length], values }
  }
  const state = session.objects.variable(path)
  const chosen = session.objects.selected(path, where)
  const values = Array.from(chosen.values())
  const isSingle = state.shared || typeof where === 'number'
  return { dimension: state.dimension, type: state.type, shape: isSingle ? [] : [values.length], values }
}

function ofSpikeMonitor(
  monitor: SpikeMonitor,
  variable: string,
  where: WhereDescription | undefined,
): Measured {
  if (where !== undefined)
    throw new RheobaseError('value', 'not-built', 'this version cannot run "where" on monitors yet')
  if (variable === 'N') return count(monitor.count)
  if (variable === 'count' || variable === 'i') {
    const values = Array.from(variable === 'i' ? monitor.i : monitor.countOfEach())
    return { dimension: dimensionless, type: 'integer', shape: [values.length], values }
  }
  if (variable === 't') return list(monitor.t)
  return { ...list(monitor.values(variable)), type: monitor.typeOf(variable) }
}

function ofStateMonitor(monitor: StateMonitor, variable: string): Measured {
  if (variable === 't') return list(monitor.t)
  if (variable === 'N') return count(monitor.samples)
  const { shape, values } = monitor.matrix(variable)
  return {
    dimension: monitor.dimensionOf(variable),
    type: monitor.typeOf(variable),
    shape,
    values: Array.from(values),
  }
}

const count = (value: number): Measured => ({
  dimension: dimensionless,
  type: 'integer',
  shape: [],
  values: [value],
})
const single = (quantity: Quantity): Measured => ({
  dimension: quantity.dimension,
  type: 'float',
  shape: [],
  values: [quantity.value],
})
export function list(quantity: Quantity): Measured {
  const values = typeof quantity.values === 'number' ? [quantity.values] : Array.from(quantity.values)
  return { dimension: quantity.dimension, type: 'float', shape: [values.length], values }
}

/** Picks samples along the last axis. */
export function pickSamples(measured: Measured, samples: readonly number[] | undefined): Measured {
  if (samples === undefined) return measured
  const width = measured.shape.at(-1) ?? 1
  const rows = measured.values.length / Math.max(1, width)
  const values: number[] = []
  for (let row = 0; row < rows; row++) {
    for (const sample of samples)
      values.push(measured.values[row * width + (sample < 0 ? sample + width : sample)] ?? NaN)
  }
  return { ...measured, shape: [...measured.shape.slice(0, -1), samples.length], values }
}
