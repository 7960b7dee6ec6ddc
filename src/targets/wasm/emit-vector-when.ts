import type { Value, When } from '../../kernels/value.js'
import { usedBy, walk } from '../../kernels/walk.js'
import { pushBound, type Bound } from './counted-loop.js'
import { pushLane, vectorsOf } from './emit-vector.js'
import { SCALAR_TYPE, type EmitBlock, type Frame } from './frame.js'
import type { FunctionBody, LocalIndex } from './function-body.js'
import { i32, v128 } from './instructions.js'
import { emitMaskBits, lanesOf } from './lanes.js'
import type { VectorScope } from './vector-scope.js'

/**
 * Scalar code for the lanes in which a mask holds, in one round or several: that there is nothing to do in any of them, the common case, is
 * asked once. Else a loop goes from one such lane to the next, and first takes what the code needs out of the vectors.
 */
export function emitVectorWhens(
  frame: Frame,
  scopes: readonly VectorScope[],
  when: When,
  limit: Bound | undefined,
  emitBlock: EmitBlock,
): void {
  const [scope] = scopes
  if (scope === undefined) return
  const { body } = frame
  const mark = body.openScope()
  const masks = scopes.map(round => vectorsOf(frame, round, when.mask)[0])
  // A bit for each element of the turn, the first one lowest.
  const bits = body.scopedLocal('i32')
  masks.forEach((mask, round) => {
    body.get(mask)
    if (round > 0) body.op(v128.or)
  })
  emitMaskBits(body, scope.lanes)
  if (masks.length === 1) body.tee(bits)
  body.if()
  if (masks.length > 1) {
    masks.forEach((mask, round) => {
      body.get(mask)
      emitMaskBits(body, scope.lanes)
      if (round === 0) return
      body.i32(round * scope.lanes)
      body.op(i32.shl)
      body.op(i32.or)
    })
    body.set(bits)
  }
  emitLaneByLane(frame, scopes, when, { bits, limit }, emitBlock)
  body.end()
  body.closeScope(mark)
}

/** The block for each bit that is set, of which there is at least one. */
function emitLaneByLane(
  frame: Frame,
  scopes: readonly VectorScope[],
  when: When,
  { bits, limit }: { readonly bits: LocalIndex; readonly limit: Bound | undefined },
  emitBlock: EmitBlock,
): void {
  const [scope] = scopes
  if (scope === undefined) return
  const { body } = frame
  const taken = valuesTaken(frame, scope, when)
  const element = body.scopedLocal('i32')
  const lane = body.scopedLocal('i32')
  body.loop()
  body.get(bits)
  body.op(i32.ctz)
  body.tee(lane)
  body.get(scope.index)
  body.op(i32.add)
  body.set(element)
  if (limit !== undefined) {
    body.get(element)
    pushBound(body, limit)
    body.op(i32.lt_s)
    body.if()
  }
  emitTaken(frame, scopes, taken, lane)
  emitBlockOf(frame, scope, when, { element, taken }, emitBlock)
  if (limit !== undefined) body.end()
  // Takes the lowest bit away.
  body.get(bits)
  body.get(bits)
  body.i32(1)
  body.op(i32.sub)
  body.op(i32.and)
  body.tee(bits)
  body.brIf(0)
  body.end()
}

function emitBlockOf(
  frame: Frame,
  scope: VectorScope,
  when: When,
  { element, taken }: { readonly element: LocalIndex; readonly taken: readonly ValueTaken[] },
  emitBlock: EmitBlock,
): void {
  const { body, scalars, addresses } = frame
  const address = addresses.get(scope.element)
  const inner = body.openScope()
  for (const { value, scalar } of taken) scalars.set(value, scalar)
  scalars.set(scope.element, element)
  scalars.set(when.element, element)
  addresses.delete(scope.element)
  emitBlock(frame, when.body)
  scalars.set(scope.element, scope.index)
  if (address !== undefined) addresses.set(scope.element, address)
  body.closeScope(inner)
}

interface ValueTaken {
  readonly value: Value
  readonly scalar: LocalIndex
}

/** Scalar locals for the values of the vector loop that a block uses. */
function valuesTaken({ body }: Frame, scope: VectorScope, when: When): readonly ValueTaken[] {
  const used = new Set<Value>()
  walk(when.body, statement => {
    for (const value of usedBy(statement)) if (scope.locals.has(value)) used.add(value)
  })
  return [...used].map(value => ({ value, scalar: body.scopedLocal(SCALAR_TYPE[value.type]) }))
}

/** Takes values out of the vectors: code for each lane, of which that of the present one runs, since instructions name their lane as a number. */
function emitTaken(
  frame: Frame,
  scopes: readonly VectorScope[],
  taken: readonly ValueTaken[],
  present: LocalIndex,
): void {
  if (taken.length === 0) return
  const codes = scopes.flatMap(scope =>
    lanesOf(scope.lanes).map(lane => (): void => {
      for (const { value, scalar } of taken) {
        pushLane(frame, scope, value, lane)
        frame.body.set(scalar)
      }
    }),
  )
  emitOneOf(frame.body, codes, present)
}

/** Runs that one of some codes whose number is in a local; the first of them has the number `from`. */
function emitOneOf(body: FunctionBody, codes: readonly (() => void)[], number: LocalIndex, from = 0): void {
  const [first] = codes
  if (codes.length <= 1) {
    first?.()
    return
  }
  const half = codes.length / 2
  body.get(number)
  body.i32(from + half)
  body.op(i32.lt_s)
  body.if()
  emitOneOf(body, codes.slice(0, half), number, from)
  body.else()
  emitOneOf(body, codes.slice(half), number, from + half)
  body.end()
}
