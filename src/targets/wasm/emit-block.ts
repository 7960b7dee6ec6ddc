import type { For, LaneCount, Statement } from '../../kernels/value.js'
import { hasSingles, isMostlyWords } from '../../kernels/vectorise.js'
import { emitBound, emitCountedLoop, emitFirstElement, emitTurn } from './counted-loop.js'
import { emitAssign, emitScalarDefine, emitScalarStore, pushScalar, settleAll } from './emit-scalar.js'
import { emitVectorLoop, type Rounds } from './emit-vector-loop.js'
import { presentElement, type Frame } from './frame.js'
import { i32 } from './instructions.js'

/** Writes the statements of a block; what they define lives in locals until the block ends. */
export function emitBlock(frame: Frame, statements: readonly Statement[]): void {
  const mark = frame.body.openScope()
  emitStatements(frame, statements)
  frame.body.closeScope(mark)
}

/** The same for the outermost block of a function, whose values are still needed for its result. */
export function emitStatements(frame: Frame, statements: readonly Statement[]): void {
  for (const statement of statements) emitStatement(frame, statement)
}

function emitStatement(frame: Frame, statement: Statement): void {
  const { body } = frame
  switch (statement.kind) {
    case 'define':
      emitScalarDefine(frame, statement.value)
      break
    case 'store':
      emitScalarStore(frame, statement, statement.value)
      break
    case 'assign':
      emitAssign(frame, statement.local, statement.value)
      break
    case 'for':
      settleAll(frame)
      emitFor(frame, statement)
      break
    case 'while': {
      settleAll(frame)
      const mark = body.openScope()
      body.block()
      body.loop()
      emitStatements(frame, statement.test)
      pushScalar(frame, statement.condition)
      body.op(i32.eqz)
      body.brIf(1)
      emitBlock(frame, statement.body)
      body.br(0)
      body.end()
      body.end()
      body.closeScope(mark)
      break
    }
    case 'if':
      settleAll(frame)
      pushScalar(frame, statement.condition)
      body.if()
      emitBlock(frame, statement.then)
      if (statement.otherwise.length > 0) {
        body.else()
        emitBlock(frame, statement.otherwise)
      }
      body.end()
      break
    case 'when':
      settleAll(frame)
      frame.scalars.set(statement.element, presentElement(frame))
      pushScalar(frame, statement.mask)
      body.if()
      emitBlock(frame, statement.body)
      body.end()
      break
    case 'perform':
      settleAll(frame)
      for (const operand of statement.operands) pushScalar(frame, operand)
      body.call(frame.module.indexOfProcedure(statement.procedure))
      break
    case 'barrier':
      settleAll(frame)
      body.call(frame.module.indexOfBarrier(statement.meeting))
      break
    default:
      statement satisfies never
  }
}

/** More than four lanes are rounds of four if there are singles or mostly words, else of two: masks of doubles then need no packing. */
function roundsOf({ body }: For, lanes: Exclude<LaneCount, 1>): Rounds {
  if (lanes === 2 || lanes === 4) return { lanes, rounds: 1, takeTurns: false }
  const takeTurns = isMostlyWords(body)
  const perRound = takeTurns || hasSingles(body) ? 4 : 2
  return { lanes: perRound, rounds: lanes / perRound, takeTurns }
}

function emitFor(frame: Frame, loop: For): void {
  const { body, element: outer } = frame
  const mark = body.openScope()
  if (loop.lanes === 1) emitScalarLoop(frame, loop)
  else emitVectorLoop(frame, loop, roundsOf(loop, loop.lanes), emitBlock)
  frame.element = outer
  body.closeScope(mark)
}

function emitScalarLoop(frame: Frame, loop: For): void {
  const end = emitBound(frame, loop.to)
  const isKnown = loop.from.kind === 'constant' && end.kind === 'known'
  if (isKnown && loop.from.value >= end.value) return
  const index = emitFirstElement(frame, loop)
  const turn = emitTurn(frame, loop, index, () => {
    emitBlock(frame, loop.body)
  })
  emitCountedLoop(frame.body, { index, end, step: 1, turnsSurely: isKnown }, () => undefined, turn)
}
