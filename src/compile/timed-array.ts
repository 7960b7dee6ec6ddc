import { InternalError, RheobaseError } from '../errors/rheobase-error.js'
import { roundHalfEven } from '../kernels/functions/rounding.js'
import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Value } from '../kernels/value.js'
import type { ExternalFunction, FunctionImplementation } from '../model/namespace.js'
import { convert } from './convert.js'
import type { Lowering } from './lowering.js'
import type { Storage } from './storage.js'

type Table = Extract<FunctionImplementation, { kind: 'timed-array' }>

/**
 * The value of a table at time `t` for an object with step `h`: with K = 2^ceil(log2(8 D/h)), at least 1, and e = D/K, the row is
 * trunc(round(t/e)/K), clipped to the table; so a row holds from e/2 before its time on. With interpolation, the value lies on the line
 * between the rows at the times before and after, and that of the first or last row holds outside. A column outside gives nan.
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
  const { values, dt, rows } = implementation
  const table = storage.table(signature.name, values)
  const lookUp = rowReader(lowering, signature.name, implementation, table, column)
  const seconds = convert(builder, time, 'f64')
  if (implementation.isLinear)
    return interpolated(builder, builder.op('f64.div', seconds, builder.f64(dt)), rows, lookUp)
  const subdivisions = gridSubdivisions(dt, step.value)
  const fine = roundHalfEven(builder, builder.op('f64.div', seconds, builder.f64(dt / subdivisions)))
  const row = builder.op('f64.trunc', builder.op('f64.div', fine, builder.f64(subdivisions)))
  return lookUp(builder.op('i32.from_f64', clipped(builder, row, rows)))
}

/** To the rows that there are. */
function clipped(builder: Builder, row: Value, rows: number): Value {
  const last = builder.f64(rows - 1)
  const below = builder.op('f64.select', builder.op('f64.lt', row, last), row, last)
  return builder.op('f64.select', builder.op('f64.gt', below, builder.f64(0)), below, builder.f64(0))
}

/** The value at a position between two rows; that of a row itself, where the next may be infinite. */
function interpolated(builder: Builder, position: Value, rows: number, lookUp: (row: Value) => Value): Value {
  const inside = clipped(builder, position, rows)
  const row = builder.op('f64.trunc', inside)
  const part = builder.op('f64.sub', inside, row)
  const at = lookUp(builder.op('i32.from_f64', row))
  const next = lookUp(
    builder.op('i32.from_f64', clipped(builder, builder.op('f64.add', row, builder.f64(1)), rows)),
  )
  const between = builder.op('f64.add', at, builder.op('f64.mul', part, builder.op('f64.sub', next, at)))
  return builder.op('f64.select', builder.op('f64.gt', part, builder.f64(0)), between, at)
}

/** Reads the table in a row: its value there, or that in the column, nan outside. */
function rowReader(
  lowering: Lowering,
  name: string,
  implementation: Table,
  table: ArraySymbol,
  column: Value | undefined,
): (row: Value) => Value {
  const { builder } = lowering
  const { columns } = implementation
  if (columns === 0) return row => builder.load(table, row)
  if (column === undefined) throw new InternalError(`\`${name}\` needs a column`)
  const columnIndex = convert(builder, column, 'i32')
  checkColumn(lowering, name, implementation, columnIndex)
  const inside = builder.op('i32.lt_u', columnIndex, builder.i32(columns))
  const safe = builder.op('i32.select', inside, columnIndex, builder.i32(0))
  return row => {
    const place = builder.op('i32.add', builder.op('i32.mul', row, builder.i32(columns)), safe)
    return builder.op('f64.select', inside, builder.load(table, place), builder.f64(NaN))
  }
}

/** @throws {RheobaseError} kind `index` for a number, or for `i` of a group, that is no column of the table */
function checkColumn(lowering: Lowering, name: string, { columns }: Table, column: Value): void {
  const largest =
    column.kind === 'constant'
      ? column.value
      : column.kind === 'element'
        ? largestElement(lowering)
        : undefined
  if (largest === undefined || (largest >= 0 && largest < columns)) return
  throw new RheobaseError(
    'index',
    'column-out-of-range',
    `the timed array \`${name}\` is asked for column ${String(largest)}: it has ${String(columns)}, 0 to ${String(columns - 1)}`,
  )
}

/** Of a loop over a group, whose context knows how many there are. */
function largestElement(lowering: Lowering): number | undefined {
  const size = lowering.context.binding('N')?.read?.(lowering)
  return size?.kind === 'constant' ? size.value - 1 : undefined
}

/** K of the row rule; the exponent is found by comparison, for the logarithm of the host is not the same everywhere. */
export function gridSubdivisions(dt: number, step: number): number {
  const ratio = (8 * dt) / step
  let power = 1
  while (power < ratio) power *= 2
  return power
}
