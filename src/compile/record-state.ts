import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Procedure } from '../kernels/value.js'
import type { StateMonitorModel } from '../model/recording.js'
import { timeOf } from './clock-bindings.js'
import { layeredContext, tableContext, type CodeContext } from './binding.js'
import { inGivenSteps } from './given-steps.js'
import { convert } from './convert.js'
import { contextOf, isSynapses, placesOf } from './evaluated.js'
import { readName } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { recordedType, type RecordedColumn, type Recording } from './recording.js'
import type { Storage } from './storage.js'
import { variableBinding } from './variable-binding.js'

/** Values that the buffer of a monitor holds at most, if one row is not more than that. */
const VALUES_IN_BUFFER = 1 << 17
const MOST_ROWS = 4096

/** Where the list of the elements that a monitor records stands; -1 until it is written. */
export const elementKey = (monitor: string): string => `${monitor}.elements`
export const elementArray = (storage: Storage, monitor: string, count: number): ArraySymbol =>
  storage.array(elementKey(monitor), 'i32', count, -1)

/** One row in each step of the monitor's clock: the values of the variables for the recorded elements. */
export function recordState(
  storage: Storage,
  monitor: StateMonitorModel,
): { procedure: Procedure; recording: Recording } {
  const builder = new Builder()
  const { elements, keep } = monitor
  const context = recordedContext(storage, monitor)
  const width = elements.length
  const capacity = Math.max(1, Math.min(MOST_ROWS, Math.floor(VALUES_IN_BUFFER / Math.max(1, width))))
  const rows = storage.array(`${monitor.name}.rows`, 'i32', 1)
  const time = { name: 't', width: 1, array: storage.array(`${monitor.name}.buffer.t`, 'f64', capacity) }
  const columns = monitor.variables.map(name => {
    return {
      name,
      width,
      array: storage.array(
        `${monitor.name}.buffer.${name}`,
        recordedType(storage, context, name),
        capacity * width,
      ),
    }
  })
  const write = (): void => {
    writeRow(builder, storage, monitor, context, { time, columns, rows })
  }
  inGivenSteps(builder, storage, monitor, () => {
    if (keep === 'statistics' || keep.every === 1) write()
    else everyNth(builder, storage, monitor.name, keep.every, write)
  })
  return {
    procedure: {
      name: monitor.name,
      comment: `${monitor.variables.join(', ')} recorded by ${monitor.name}`,
      parameters: [],
      body: builder.statements,
    },
    recording: { monitor: monitor.name, columns: [time, ...columns], rows, capacity, maximalRowsPerStep: 1 },
  }
}

/** The first time, and each n-th after it. */
function everyNth(
  builder: Builder,
  storage: Storage,
  monitor: string,
  every: number,
  body: () => void,
): void {
  // Rows still to pass over before the next that is kept.
  const waiting = storage.array(`${monitor}.waiting`, 'i32', 1)
  const left = builder.loadScalar(waiting)
  builder.if(
    builder.op('i32.eq', left, builder.i32(0)),
    () => {
      body()
      builder.storeScalar(waiting, builder.i32(every - 1))
    },
    () => {
      builder.storeScalar(waiting, builder.op('i32.sub', left, builder.i32(1)))
    },
  )
}

function writeRow(
  builder: Builder,
  storage: Storage,
  monitor: StateMonitorModel,
  context: CodeContext,
  to: {
    readonly time: RecordedColumn
    readonly columns: readonly RecordedColumn[]
    readonly rows: ArraySymbol
  },
): void {
  const { time, columns, rows } = to
  const width = monitor.elements.length
  const row = builder.loadScalar(rows)
  builder.store(time.array, row, timeOf(builder, storage, monitor.clock))
  const first = builder.op('i32.mul', row, builder.i32(width))
  if (width > 0) {
    const which = elementArray(storage, monitor.name, monitor.elements.length)
    builder.for('k', builder.i32(0), builder.i32(width), position => {
      const element = builder.load(which, position)
      const places = placesOf(builder, storage, monitor.source, element)
      const lowering = new Lowering(builder, context, places)
      for (const { name, array } of columns)
        builder.store(
          array,
          builder.op('i32.add', first, position),
          convert(builder, readName(lowering, name), array.type),
        )
    })
  }
  builder.storeScalar(rows, builder.op('i32.add', row, builder.i32(1)))
}

/** The names that can be recorded: those of the object, or the delay of a pathway. */
export function recordedContext(storage: Storage, { source, pathway }: StateMonitorModel): CodeContext {
  const context = contextOf(storage, source, { writesShared: false, guarded: true })
  const recorded = isSynapses(source) ? source.pathways.find(({ name }) => name === pathway) : undefined
  if (recorded === undefined || !isSynapses(source)) return context
  const use = { storage, size: source.size, place: 'own', name: 'delay', writesShared: false } as const
  return layeredContext([
    tableContext(new Map([['delay', () => variableBinding(recorded.delayVariable, use)]])),
    context,
  ])
}
