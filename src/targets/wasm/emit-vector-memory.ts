import { InternalError } from '../../errors/rheobase-error.js'
import { emitAddress, emitScaledIndex, SCALAR_MEMORY, shiftOf, type Place } from './emit-address.js'
import { pushScalar } from './emit-scalar.js'
import type { LocalIndex } from './function-body.js'
import type { Frame } from './frame.js'
import { i32x4, i64x2, v128 } from './instructions.js'
import {
  emitExtract,
  emitIntegersOfMask,
  emitMaskOfIntegers,
  emitSpread,
  halfOf,
  HALVES,
  lanesOf,
  lanesOfHalf,
  type Half,
  type Lane,
} from './lanes.js'
import type { Vectors, VectorScope } from './vector-scope.js'

const BYTES_OF_VECTOR = 16

/** Leaves the number of an element on the stack, that of one lane. */
export type PushLane = (lane: Lane) => void

/**
 * Leaves the loaded lanes on the stack, or of doubles in four lanes those of a half: neighbours at once, one number for all lanes, or a
 * gather.
 */
export function emitVectorLoad(
  frame: Frame,
  scope: VectorScope,
  place: Place,
  half: Half,
  pushIndex: PushLane,
): void {
  const { body } = frame
  const { array, index } = place
  if (index === scope.element) {
    loadNeighbours(frame, scope, place, half)
  } else if (scope.isUniform(index)) {
    const offset = emitAddress(frame, place, () => {
      pushScalar(frame, index)
    })
    body.memory(SCALAR_MEMORY[array.type].load, shiftOf(array.type), offset)
    emitSpread(body, array.type, scope.lanes)
  } else {
    gather(frame, scope, place, half, pushIndex)
  }
}

/** Where the lanes to be stored come from: from the stack, a half at a time if they take two vectors, or from locals. */
export interface StoredLanes {
  readonly push: (half: Half) => void
  readonly keep: () => Vectors
  readonly indexLocal: () => LocalIndex
}

/** Stores lanes: neighbours at once, else lane by lane, so that the last one wins. */
export function emitVectorStore(
  frame: Frame,
  scope: VectorScope,
  place: Place,
  { push, keep, indexLocal }: StoredLanes,
): void {
  const { body } = frame
  const { array, index } = place
  if (index === scope.element) {
    for (const half of scope.isWide(array.type) ? HALVES : [0 as const])
      storeNeighbours(frame, scope, place, half, push)
    return
  }
  const isUniform = scope.isUniform(index)
  const mark = body.openScope()
  const vectors = keep()
  const indices = isUniform ? undefined : indexLocal()
  for (const lane of lanesOf(scope.lanes)) {
    const offset =
      indices === undefined
        ? emitAddress(frame, place, () => {
            pushScalar(frame, index)
          })
        : emitLaneAddress(frame, place, () => {
            body.get(indices)
            emitExtract(body, 'i32', lane)
          })
    body.get(vectors[halfOf(lane)] ?? vectors[0])
    emitExtract(body, array.type, lane, scope.lanes)
    body.memory(SCALAR_MEMORY[array.type].store, shiftOf(array.type), offset)
  }
  body.closeScope(mark)
}

function loadNeighbours(frame: Frame, scope: VectorScope, place: Place, half: Half): void {
  const { body } = frame
  const { type: valueType } = place.array
  const offset = emitNeighbourAddress(frame, scope, place)
  if (valueType === 'f64') {
    body.memory(v128.load, 3, offset + half * BYTES_OF_VECTOR)
  } else if (scope.lanes === 4) {
    body.memory(v128.load, 2, offset)
    if (valueType === 'bool') body.op(i32x4.neg)
  } else if (valueType === 'i32') {
    body.memory(v128.load64_zero, 2, offset)
  } else if (valueType === 'bool') {
    body.memory(i64x2.load32x2_s, 2, offset)
    body.op(i64x2.neg)
  } else {
    throw new InternalError(`${place.array.name} needs a loop of four lanes`)
  }
}

function storeNeighbours(
  frame: Frame,
  scope: VectorScope,
  place: Place,
  half: Half,
  push: (half: Half) => void,
): void {
  const { body } = frame
  const { type: valueType } = place.array
  const offset = emitNeighbourAddress(frame, scope, place)
  push(half)
  if (valueType === 'f64') {
    body.memory(v128.store, 3, offset + half * BYTES_OF_VECTOR)
  } else if (scope.lanes === 4) {
    if (valueType === 'bool') body.op(i32x4.neg)
    body.memory(v128.store, 2, offset)
  } else {
    if (valueType === 'bool') emitIntegersOfMask(body)
    body.memoryLane(v128.store64_lane, 2, offset, 0)
  }
}

/** The address of the first lane. */
const emitNeighbourAddress = (frame: Frame, scope: VectorScope, place: Place): number =>
  emitAddress(frame, { ...place, displacement: place.displacement + scope.offset }, () => {
    pushScalar(frame, place.index)
  })

function gather(frame: Frame, scope: VectorScope, place: Place, half: Half, pushIndex: PushLane): void {
  const { body } = frame
  const { type: valueType } = place.array
  const isDouble = valueType === 'f64'
  const shift = shiftOf(valueType)
  const lanes = scope.isWide(valueType) ? lanesOfHalf(half) : lanesOf(scope.lanes)
  // The addresses lie below the vector that the lanes are loaded into, that of the first lane on top.
  let offset = 0
  for (const lane of lanes.toReversed())
    offset = emitLaneAddress(frame, place, () => {
      pushIndex(lane)
    })
  body.memory(isDouble ? v128.load64_zero : v128.load32_zero, shift, offset)
  for (let lane = 1; lane < lanes.length; lane++)
    body.memoryLane(isDouble ? v128.load64_lane : v128.load32_lane, shift, offset, lane)
  if (valueType !== 'bool') return
  if (scope.lanes === 4) body.op(i32x4.neg)
  else emitMaskOfIntegers(body)
}

function emitLaneAddress(frame: Frame, { array, displacement }: Place, pushIndex: () => void): number {
  pushIndex()
  emitScaledIndex(frame, shiftOf(array.type), displacement)
  return frame.module.layout.offsetOf(array)
}
