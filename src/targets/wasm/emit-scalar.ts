import { InternalError } from '../../errors/rheobase-error.js'
import type { ArraySymbol, Call, Definition, Local, Operator, Value, ValueType } from '../../kernels/value.js'
import { suggestName } from '../../kernels/value-names.js'
import { emitAddress, SCALAR_MEMORY, shiftOf, type Place } from './emit-address.js'
import { emitAfterFirstOperand, emitScalarOperation, type Select } from './emit-scalar-operation.js'
import { localOf, SCALAR_TYPE, type Frame } from './frame.js'
import { control, f32, f64, i32, i64 } from './instructions.js'

/** Evaluates a definition into a local, or lets it wait for its only use. */
export function emitScalarDefine(frame: Frame, value: Definition): void {
  const { body, uses, waiting, module } = frame
  if (uses.isIdle(value)) return
  const isPure = value.kind !== 'call' || module.isPure(value.callee)
  if (isPure && uses.isUsedOnceInPlace(value)) {
    waiting.add(value)
    // Code that is written twice, as vectors and for a last element, finds the place of the first time here.
    frame.scalars.delete(value)
    if (value.kind === 'load' || value.kind === 'read') frame.waitingLoads.add(value)
    return
  }
  if (!isPure) settleLoads(frame)
  emitDefinition(frame, value)
  if (uses.count(value) === 0) body.op(control.drop)
  else setScalar(frame, value)
}

/** Leaves a value on the stack. */
export function pushScalar(frame: Frame, value: Value): void {
  const { body } = frame
  const local = frame.scalars.get(value)
  if (local !== undefined) {
    body.get(local)
    return
  }
  if (value.kind === 'constant') {
    if (value.type === 'f64') body.f64(value.value)
    else if (value.type === 'f32') body.f32(value.value)
    else body.i32(value.value)
    return
  }
  if (value.kind !== 'element' && value.kind !== 'parameter' && frame.waiting.delete(value)) {
    frame.waitingLoads.delete(value)
    emitDefinition(frame, value)
    return
  }
  const global = frame.module.globalOf(value)
  if (global === undefined) throw new InternalError(`${suggestName(value)} is used where it is not defined`)
  body.getGlobal(global)
}

export function emitScalarStore(frame: Frame, place: Place, value: Value): void {
  const { body } = frame
  settleLoads(frame, place.array)
  const offset = emitAddress(frame, place, () => {
    pushScalar(frame, place.index)
  })
  pushScalar(frame, value)
  body.memory(SCALAR_MEMORY[place.array.type].store, shiftOf(place.array.type), offset)
}

export function emitAssign(frame: Frame, local: Local, value: Value): void {
  settleReads(frame, local)
  pushScalar(frame, value)
  frame.body.set(localOf(frame, local))
}

/** Before memory changes: evaluates the loads that wait, those of one array or all of them. */
export function settleLoads(frame: Frame, array?: ArraySymbol): void {
  for (const value of frame.waitingLoads) {
    if (value.kind === 'load' && (array === undefined || value.array === array)) settle(frame, value)
  }
}

/** Before a block that may change anything: evaluates all that waits and could be changed. */
export function settleAll(frame: Frame): void {
  for (const value of frame.waitingLoads) settle(frame, value)
}

/** Leaves the result of a call on the stack, whose operands are given by `push`; a mask is not looked at. */
export function emitCall(
  { module, body }: Frame,
  { callee, operands }: Call,
  push: (operand: Value) => void,
): void {
  for (const operand of operands) push(operand)
  body.call(module.indexOf(callee))
  if (callee.kind === 'host-function' && callee.resultType === 'bool') {
    body.i32(0)
    body.op(i32.ne)
  }
}

function settleReads(frame: Frame, local: Local): void {
  for (const value of frame.waitingLoads)
    if (value.kind === 'read' && value.local === local) settle(frame, value)
}

function settle(frame: Frame, value: Definition): void {
  pushScalar(frame, value)
  setScalar(frame, value)
}

function setScalar(frame: Frame, value: Definition): void {
  const local = frame.body.scopedLocal(SCALAR_TYPE[value.type])
  frame.body.set(local)
  frame.scalars.set(value, local)
}

const isSelect = (operator: Operator): operator is Select => operator.endsWith('.select')

/**
 * One of two values, as bits of an integer: for these there is an instruction, while engines make a branch for floating-point numbers, which is
 * mispredicted where it depends on the data, as at a synapse whose neuron may be refractory.
 */
function emitSelect(frame: Frame, type: ValueType, condition: Value, values: readonly Value[]): void {
  const { body } = frame
  for (const value of values) {
    pushScalar(frame, value)
    if (type === 'f64') body.op(i64.reinterpret_f64)
    else if (type === 'f32') body.op(i32.reinterpret_f32)
  }
  pushScalar(frame, condition)
  body.op(control.select)
  if (type === 'f64') body.op(f64.reinterpret_i64)
  else if (type === 'f32') body.op(f32.reinterpret_i32)
}

function emitDefinition(frame: Frame, value: Definition): void {
  const { body } = frame
  const push = (operand: Value): void => {
    pushScalar(frame, operand)
  }
  switch (value.kind) {
    case 'operation': {
      const { operator, operands } = value
      const [first, ...rest] = operands
      if (first === undefined) throw new InternalError(`${operator} without operands`)
      if (isSelect(operator)) {
        emitSelect(frame, value.type, first, rest)
        break
      }
      push(first)
      emitAfterFirstOperand(body, operator)
      rest.forEach(push)
      emitScalarOperation(body, operator)
      break
    }
    case 'load': {
      const offset = emitAddress(frame, value, () => {
        push(value.index)
      })
      body.memory(SCALAR_MEMORY[value.type].load, shiftOf(value.type), offset)
      break
    }
    case 'read':
      body.get(localOf(frame, value.local))
      break
    case 'call': {
      const { mask } = value
      if (mask === undefined) {
        emitCall(frame, value, push)
        break
      }
      push(mask.condition)
      body.if(SCALAR_TYPE[value.type])
      emitCall(frame, value, push)
      body.else()
      push(mask.otherwise)
      body.end()
      break
    }
    default:
      value satisfies never
  }
}
