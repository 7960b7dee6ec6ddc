import type { ArraySymbol } from '../../kernels/value.js'
import { emitAddress, emitScaledIndex, shiftOf, type Place } from './emit-address.js'
import { pushScalar } from './emit-scalar.js'
import type { LocalIndex } from './function-body.js'
import type { Frame } from './frame.js'
import { f64, i32, i64x2, v128 } from './instructions.js'
import { emitExtract, emitIntegersOfMask, emitMaskOfIntegers, LANES, type Lane } from './lanes.js'
import { emitSpread, type VectorScope } from './vector-scope.js'

/** Leaves the loaded lanes on the stack: neighbours at once, one number for both lanes, or a gather. */
export function emitVectorLoad(
  frame: Frame,
  scope: VectorScope,
  place: Place,
  indexLocal: () => LocalIndex,
): void {
  const { body } = frame
  const { array, index } = place
  if (index === scope.element) {
    loadNeighbours(frame, place)
  } else if (scope.isUniform(index)) {
    const offset = emitAddress(frame, place, () => {
      pushScalar(frame, index)
    })
    body.memory(array.type === 'f64' ? f64.load : i32.load, shiftOf(array.type), offset)
    emitSpread(frame, array.type)
  } else {
    gather(frame, place, indexLocal())
  }
}

/** Stores the lanes that `push` leaves on the stack: neighbours at once, else lane by lane, so that the last one wins. */
export function emitVectorStore(
  frame: Frame,
  scope: VectorScope,
  place: Place,
  { push, indexLocal }: { push: () => void; indexLocal: () => LocalIndex },
): void {
  const { body } = frame
  const { array, index } = place
  if (index === scope.element) {
    storeNeighbours(frame, place, push)
    return
  }
  const isUniform = scope.isUniform(index)
  const mark = body.openScope()
  const value = body.scopedLocal('v128')
  push()
  body.set(value)
  const indices = isUniform ? undefined : indexLocal()
  for (const lane of LANES) {
    const offset =
      indices === undefined
        ? emitAddress(frame, place, () => {
            pushScalar(frame, index)
          })
        : emitLaneAddress(frame, place, indices, lane)
    body.get(value)
    emitExtract(body, array.type, lane)
    body.memory(array.type === 'f64' ? f64.store : i32.store, shiftOf(array.type), offset)
  }
  body.closeScope(mark)
}

function loadNeighbours(frame: Frame, place: Place): void {
  const { body } = frame
  const { type: valueType } = place.array
  const offset = emitAddress(frame, place, () => {
    pushScalar(frame, place.index)
  })
  switch (valueType) {
    case 'f64':
      body.memory(v128.load, 3, offset)
      break
    case 'i32':
      body.memory(v128.load64_zero, 2, offset)
      break
    case 'bool':
      body.memory(i64x2.load32x2_s, 2, offset)
      body.op(i64x2.neg)
      break
    default:
      valueType satisfies never
  }
}

function storeNeighbours(frame: Frame, place: Place, push: () => void): void {
  const { body } = frame
  const offset = emitAddress(frame, place, () => {
    pushScalar(frame, place.index)
  })
  push()
  if (place.array.type === 'f64') {
    body.memory(v128.store, 3, offset)
    return
  }
  if (place.array.type === 'bool') emitIntegersOfMask(body)
  body.memoryLane(v128.store64_lane, 2, offset, 0)
}

function gather(frame: Frame, place: Place, indices: LocalIndex): void {
  const { body } = frame
  const isDouble = place.array.type === 'f64'
  const shift = shiftOf(place.array.type)
  // The address of the second lane lies below the first lane, which is the vector that the second is loaded into.
  const offset = emitLaneAddress(frame, place, indices, 1)
  emitLaneAddress(frame, place, indices, 0)
  body.memory(isDouble ? v128.load64_zero : v128.load32_zero, shift, offset)
  body.memoryLane(isDouble ? v128.load64_lane : v128.load32_lane, shift, offset, 1)
  if (place.array.type === 'bool') emitMaskOfIntegers(body)
}

function emitLaneAddress(
  frame: Frame,
  { array, displacement }: { array: ArraySymbol; displacement: number },
  indices: LocalIndex,
  lane: Lane,
): number {
  frame.body.get(indices)
  emitExtract(frame.body, 'i32', lane)
  emitScaledIndex(frame, shiftOf(array.type), displacement)
  return frame.module.layout.offsetOf(array)
}
