import { InternalError } from '../../errors/rheobase-error.js'
import type { ArraySymbol, Definition, Operation, Value } from '../../kernels/value.js'
import { suggestName } from '../../kernels/value-names.js'
import { operandsOf } from '../../kernels/walk.js'
import type { Place } from './emit-address.js'
import { emitFourLaneOperation } from './emit-four-lanes.js'
import { emitHalf, emitJoinHalves, needsHalves } from './emit-halves.js'
import { pushScalar, settleLoads } from './emit-scalar.js'
import { emitVectorCall } from './emit-vector-call.js'
import { emitVectorLoad, emitVectorStore } from './emit-vector-memory.js'
import { emitShiftByLanes, emitVectorOperation, isShift } from './emit-vector-operation.js'
import type { LocalIndex } from './function-body.js'
import { localOf, type Frame } from './frame.js'
import { i32 } from './instructions.js'
import { emitExtract, emitExtractLowWord, emitSpread, halfOf, HALVES, type Half, type Lane } from './lanes.js'
import type { Vectors, VectorScope } from './vector-scope.js'

/** Evaluates a definition for all lanes into locals, or lets it wait for its only use. */
export function emitVectorDefine(frame: Frame, scope: VectorScope, value: Definition): void {
  const { uses } = frame
  if (value.kind === 'call') {
    settleLoads(frame)
    settleVectorLoads(frame, scope)
    evaluate(frame, scope, value)
    return
  }
  if (uses.isIdle(value)) return
  // What takes two vectors cannot stand on the stack.
  if (uses.isUsedOnceInPlace(value) && !scope.isWide(value.type) && !scope.isOrdered) {
    scope.waiting.add(value)
    if (value.kind !== 'operation') scope.waitingLoads.add(value)
    return
  }
  evaluate(frame, scope, value)
}

/** Leaves a value on the stack, as a vector: one of a type that takes no more. */
export function pushVector(frame: Frame, scope: VectorScope, value: Value): void {
  const { body } = frame
  const vectors = scope.locals.get(value)
  if (vectors !== undefined) {
    body.get(vectors[0])
  } else if (value === scope.element) {
    body.get(scope.elements())
  } else if (scope.isUniform(value)) {
    body.get(scope.spread(value))
  } else if (
    value.kind !== 'constant' &&
    value.kind !== 'element' &&
    value.kind !== 'parameter' &&
    scope.waiting.delete(value)
  ) {
    scope.waitingLoads.delete(value)
    emitDefinition(frame, scope, value)
  } else {
    throw new InternalError(`${suggestName(value)} is used where it is not defined`)
  }
}

/** Leaves half of a value of four lanes on the stack, as in a loop of two lanes. */
export function pushHalf(frame: Frame, scope: VectorScope, value: Value, half: Half): void {
  const { body } = frame
  const vectors = vectorsOf(frame, scope, value)
  body.get(vectors[half] ?? vectors[0])
  if (value.type !== 'f64') emitHalf(body, value.type, half)
}

function pushVectorOrHalf(frame: Frame, scope: VectorScope, value: Value, half: Half): void {
  if (scope.isWide(value.type)) pushHalf(frame, scope, value, half)
  else pushVector(frame, scope, value)
}

/** Leaves one lane of a value on the stack, as a scalar. */
export function pushLane(frame: Frame, scope: VectorScope, value: Value, lane: Lane): void {
  if (scope.isUniform(value)) {
    pushScalar(frame, value)
    return
  }
  const vectors = vectorsOf(frame, scope, value)
  frame.body.get(vectors[halfOf(lane)] ?? vectors[0])
  emitExtract(frame.body, value.type, lane, scope.lanes)
}

/** The locals with the lanes of a value; what is the same in all lanes has one, whatever its type. */
export function vectorsOf(frame: Frame, scope: VectorScope, value: Value): Vectors {
  const known = scope.locals.get(value)
  if (known !== undefined) return known
  if (value === scope.element) return [scope.elements()]
  if (scope.isUniform(value)) return [scope.spread(value)]
  const local = frame.body.scopedLocal('v128')
  pushVector(frame, scope, value)
  frame.body.set(local)
  scope.locals.set(value, [local])
  return [local]
}

export function emitVectorStoreOf(frame: Frame, scope: VectorScope, place: Place, value: Value): void {
  settleVectorLoads(frame, scope, place.array)
  emitVectorStore(frame, scope, place, {
    push: half => {
      pushVectorOrHalf(frame, scope, value, half)
    },
    keep: () => vectorsOf(frame, scope, value),
    indexLocal: () => vectorsOf(frame, scope, place.index)[0],
  })
}

/** Before memory changes: evaluates the loads that wait, those of one array or all of them. */
export function settleVectorLoads(frame: Frame, scope: VectorScope, array?: ArraySymbol): void {
  for (const value of scope.waitingLoads) {
    if (array === undefined || (value.kind === 'load' && value.array === array))
      vectorsOf(frame, scope, value)
  }
}

/** Evaluates a definition here. */
function evaluate(frame: Frame, scope: VectorScope, value: Definition): void {
  if (!scope.isWide(value.type)) {
    emitDefinition(frame, scope, value)
    scope.locals.set(value, [setNew(frame)])
    return
  }
  // Both halves use them: they must not be evaluated, and left, in the first.
  for (const operand of operandsOf(value)) {
    const needed = (value.kind === 'load' ? lowestBits(frame, operand)?.double : undefined) ?? operand
    if (needed !== scope.element && !scope.isUniform(needed)) vectorsOf(frame, scope, needed)
  }
  const halves = HALVES.map(half => {
    emitDefinition(frame, scope, value, half)
    return setNew(frame)
  })
  const [low = 0, high = 0] = halves
  scope.locals.set(value, [low, high])
}

function setNew({ body }: Frame): LocalIndex {
  const local = body.scopedLocal('v128')
  body.set(local)
  return local
}

/** Leaves a definition on the stack: as one vector, or the half of it that is asked for. */
function emitDefinition(frame: Frame, scope: VectorScope, value: Definition, half: Half = 0): void {
  switch (value.kind) {
    case 'operation':
      emitOperation(frame, scope, value, half)
      break
    case 'load':
      emitVectorLoad(frame, scope, value, half, lane => {
        pushIndex(frame, scope, value.index, lane)
      })
      break
    case 'read':
      frame.body.get(localOf(frame, value.local))
      emitSpread(frame.body, value.type, scope.lanes)
      break
    case 'call':
      emitVectorCall(frame, scope, value, half, {
        keep: operand => vectorsOf(frame, scope, operand),
        push: (operand, which) => {
          pushVectorOrHalf(frame, scope, operand, which)
        },
        pushLane: (operand, lane) => {
          pushLane(frame, scope, operand, lane)
        },
      })
      break
    default:
      value satisfies never
  }
}

/** Leaves the index of one lane on the stack. What lies in a double is taken out of it at once. */
function pushIndex(frame: Frame, scope: VectorScope, index: Value, lane: Lane): void {
  const { body } = frame
  const lowest = lowestBits(frame, index)
  if (lowest === undefined) {
    body.get(vectorsOf(frame, scope, index)[0])
    emitExtract(body, 'i32', lane)
    return
  }
  const vectors = vectorsOf(frame, scope, lowest.double)
  body.get(vectors[halfOf(lane)] ?? vectors[0])
  emitExtractLowWord(body, lane)
  body.i32(lowest.mask)
  body.op(i32.and)
}

/** An index that consists of the lowest bits of a double, and serves nothing else. */
function lowestBits({ uses }: Frame, index: Value): { double: Value; mask: number } | undefined {
  if (index.kind !== 'operation' || index.operator !== 'i32.and' || !uses.isUsedOnceInPlace(index))
    return undefined
  const [word, mask] = index.operands
  if (word?.kind !== 'operation' || word.operator !== 'i32.low_word' || !uses.isUsedOnceInPlace(word))
    return undefined
  const [double] = word.operands
  return double === undefined || mask?.kind !== 'constant' ? undefined : { double, mask: mask.value }
}

function emitOperation(frame: Frame, scope: VectorScope, operation: Operation, half: Half): void {
  if (scope.lanes === 2 || !needsHalves(operation)) emitOnVectors(frame, scope, operation)
  else if (operation.type === 'f64') emitOnHalf(frame, scope, operation, half)
  else {
    for (const each of HALVES) emitOnHalf(frame, scope, operation, each)
    emitJoinHalves(frame.body, operation.type)
  }
}

function emitOnVectors(frame: Frame, scope: VectorScope, operation: Operation): void {
  const { body } = frame
  const { operator, operands } = operation
  const [first, second] = operands
  if (isShift(operator) && first !== undefined && second !== undefined && !scope.isUniform(second)) {
    pushVector(frame, scope, first)
    pushVector(frame, scope, second)
    emitShiftByLanes(body, operator, scope.lanes)
    return
  }
  for (const operand of inOrderOfInstruction(operation)) {
    if (operand === second && isShift(operator)) pushScalar(frame, operand)
    else pushVector(frame, scope, operand)
  }
  if (scope.lanes === 2) emitVectorOperation(body, scope, operator)
  else emitFourLaneOperation(body, scope, operator)
}

function emitOnHalf(frame: Frame, scope: VectorScope, operation: Operation, half: Half): void {
  for (const operand of inOrderOfInstruction(operation)) pushHalf(frame, scope, operand, half)
  emitVectorOperation(frame.body, scope, operation.operator)
}

/** A select has its condition last. */
function inOrderOfInstruction({ operator, operands }: Operation): readonly Value[] {
  const [first, ...others] = operands
  return operator.endsWith('.select') && first !== undefined ? [...others, first] : operands
}
