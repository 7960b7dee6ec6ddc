import { RheobaseError } from '../errors/rheobase-error.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { Network } from '../network/network.js'
import { PopulationRateMonitor } from '../network/population-rate-monitor.js'
import { SpikeMonitor } from '../network/spike-monitor.js'
import { StateMonitor } from '../network/state-monitor.js'
import { StatisticsMonitor } from '../network/statistics-monitor.js'
import { baseUnitText } from '../units/print-quantity.js'
import { columnsOf, type Tabular } from './table.js'

/** Something that records while a network runs. */
export type Monitor = SpikeMonitor | StateMonitor | PopulationRateMonitor | StatisticsMonitor

/** One array of what was recorded, in SI base units, in row-major order. */
export interface RecordedArray {
  readonly name: string
  readonly unit: string
  readonly type: NumberType
  readonly shape: readonly number[]
  readonly values: Float64Array | Int32Array
}

/** What a monitor or an object holds: its columns; of a state monitor the times, the elements, and variables as [elements, samples]. */
export function recordedArrays(source: Tabular): readonly RecordedArray[] {
  if (!(source instanceof StateMonitor))
    return columnsOf(source).map(column => ({ ...column, shape: [column.values.length] }))
  const times = source.t.values
  return [
    { name: 't', unit: 'second', type: 'float', shape: [times.length], values: Float64Array.from(times) },
    { name: 'i', unit: '1', type: 'integer', shape: [source.elements.length], values: source.elements },
    ...source.variables
      .filter(name => name !== 'i')
      .map(name => {
        const type = source.typeOf(name)
        const { shape, values } = source.matrix(name)
        const unit = baseUnitText(source.dimensionOf(name))
        return { name, unit, type, shape, values: type === 'float' ? values : Int32Array.from(values) }
      }),
  ]
}

/** All monitors of a network whose data are in memory, in the order in which they were made; those that write them elsewhere are left out. @throws {RheobaseError} kind `value` if it has none */
export function monitorsOf(network: Network): readonly Monitor[] {
  const monitors = network
    .parts()
    .flatMap(({ handle }) => (isMonitor(handle) && !isStreamed(handle) ? [handle] : []))
  if (monitors.length > 0) return monitors
  throw new RheobaseError(
    'value',
    'nothing-recorded',
    'the network has no monitor that keeps what it records. Make one before the run: net.spikeMonitor(group) or net.stateMonitor(group, …)',
  )
}

const isStreamed = (monitor: Monitor): boolean => 'streamsTo' in monitor && monitor.streamsTo !== undefined

export const isMonitor = (handle: unknown): handle is Monitor =>
  handle instanceof SpikeMonitor ||
  handle instanceof StateMonitor ||
  handle instanceof PopulationRateMonitor ||
  handle instanceof StatisticsMonitor
