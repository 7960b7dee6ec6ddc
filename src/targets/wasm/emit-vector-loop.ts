import { InternalError } from '../../errors/rheobase-error.js'
import type { For, Statement, Value } from '../../kernels/value.js'
import { emitBound, emitCountedLoop, emitFirstElement, emitTurn, type Bound } from './counted-loop.js'
import { settleLoads } from './emit-scalar.js'
import { emitVectorDefine, emitVectorStoreOf, settleVectorLoads } from './emit-vector.js'
import { emitVectorWhen } from './emit-vector-when.js'
import type { EmitBlock, Frame } from './frame.js'
import type { LocalIndex } from './function-body.js'
import { i32 } from './instructions.js'
import type { VectorLanes } from './lanes.js'
import { VectorScope } from './vector-scope.js'

/**
 * A loop some elements at a time. A rest that does not fill the lanes runs over into the padding of the arrays if the body can do no harm
 * there; else scalar code, written once more, treats it.
 */
export function emitVectorLoop(frame: Frame, loop: For, lanes: VectorLanes, emitBlock: EmitBlock): void {
  const to = emitBound(frame, loop.to)
  const from = loop.from.kind === 'constant' ? loop.from.value : undefined
  const count = from !== undefined && to.kind === 'known' ? to.value - from : undefined
  if (count !== undefined && count <= 0) return
  const isWhole = count !== undefined && count % lanes === 0
  const runsOver = !isWhole && runsOverSafely(frame, loop, lanes)
  const end = isWhole || runsOver ? to : less(frame, to, lanes - 1)
  const index = emitFirstElement(frame, loop)
  if (count === undefined || count >= lanes || runsOver) {
    emitVectors(
      frame,
      loop,
      { lanes, index, end, turnsSurely: count !== undefined, limit: runsOver ? to : undefined },
      emitBlock,
    )
  }
  if (!isWhole && !runsOver)
    emitRest(frame, loop, index, to, count === undefined ? undefined : count % lanes, emitBlock)
}

interface VectorTurns {
  readonly lanes: VectorLanes
  readonly index: LocalIndex
  readonly end: Bound
  readonly turnsSurely: boolean
  /** The first element that `when` blocks must not treat although the loop runs over it. */
  readonly limit: Bound | undefined
}

function emitVectors(
  frame: Frame,
  loop: For,
  { lanes, index, end, turnsSurely, limit }: VectorTurns,
  emitBlock: EmitBlock,
): void {
  const scope = new VectorScope(frame, loop.element, index, lanes)
  const writeTurn = emitTurn(frame, loop, index, () => {
    for (const statement of loop.body) emitStatement(frame, scope, statement, limit, emitBlock)
  })
  emitCountedLoop(
    frame.body,
    { index, end, step: lanes, turnsSurely },
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
    case 'barrier':
      throw new InternalError(`a vector loop cannot contain \`${statement.kind}\``)
    default:
      statement satisfies never
  }
}

/** The elements that are left, fewer than lanes: `rest` of them, if that is known. */
function emitRest(
  frame: Frame,
  loop: For,
  index: LocalIndex,
  to: Bound,
  rest: number | undefined,
  emitBlock: EmitBlock,
): void {
  const turn = emitTurn(frame, loop, index, () => {
    emitBlock(frame, loop.body)
  })
  if (rest === 1) turn()
  else
    emitCountedLoop(
      frame.body,
      { index, end: to, step: 1, turnsSurely: rest !== undefined },
      () => undefined,
      turn,
    )
}

function less({ body }: Frame, bound: Bound, by: number): Bound {
  if (bound.kind === 'known') return { kind: 'known', value: bound.value - by }
  const index = body.scopedLocal('i32')
  body.get(bound.index)
  body.i32(by)
  body.op(i32.sub)
  body.set(index)
  return { kind: 'local', index }
}

/**
 * Whether the last lanes may treat the padding after the last element. Vectors must start at multiples of their lanes, so that none lies
 * outside of an array with its padding; what is stored there must not be an element of a longer array; and what is read in the padding,
 * which can be anything, must not lead to another place or to the host.
 */
function runsOverSafely(
  { module }: Frame,
  { padded, from, to, element, body }: For,
  lanes: VectorLanes,
): boolean {
  if (!padded || from.kind !== 'constant' || from.value % lanes !== 0) return false
  const inside = new Set<Value>()
  const isAligned = (index: Value, displacement: number): boolean =>
    index === element && displacement % lanes === 0
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
