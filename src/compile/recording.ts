import { InternalError } from '../errors/rheobase-error.js'
import type { ArraySymbol, ValueType } from '../kernels/value.js'
import type { CodeContext } from './binding.js'
import { storedType, type Storage } from './storage.js'

/** A buffer that kernels fill row by row and the run loop empties before it can overflow. */
export interface Recording {
  /** Name of the monitor. */
  readonly monitor: string
  readonly columns: readonly RecordedColumn[]
  /** Number of rows in the buffer. */
  readonly rows: ArraySymbol
  readonly capacity: number
  readonly maximalRowsPerStep: number
}

export interface RecordedColumn {
  readonly name: string
  readonly array: ArraySymbol
  /** Values of this column in one row. */
  readonly width: number
}

/** How the values of a name of some code are recorded: as a variable is stored. */
export function recordedType(storage: Storage, context: CodeContext, name: string): ValueType {
  const binding = context.binding(name)
  if (binding?.meaning.kind !== 'variable')
    throw new InternalError(`${name} is no variable, so it cannot be recorded`)
  const { type } = binding.meaning
  return storedType(storage, binding.isExact === true ? { type, isExact: true } : { type })
}
