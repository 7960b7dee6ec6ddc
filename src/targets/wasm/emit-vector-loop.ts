import { InternalError } from '../../errors/rheobase-error.js'
import type { For, Statement, Value } from '../../kernels/value.js'
import { emitBound, emitCountedLoop, emitFirstElement, emitTurn, type Bound } from './counted-loop.js'
import { settleLoads } from './emit-scalar.js'
import { emitVectorDefine, emitVectorStoreOf, settleVectorLoads } from './emit-vector.js'
import { emitVectorWhens } from './emit-vector-when.js'
import type { EmitBlock, Frame } from './frame.js'
import type { LocalIndex } from './function-body.js'
import { i32 } from './instructions.js'
import type { VectorLanes } from './lanes.js'
import { SpreadValues, VectorScope } from './vector-scope.js'

/** How the elements of a turn are treated. */
export interface Rounds {
  /** Elements of a round. */
  readonly lanes: VectorLanes
  readonly rounds: number
  /** Whether each statement is written for all rounds before the next one, so that they run side by side; else one round after the other. */
  readonly takeTurns: boolean
}

/**
 * A loop some elements at a time, in `rounds` of `lanes` elements. A rest that does not fill the rounds is treated in one round a turn; one that
 * does not fill the lanes runs over into the padding of the arrays if the body can do no harm there; else scalar code, written once more,
 * treats it.
 */
export function emitVectorLoop(
  frame: Frame,
  loop: For,
  { lanes, rounds, takeTurns }: Rounds,
  emitBlock: EmitBlock,
): void {
  const to = emitBound(frame, loop.to)
  const from = loop.from.kind === 'constant' ? loop.from.value : undefined
  const count = from !== undefined && to.kind === 'known' ? to.value - from : undefined
  if (count !== undefined && count <= 0) return
  const isWhole = count !== undefined && count % lanes === 0
  const runsOver = !isWhole && runsOverSafely(frame, loop, lanes)
  const end = isWhole || runsOver ? to : less(frame, to, lanes - 1)
  const index = emitFirstElement(frame, loop)
  const perTurn = lanes * rounds
  if (rounds > 1 && (count === undefined || count >= perTurn)) {
    const turns = { lanes, rounds, takeTurns, index, turnsSurely: count !== undefined, limit: undefined }
    emitVectors(frame, loop, { ...turns, end: less(frame, to, perTurn - 1) }, emitBlock)
  }
  const left = count === undefined || rounds === 1 ? count : count % perTurn
  if (left === undefined || left >= lanes || (runsOver && left > 0)) {
    const limit = runsOver ? to : undefined
    emitVectors(
      frame,
      loop,
      { lanes, rounds: 1, takeTurns, index, end, turnsSurely: left !== undefined, limit },
      emitBlock,
    )
  }
  if (!isWhole && !runsOver)
    emitRest(frame, loop, index, to, count === undefined ? undefined : count % lanes, emitBlock)
}

interface VectorTurns extends Rounds {
  readonly index: LocalIndex
  readonly end: Bound
  readonly turnsSurely: boolean
  /** The first element that `when` blocks must not treat although the loop runs over it. */
  readonly limit: Bound | undefined
}

function emitVectors(
  frame: Frame,
  loop: For,
  { lanes, rounds, takeTurns, index, end, turnsSurely, limit }: VectorTurns,
  emitBlock: EmitBlock,
): void {
  const spread = new SpreadValues(frame, lanes)
  const scopes = Array.from(
    { length: rounds },
    (_, round) => new VectorScope(frame, loop, index, round * lanes, spread),
  )
  const writeTurn = emitTurn(frame, loop, index, () => {
    for (const stretch of stretchesOf(loop.body)) {
      const [first] = stretch
      if (first?.kind === 'when') {
        for (const scope of scopes) settleVectorLoads(frame, scope)
        emitVectorWhens(frame, scopes, first, limit, emitBlock)
      } else if (takeTurns)
        for (const statement of stretch) for (const scope of scopes) emitStatement(frame, scope, statement)
      else for (const scope of scopes) for (const statement of stretch) emitStatement(frame, scope, statement)
    }
  })
  emitCountedLoop(
    frame.body,
    { index, end, step: lanes * rounds, turnsSurely },
    () => {
      spread.write()
    },
    () => {
      for (const scope of scopes) scope.writeTurnHead()
      writeTurn()
    },
  )
  for (const scope of scopes) scope.release()
  spread.release()
}

/** Each `when` block apart, and what stands between them. */
function stretchesOf(body: readonly Statement[]): readonly (readonly Statement[])[] {
  const stretches: Statement[][] = []
  let open: Statement[] | undefined
  for (const statement of body) {
    if (statement.kind === 'when') {
      stretches.push([statement])
      open = undefined
    } else if (open === undefined) stretches.push((open = [statement]))
    else open.push(statement)
  }
  return stretches
}

function emitStatement(frame: Frame, scope: VectorScope, statement: Statement): void {
  switch (statement.kind) {
    case 'define':
      emitVectorDefine(frame, scope, statement.value)
      break
    case 'store':
      settleLoads(frame, statement.array)
      emitVectorStoreOf(frame, scope, statement, statement.value)
      break
    case 'when':
    case 'assign':
    case 'for':
    case 'while':
    case 'if':
    case 'perform':
    case 'barrier':
      throw new InternalError(`a vector loop cannot contain \`${statement.kind}\` here`)
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
