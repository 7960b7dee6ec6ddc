import { InternalError } from '../../errors/rheobase-error.js'
import type { ArraySymbol, Value, ValueType } from '../../kernels/value.js'
import type { Shift } from './element-address.js'
import type { Frame } from './frame.js'
import { f32, f64, i32, type Opcode } from './instructions.js'

/** A place in memory: `array[index + displacement]`. */
export interface Place {
  readonly array: ArraySymbol
  readonly index: Value
  readonly displacement: number
}

/** What loads and stores one element. */
export const SCALAR_MEMORY: Readonly<Record<ValueType, { readonly load: Opcode; readonly store: Opcode }>> = {
  f64,
  f32,
  i32,
  bool: i32,
}

export const shiftOf = (type: ValueType): Shift => (type === 'f64' ? 3 : 2)

/**
 * Leaves the variable part of the address of a place on the stack and gives back the constant part, for the instruction. `pushIndex`
 * writes the index if that is neither a constant nor the element of a loop.
 */
export function emitAddress(
  frame: Frame,
  { array, index, displacement }: Place,
  pushIndex: () => void,
): number {
  const { body } = frame
  const shift = shiftOf(array.type)
  const start = frame.module.layout.offsetOf(array)
  if (index.kind === 'constant') {
    const address = start + (index.value + displacement) * 2 ** shift
    if (address < 0)
      throw new InternalError(`${array.name}[${String(index.value + displacement)}] is outside of memory`)
    body.i32(0)
    return address
  }
  const element = frame.addresses.get(index)
  const displaced = start + displacement * 2 ** shift
  if (element !== undefined && (displacement === 0 || (element.isNotNegative && displaced >= 0))) {
    body.get(element.scaled(shift))
    return displaced
  }
  pushIndex()
  emitScaledIndex(frame, shift, displacement)
  return start
}

/** Turns the index on the stack into bytes. The sum wraps: an index below 0 with a displacement that brings it back is fine. */
export function emitScaledIndex({ body }: Frame, shift: Shift, displacement: number): void {
  body.i32(shift)
  body.op(i32.shl)
  if (displacement === 0) return
  body.i32(displacement * 2 ** shift)
  body.op(i32.add)
}
