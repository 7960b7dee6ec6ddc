import { InternalError } from '../../errors/rheobase-error.js'
import type { Uses } from '../../kernels/uses.js'
import type { Call, Definition, Local, Meeting, Statement, Value, ValueType } from '../../kernels/value.js'
import type { MemoryLayout } from '../target.js'
import type { ElementAddress } from './element-address.js'
import type { FunctionBody, LocalIndex } from './function-body.js'
import type { WasmType } from './instructions.js'

/** What the functions of a module know of each other. */
export interface ModuleContext {
  readonly layout: MemoryLayout
  indexOf(callee: Call['callee']): number
  indexOfProcedure(name: string): number
  indexOfBarrier(meeting: Meeting): number
  /** Number of the global that holds a parameter of the program. */
  globalOf(value: Value): number | undefined
  /** Whether a call depends on its operands alone and changes nothing. */
  isPure(callee: Call['callee']): boolean
}

/** A function while it is written: its code, and where the values of the kernel are. */
export interface Frame {
  readonly module: ModuleContext
  readonly body: FunctionBody
  readonly uses: Uses
  /** Values that are in a local of the function, one for all lanes. */
  readonly scalars: Map<Value, LocalIndex>
  /** Definitions that will be evaluated where they are used. */
  readonly waiting: Set<Definition>
  /** Those of them that depend on memory or on a local variable: they must not wait past a change of it. */
  readonly waitingLoads: Set<Definition>
  readonly locals: Map<Local, LocalIndex>
  readonly addresses: Map<Value, ElementAddress>
  /** The element that is treated: that of the innermost loop or of a `when` block of a vector loop. */
  element: Value | undefined
}

/** Writes the statements of a block as scalar code. */
export type EmitBlock = (frame: Frame, statements: readonly Statement[]) => void

/** Conditions are the numbers 0 and 1 outside of vectors. */
export const SCALAR_TYPE: Readonly<Record<ValueType, WasmType>> = {
  f64: 'f64',
  f32: 'f32',
  i32: 'i32',
  bool: 'i32',
}

/** The place of a local variable of the kernel; it lives as long as the function. */
export function localOf(frame: Frame, local: Local): LocalIndex {
  let index = frame.locals.get(local)
  if (index === undefined) {
    index = frame.body.ownLocal(SCALAR_TYPE[local.type])
    frame.locals.set(local, index)
  }
  return index
}

/** The local that holds the element that is treated. */
export function presentElement(frame: Frame): LocalIndex {
  const index = frame.element === undefined ? undefined : frame.scalars.get(frame.element)
  if (index === undefined) throw new InternalError('a `when` block outside of a loop')
  return index
}
