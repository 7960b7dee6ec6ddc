import { InternalError } from '../../errors/rheobase-error.js'
import type { For, Statement, Value } from '../../kernels/value.js'
import {
  emitBound,
  emitCountedLoop,
  emitFirstElement,
  emitTurn,
  pushBound,
  type Bound,
} from './counted-loop.js'
import { settleLoads } from './emit-scalar.js'
import { emitVectorDefine, emitVectorStoreOf, settleVectorLoads } from './emit-vector.js'
import { emitVectorWhen } from './emit-vector-when.js'
import type { EmitBlock, Frame } from './frame.js'
import type { LocalIndex } from './function-body.js'
import { i32 } from './instructions.js'
import { VectorScope } from './vector-scope.js'

/**
 * A loop two elements at a time. A last single element runs over into the padding of the arrays if the body can do no harm there; else
 * scalar code, written once more, treats it.
 */
export function emitVectorLoop(frame: Frame, loop: For, emitBlock: EmitBlock): void {
  const to = emitBound(frame, loop.to)
  const from = loop.from.kind === 'constant' ? loop.from.value : undefined
  const count = from !== undefined && to.kind === 'known' ? to.value - from : undefined
  if (count !== undefined && count <= 0) return
  const isEven = count !== undefined && count % 2 === 0
  const runsOver = !isEven && runsOverSafely(frame, loop)
  const end = isEven || runsOver ? to : oneLess(frame, to)
  const index = emitFirstElement(frame, loop)
  if (count !== 1 || runsOver) {
    emitPairs(
      frame,
      loop,
      { index, end, turnsSurely: count !== undefined, limit: runsOver ? to : undefined },
      emitBlock,
    )
  }
  if (!isEven && !runsOver) emitLastElement(frame, loop, index, to, count, emitBlock)
}

interface Pairs {
  readonly index: LocalIndex
  readonly end: Bound
  readonly turnsSurely: boolean
  /** The first element that `when` blocks must not treat although the loop runs over it. */
  readonly limit: Bound | undefined
}

function emitPairs(
  frame: Frame,
  loop: For,
  { index, end, turnsSurely, limit }: Pairs,
  emitBlock: EmitBlock,
): void {
  const scope = new VectorScope(frame, loop.element, index)
  const writeTurn = emitTurn(frame, loop, index, () => {
    for (const statement of loop.body) emitStatement(frame, scope, statement, limit, emitBlock)
  })
  emitCountedLoop(
    frame.body,
    { index, end, step: 2, turnsSurely },
    () => {
      scope.writeSpread()
    },
    () => {
      scope.writeTurnHead()
      writeTurn()
    },
  )
  scope.release()
}

function emitStatement(
  frame: Frame,
  scope: VectorScope,
  statement: Statement,
  limit: Bound | undefined,
  emitBlock: EmitBlock,
): void {
  switch (statement.kind) {
    case 'define':
      emitVectorDefine(frame, scope, statement.value)
      break
    case 'store':
      settleLoads(frame, statement.array)
      emitVectorStoreOf(frame, scope, statement, statement.value)
      break
    case 'when':
      settleVectorLoads(frame, scope)
      emitVectorWhen(frame, scope, statement, limit, emitBlock)
      break
    case 'assign':
    case 'for':
    case 'while':
    case 'if':
    case 'perform':
      throw new InternalError(`a vector loop cannot contain \`${statement.kind}\``)
    default:
      statement satisfies never
  }
}

/** The element that is left if the number of elements is odd. */
function emitLastElement(
  frame: Frame,
  loop: For,
  index: LocalIndex,
  to: Bound,
  count: number | undefined,
  emitBlock: EmitBlock,
): void {
  const { body } = frame
  if (count === undefined) {
    body.get(index)
    pushBound(body, to)
    body.op(i32.lt_s)
    body.if()
  }
  emitTurn(frame, loop, index, () => {
    emitBlock(frame, loop.body)
  })()
  if (count === undefined) body.end()
}

function oneLess({ body }: Frame, bound: Bound): Bound {
  if (bound.kind === 'known') return { kind: 'known', value: bound.value - 1 }
  const index = body.scopedLocal('i32')
  body.get(bound.index)
  body.i32(1)
  body.op(i32.sub)
  body.set(index)
  return { kind: 'local', index }
}

/**
 * Whether the second lane may treat the padding after the last element. Pairs must start at even elements, so that no pair lies
 * outside of an array with its padding; what is stored there must not be an element of a longer array; and what is read in the padding,
 * which can be anything, must not lead to another place or to the host.
 */
function runsOverSafely({ module }: Frame, { padded, from, to, element, body }: For): boolean {
  if (!padded || from.kind !== 'constant' || from.value % 2 !== 0) return false
  const inside = new Set<Value>()
  const isAligned = (index: Value, displacement: number): boolean =>
    index === element && displacement % 2 === 0
  return body.every(statement => {
    switch (statement.kind) {
      case 'define': {
        const { value } = statement
        inside.add(value)
        if (value.kind === 'load') {
          const isFixed = value.index !== element && !inside.has(value.index)
          return isFixed || isAligned(value.index, value.displacement)
        }
        return value.kind !== 'call' || module.isPure(value.callee)
      }
      case 'store': {
        const { array, index, displacement } = statement
        const isPadding = to.kind === 'constant' && to.value + displacement >= array.length
        return isPadding && isAligned(index, displacement)
      }
      default:
        return true
    }
  })
}
