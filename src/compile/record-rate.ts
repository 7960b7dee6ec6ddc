import { Builder } from '../kernels/builder.js'
import type { Procedure } from '../kernels/value.js'
import type { PopulationRateMonitorModel } from '../model/recording.js'
import { timeOf } from './clock-bindings.js'
import { eventList } from './event-list.js'
import { isWholeGroup, placeOf } from './neuron-place.js'
import type { Recording } from './recording.js'
import type { Storage } from './storage.js'

const ROWS_IN_BUFFER = 4096

/** Spikes of this step, divided by the number of neurons and by the step. */
export function recordRate(
  storage: Storage,
  monitor: PopulationRateMonitorModel,
): { procedure: Procedure; recording: Recording } {
  const builder = new Builder()
  const { source } = monitor
  const { group, start, stop } = source
  const list = eventList(storage, group, 'spike')
  const rows = storage.array(`${monitor.name}.rows`, 'i32', 1)
  const time = {
    name: 't',
    width: 1,
    array: storage.array(`${monitor.name}.buffer.t`, 'f64', ROWS_IN_BUFFER),
  }
  const rate = {
    name: 'rate',
    width: 1,
    array: storage.array(`${monitor.name}.buffer.rate`, 'f64', ROWS_IN_BUFFER),
  }
  const spikes = builder.local('spikes', builder.i32(0))
  if (isWholeGroup(source)) builder.assign(spikes, builder.loadScalar(list.count))
  else {
    builder.for('k', builder.i32(0), builder.loadScalar(list.count), position => {
      const own = placeOf(builder, storage, source, builder.load(list.elements, position))
      const inside = builder.op('i32.from_bool', builder.op('i32.lt_u', own, builder.i32(stop - start)))
      builder.assign(spikes, builder.op('i32.add', builder.read(spikes), inside))
    })
  }
  const row = builder.loadScalar(rows)
  const perNeuron = builder.op(
    'f64.div',
    builder.op('f64.from_i32', builder.read(spikes)),
    builder.f64(stop - start),
  )
  builder.store(time.array, row, timeOf(builder, storage, group.clock))
  builder.store(rate.array, row, builder.op('f64.div', perNeuron, builder.f64(group.clock.dt)))
  builder.storeScalar(rows, builder.op('i32.add', row, builder.i32(1)))
  return {
    procedure: {
      name: monitor.name,
      comment: `rate recorded by ${monitor.name}`,
      parameters: [],
      body: builder.statements,
    },
    recording: {
      monitor: monitor.name,
      columns: [time, rate],
      rows,
      capacity: ROWS_IN_BUFFER,
      maximalRowsPerStep: 1,
    },
  }
}
