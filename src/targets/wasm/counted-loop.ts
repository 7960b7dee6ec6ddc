import type { For, Value } from '../../kernels/value.js'
import { ElementAddress } from './element-address.js'
import { pushScalar } from './emit-scalar.js'
import type { FunctionBody, LocalIndex } from './function-body.js'
import type { Frame } from './frame.js'
import { i32 } from './instructions.js'

/** The end of a loop: known when the code is written, or in a local that does not change. */
export type Bound =
  { readonly kind: 'known'; readonly value: number } | { readonly kind: 'local'; readonly index: LocalIndex }

export function pushBound(body: FunctionBody, bound: Bound): void {
  if (bound.kind === 'known') body.i32(bound.value)
  else body.get(bound.index)
}

/** Evaluates a bound once, before the loop. */
export function emitBound(frame: Frame, value: Value): Bound {
  if (value.kind === 'constant') return { kind: 'known', value: value.value }
  const known = frame.scalars.get(value)
  if (known !== undefined) return { kind: 'local', index: known }
  const index = frame.body.scopedLocal('i32')
  pushScalar(frame, value)
  frame.body.set(index)
  return { kind: 'local', index }
}

/** Puts the first element of a loop into a new local, and makes it the element that is treated. */
export function emitFirstElement(frame: Frame, { element, from }: For): LocalIndex {
  const index = frame.body.scopedLocal('i32')
  pushScalar(frame, from)
  frame.body.set(index)
  frame.scalars.set(element, index)
  frame.element = element
  return index
}

/** One pass through the body of a loop, with the element as a byte offset at hand. */
export function emitTurn(frame: Frame, loop: For, index: LocalIndex, emit: () => void): () => void {
  const { body, addresses } = frame
  const address = new ElementAddress(body, index, loop.from.kind === 'constant' && loop.from.value >= 0)
  addresses.set(loop.element, address)
  const mark = body.openScope()
  const code = body.aside(emit)
  body.closeScope(mark)
  addresses.delete(loop.element)
  return () => {
    address.writeTurn(code)
    address.release()
  }
}

/**
 * Turns from the present `index` on while it is below `end`, `step` apart. The test stands at the bottom; the first one is left out where
 * the loop is known to turn at least once. `before` is written once, only if there is a turn.
 */
export function emitCountedLoop(
  body: FunctionBody,
  { index, end, step, turnsSurely }: { index: LocalIndex; end: Bound; step: number; turnsSurely: boolean },
  before: () => void,
  turn: () => void,
): void {
  if (!turnsSurely) {
    body.get(index)
    pushBound(body, end)
    body.op(i32.lt_s)
    body.if()
  }
  before()
  body.loop()
  turn()
  body.get(index)
  body.i32(step)
  body.op(i32.add)
  body.tee(index)
  pushBound(body, end)
  body.op(i32.lt_s)
  body.brIf(0)
  body.end()
  if (!turnsSurely) body.end()
}
