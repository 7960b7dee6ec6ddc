import { InternalError, RheobaseError } from '../errors/rheobase-error.js'
import { roundHalfEven } from '../kernels/functions/rounding.js'
import type { Value } from '../kernels/value.js'
import type { ExternalFunction, FunctionImplementation } from '../model/namespace.js'
import type { Alarm } from './alarm.js'
import { convert } from './convert.js'
import { checkIndex, indexAlarm } from './index-alarm.js'
import type { Lowering } from './lowering.js'
import type { ModelObject } from './network-model.js'
import type { Storage } from './storage.js'

type Table = Extract<FunctionImplementation, { kind: 'timed-array' }>

/**
 * The value of a table at time `t` for an object with step `h`: with K = 2^ceil(log2(8 D/h)), at least 1, and e = D/K, the row is
 * trunc(round(t/e)/K), clipped to the table; so a row holds from e/2 before its time on.
 */
export function lookUpTimedArray(
  storage: Storage,
  lowering: Lowering,
  { implementation, signature }: ExternalFunction,
  operands: readonly Value[],
): Value {
  const [time, column] = operands
  const step = lowering.context.binding('dt')?.read?.(lowering)
  if (implementation.kind !== 'timed-array' || time === undefined || step?.kind !== 'constant') {
    throw new InternalError(`\`${signature.name}\` is not used as a timed array`)
  }
  const { builder } = lowering
  const { values, dt, rows, columns } = implementation
  const table = storage.table(signature.name, values)
  const subdivisions = gridSubdivisions(dt, step.value)
  const fine = roundHalfEven(
    builder,
    builder.op('f64.div', convert(builder, time, 'f64'), builder.f64(dt / subdivisions)),
  )
  const row = builder.op('f64.trunc', builder.op('f64.div', fine, builder.f64(subdivisions)))
  const last = builder.f64(rows - 1)
  const clippedAbove = builder.op('f64.select', builder.op('f64.lt', row, last), row, last)
  const clipped = builder.op(
    'f64.select',
    builder.op('f64.gt', clippedAbove, builder.f64(0)),
    clippedAbove,
    builder.f64(0),
  )
  const rowIndex = builder.op('i32.from_f64', clipped)
  if (columns === 0) return builder.load(table, rowIndex)
  if (column === undefined) throw new InternalError(`\`${signature.name}\` needs a column`)
  const columnIndex = convert(builder, column, 'i32')
  const { inside, safe } = isKnownColumn(lowering, signature.name, implementation, columnIndex)
    ? {
        inside: builder.op('i32.lt_u', columnIndex, builder.i32(columns)),
        safe: builder.op(
          'i32.select',
          builder.op('i32.lt_u', columnIndex, builder.i32(columns)),
          columnIndex,
          builder.i32(0),
        ),
      }
    : checkIndex(builder, storage, `timed array ${signature.name}`, columnIndex, columns)
  const value = builder.load(
    table,
    builder.op('i32.add', builder.op('i32.mul', rowIndex, builder.i32(columns)), safe),
  )
  return builder.op('f64.select', inside, value, builder.f64(NaN))
}

/** Whether a column is one of the table whatever happens in the run: a number, or `i` of a whole group. @throws {RheobaseError} if it never can be */
function isKnownColumn(lowering: Lowering, name: string, { columns }: Table, column: Value): boolean {
  if (column.kind === 'constant') {
    if (column.value >= 0 && column.value < columns) return true
    throw noColumn(name, columns, column.value)
  }
  if (column.kind !== 'element') return false
  // The number of the element that a loop over a group is at.
  const size = lowering.context.binding('N')?.read?.(lowering)
  if (size?.kind !== 'constant') return false
  if (size.value <= columns) return true
  throw noColumn(name, columns, size.value - 1)
}

function noColumn(name: string, columns: number, column: number): RheobaseError {
  return new RheobaseError(
    'index',
    'column-out-of-range',
    `the timed array \`${name}\` was asked for column ${String(column)}: it has ${String(columns)}, 0 to ${String(columns - 1)}`,
  )
}

/** What stops a run that asks a timed array for a column that it does not have. */
export function columnAlarms(storage: Storage, objects: readonly ModelObject[]): readonly Alarm[] {
  const tables = new Map<string, Table>()
  for (const object of objects)
    for (const { entries } of 'namespaces' in object ? object.namespaces : [])
      for (const [name, external] of entries)
        if (external.kind === 'function' && external.implementation.kind === 'timed-array')
          tables.set(name, external.implementation)
  return [...tables].flatMap(([name, { columns }]) =>
    columns === 0
      ? []
      : [indexAlarm(storage, `timed array ${name}`, column => noColumn(name, columns, column))],
  )
}

/** K of the row rule; the exponent is found by comparison, for the logarithm of the host is not the same everywhere. */
export function gridSubdivisions(dt: number, step: number): number {
  const ratio = (8 * dt) / step
  let power = 1
  while (power < ratio) power *= 2
  return power
}
