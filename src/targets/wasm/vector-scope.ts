import type { Definition, Element, Value, ValueType } from '../../kernels/value.js'
import { pushScalar } from './emit-scalar.js'
import type { LocalIndex } from './function-body.js'
import type { Frame } from './frame.js'
import { f64x2, i32x4, i64, i64x2 } from './instructions.js'

/**
 * The values of one vector loop, two iterations at a time: doubles as f64x2, conditions as masks of all ones or zeros in 64 bits, integers as
 * the two lower lanes of an i32x4. What is the same in all iterations is spread over the lanes before the loop: constants inside a
 * loop are slow in some engines.
 */
export class VectorScope {
  readonly element: Element
  /** The local that holds the number of the first of the two elements. */
  readonly index: LocalIndex
  readonly locals = new Map<Value, LocalIndex>()
  readonly waiting = new Set<Definition>()
  readonly waitingLoads = new Set<Definition>()
  readonly #frame: Frame
  readonly #spread = new Map<Value, LocalIndex>()
  readonly #bits = new Map<bigint, LocalIndex>()
  #elements: LocalIndex | undefined

  constructor(frame: Frame, element: Element, index: LocalIndex) {
    this.#frame = frame
    this.element = element
    this.index = index
  }

  /** Whether a value is the same in all iterations. */
  isUniform(value: Value): boolean {
    if (value === this.element || this.locals.has(value)) return false
    return (
      value.kind === 'constant' ||
      value.kind === 'element' ||
      value.kind === 'parameter' ||
      !this.waiting.has(value)
    )
  }

  /** Local with a value from outside of the loop in both lanes. */
  spread(value: Value): LocalIndex {
    let local = this.#spread.get(value)
    if (local === undefined) {
      local = this.#frame.body.ownLocal('v128')
      this.#spread.set(value, local)
    }
    return local
  }

  /** Local with the same 64 bits in both lanes. */
  bits(value: bigint): LocalIndex {
    let local = this.#bits.get(value)
    if (local === undefined) {
      local = this.#frame.body.ownLocal('v128')
      this.#bits.set(value, local)
    }
    return local
  }

  /** Local with the numbers of the two elements. */
  elements(): LocalIndex {
    this.bits(SECOND_LANE)
    this.#elements ??= this.#frame.body.ownLocal('v128')
    return this.#elements
  }

  /** Writes what stands before the loop. */
  writeSpread(): void {
    const { body } = this.#frame
    for (const [value, local] of this.#spread) {
      pushScalar(this.#frame, value)
      emitSpread(this.#frame, value.type)
      body.set(local)
    }
    for (const [value, local] of this.#bits) {
      body.i64(value)
      body.op(i64x2.splat)
      body.set(local)
    }
  }

  /** Writes what stands at the head of each turn. */
  writeTurnHead(): void {
    if (this.#elements === undefined) return
    const { body } = this.#frame
    body.get(this.index)
    body.op(i32x4.splat)
    body.get(this.bits(SECOND_LANE))
    body.op(i32x4.add)
    body.set(this.#elements)
  }

  release(): void {
    const { body } = this.#frame
    for (const local of [...this.#spread.values(), ...this.#bits.values()]) body.release(local)
    if (this.#elements !== undefined) body.release(this.#elements)
  }
}

/** 0 in the first, 1 in the second of two integer lanes. */
const SECOND_LANE = 1n << 32n

/** Spreads the scalar on the stack over the lanes. */
export function emitSpread({ body }: Frame, valueType: ValueType): void {
  switch (valueType) {
    case 'f64':
      body.op(f64x2.splat)
      break
    case 'i32':
      body.op(i32x4.splat)
      break
    case 'bool':
      body.op(i64.extend_i32_u)
      body.op(i64x2.splat)
      body.op(i64x2.neg)
      break
    default:
      valueType satisfies never
  }
}
