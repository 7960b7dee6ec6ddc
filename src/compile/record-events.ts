import { Builder } from '../kernels/builder.js'
import type { Procedure, Value, ValueType } from '../kernels/value.js'
import type { SpikeMonitorModel } from '../model/recording.js'
import { timeOf } from './clock-bindings.js'
import { convert } from './convert.js'
import { eventList } from './event-list.js'
import { groupContext } from './group-context.js'
import { isWholeGroup, placeOf } from './neuron-place.js'
import { readName } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { recordedType, type RecordedColumn, type Recording } from './recording.js'
import type { Storage } from './storage.js'

/** The smallest buffer, in rows: large enough that small groups rarely stop for it. */
const SMALLEST_BUFFER = 16384

/** Counts the events of each element and, if wanted, keeps index, time and variables of each event. */
export function recordEvents(
  storage: Storage,
  monitor: SpikeMonitorModel,
): { procedure: Procedure; recording: Recording } {
  const builder = new Builder()
  const { source } = monitor
  const { group, start, stop } = source
  const size = stop - start
  const capacity = Math.max(4 * size, SMALLEST_BUFFER)
  const context = groupContext(storage, monitor.source, { writesShared: false, guarded: true })
  const list = eventList(storage, group, monitor.event)
  const counts = storage.array(`${monitor.name}.count`, 'i32', size)
  const rows = storage.array(`${monitor.name}.rows`, 'i32', 1)
  const column = (name: string, type: ValueType): RecordedColumn => ({
    name,
    width: 1,
    array: storage.array(`${monitor.name}.buffer.${name}`, type, capacity),
  })
  const index = monitor.record ? [column('i', 'i32'), column('t', 'f64')] : []
  const variables = monitor.variables
    .filter(name => name !== 'i' && name !== 't')
    .map(name => {
      return column(name, recordedType(storage, context, name))
    })
  const recorded = [...index, ...variables]
  const time = timeOf(builder, storage, group.clock)
  builder.for('k', builder.i32(0), builder.loadScalar(list.count), position => {
    const element = builder.load(list.elements, position)
    const own = placeOf(builder, storage, source, element)
    const record = (): void => {
      builder.store(counts, own, builder.op('i32.add', builder.load(counts, own), builder.i32(1)))
      if (recorded.length === 0) return
      const row = builder.loadScalar(rows)
      const lowering = new Lowering(builder, context, { own: element })
      for (const { name, array } of recorded) {
        const value: Value = name === 'i' ? own : name === 't' ? time : readName(lowering, name)
        builder.store(array, row, convert(builder, value, array.type))
      }
      builder.storeScalar(rows, builder.op('i32.add', row, builder.i32(1)))
    }
    if (isWholeGroup(source)) record()
    else builder.if(builder.op('i32.lt_u', own, builder.i32(size)), record)
  })
  return {
    procedure: {
      name: monitor.name,
      comment: `${monitor.event} recorded by ${monitor.name}`,
      parameters: [],
      body: builder.statements,
    },
    recording: {
      monitor: monitor.name,
      columns: recorded,
      rows,
      capacity,
      maximalRowsPerStep: recorded.length === 0 ? 0 : size,
    },
  }
}
