import { InternalError } from '../../errors/rheobase-error.js'
import type { ArraySymbol, Call, Definition, Operation, Value } from '../../kernels/value.js'
import { suggestName } from '../../kernels/value-names.js'
import { emitCall, pushScalar, settleLoads } from './emit-scalar.js'
import { emitVectorLoad, emitVectorStore } from './emit-vector-memory.js'
import { emitShiftByLanes, emitVectorOperation, isShift } from './emit-vector-operation.js'
import type { Place } from './emit-address.js'
import type { LocalIndex } from './function-body.js'
import { localOf, type Frame } from './frame.js'
import { v128 } from './instructions.js'
import { emitExtract, emitReplace, LANES } from './lanes.js'
import { emitSpread, type VectorScope } from './vector-scope.js'

/** Evaluates a definition for both lanes into a local, or lets it wait for its only use. */
export function emitVectorDefine(frame: Frame, scope: VectorScope, value: Definition): void {
  const { uses } = frame
  if (value.kind === 'call') {
    settleLoads(frame)
    settleVectorLoads(frame, scope)
    setVector(frame, scope, value, () => {
      emitVectorCall(frame, scope, value)
    })
    return
  }
  if (uses.isIdle(value)) return
  if (uses.isUsedOnceInPlace(value)) {
    scope.waiting.add(value)
    if (value.kind !== 'operation') scope.waitingLoads.add(value)
    return
  }
  setVector(frame, scope, value, () => {
    emitDefinition(frame, scope, value)
  })
}

/** Leaves a value on the stack, as a vector. */
export function pushVector(frame: Frame, scope: VectorScope, value: Value): void {
  const { body } = frame
  const local = scope.locals.get(value)
  if (local !== undefined) {
    body.get(local)
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

/** A local with the lanes of a value. */
export function vectorLocal(frame: Frame, scope: VectorScope, value: Value): LocalIndex {
  const known = scope.locals.get(value)
  if (known !== undefined) return known
  if (value === scope.element) return scope.elements()
  if (scope.isUniform(value)) return scope.spread(value)
  const local = frame.body.scopedLocal('v128')
  pushVector(frame, scope, value)
  frame.body.set(local)
  scope.locals.set(value, local)
  return local
}

export function emitVectorStoreOf(frame: Frame, scope: VectorScope, place: Place, value: Value): void {
  settleVectorLoads(frame, scope, place.array)
  emitVectorStore(frame, scope, place, {
    push: () => {
      pushVector(frame, scope, value)
    },
    indexLocal: () => vectorLocal(frame, scope, place.index),
  })
}

/** Before memory changes: evaluates the loads that wait, those of one array or all of them. */
export function settleVectorLoads(frame: Frame, scope: VectorScope, array?: ArraySymbol): void {
  for (const value of scope.waitingLoads) {
    if (array === undefined || (value.kind === 'load' && value.array === array))
      vectorLocal(frame, scope, value)
  }
}

function setVector(frame: Frame, scope: VectorScope, value: Definition, push: () => void): void {
  push()
  const local = frame.body.scopedLocal('v128')
  frame.body.set(local)
  scope.locals.set(value, local)
}

function emitDefinition(frame: Frame, scope: VectorScope, value: Definition): void {
  switch (value.kind) {
    case 'operation':
      emitOperation(frame, scope, value)
      break
    case 'load':
      emitVectorLoad(frame, scope, value, () => vectorLocal(frame, scope, value.index))
      break
    case 'read':
      frame.body.get(localOf(frame, value.local))
      emitSpread(frame, value.type)
      break
    case 'call':
      emitVectorCall(frame, scope, value)
      break
    default:
      value satisfies never
  }
}

function emitOperation(frame: Frame, scope: VectorScope, { operator, operands }: Operation): void {
  const { body } = frame
  const [first, second, third] = operands
  if (first === undefined) throw new InternalError(`${operator} without operands`)
  if (isShift(operator) && second !== undefined) {
    pushVector(frame, scope, first)
    if (scope.isUniform(second)) {
      pushScalar(frame, second)
      emitVectorOperation(body, scope, operator)
    } else {
      pushVector(frame, scope, second)
      emitShiftByLanes(body, operator)
    }
    return
  }
  const isSelect = operator === 'f64.select' || operator === 'i32.select'
  if (!isSelect) pushVector(frame, scope, first)
  if (second !== undefined) pushVector(frame, scope, second)
  if (third !== undefined) pushVector(frame, scope, third)
  if (isSelect) pushVector(frame, scope, first)
  emitVectorOperation(body, scope, operator)
}

/** A scalar function for each lane; with a mask only for the lanes of the mask, and nothing at all if there is none. */
function emitVectorCall(frame: Frame, scope: VectorScope, call: Call): void {
  const { body } = frame
  const mark = body.openScope()
  const { mask } = call
  if (mask === undefined) {
    const push = operandPusher(frame, scope, call)
    emitCall(frame, call, push(0))
    emitSpread(frame, call.type)
    emitCall(frame, call, push(1))
    emitReplace(body, call.type, 1)
    body.closeScope(mark)
    return
  }
  const condition = vectorLocal(frame, scope, mask.condition)
  const result = body.scopedLocal('v128')
  pushVector(frame, scope, mask.otherwise)
  body.set(result)
  body.get(condition)
  body.op(v128.any_true)
  body.if()
  const push = operandPusher(frame, scope, call)
  for (const lane of LANES) {
    body.get(condition)
    emitExtract(body, 'bool', lane)
    body.if()
    body.get(result)
    emitCall(frame, call, push(lane))
    emitReplace(body, call.type, lane)
    body.set(result)
    body.end()
  }
  body.end()
  body.get(result)
  body.closeScope(mark)
}

/** Makes sure that the operands of a call are in locals; gives what leaves one lane of an operand on the stack. */
function operandPusher(frame: Frame, scope: VectorScope, { operands }: Call) {
  for (const operand of operands) if (!scope.isUniform(operand)) vectorLocal(frame, scope, operand)
  return (lane: 0 | 1) =>
    (operand: Value): void => {
      if (scope.isUniform(operand)) {
        pushScalar(frame, operand)
        return
      }
      frame.body.get(vectorLocal(frame, scope, operand))
      emitExtract(frame.body, operand.type, lane)
    }
}
