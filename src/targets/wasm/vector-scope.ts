import type { Definition, Element, Value, ValueType } from '../../kernels/value.js'
import { pushScalar } from './emit-scalar.js'
import type { LocalIndex } from './function-body.js'
import type { Frame } from './frame.js'
import { i32x4, i64x2 } from './instructions.js'
import { emitSpread, type VectorLanes } from './lanes.js'

/** The vector of a value; of a double in four lanes, both halves. */
export type Vectors = readonly [LocalIndex] | readonly [LocalIndex, LocalIndex]

/**
 * The values of one vector loop, some iterations at a time, as `VectorLanes` says. What is the same in all iterations is spread over the
 * lanes before the loop: constants inside a loop are slow in some engines.
 */
export class VectorScope {
  readonly element: Element
  /** The local that holds the number of the first of the elements that are treated together. */
  readonly index: LocalIndex
  readonly lanes: VectorLanes
  readonly locals = new Map<Value, Vectors>()
  readonly waiting = new Set<Definition>()
  readonly waitingLoads = new Set<Definition>()
  readonly #frame: Frame
  readonly #spread = new Map<Value, LocalIndex>()
  readonly #bits = new Map<bigint, LocalIndex>()
  #elements: LocalIndex | undefined
  #numbers: LocalIndex | undefined

  constructor(frame: Frame, element: Element, index: LocalIndex, lanes: VectorLanes) {
    this.#frame = frame
    this.element = element
    this.index = index
    this.lanes = lanes
  }

  /** Whether values of a type take two vectors. */
  isWide(valueType: ValueType): boolean {
    return this.lanes === 4 && valueType === 'f64'
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

  /** Local with a value from outside of the loop in all lanes; of a double in four lanes, one that serves as either half. */
  spread(value: Value): LocalIndex {
    let local = this.#spread.get(value)
    if (local === undefined) {
      local = this.#frame.body.ownLocal('v128')
      this.#spread.set(value, local)
    }
    return local
  }

  /** Local with the same 64 bits twice. */
  bits(value: bigint): LocalIndex {
    let local = this.#bits.get(value)
    if (local === undefined) {
      local = this.#frame.body.ownLocal('v128')
      this.#bits.set(value, local)
    }
    return local
  }

  /** Local with the numbers of the elements. */
  elements(): LocalIndex {
    this.#numbers ??= this.#frame.body.ownLocal('v128')
    this.#elements ??= this.#frame.body.ownLocal('v128')
    return this.#elements
  }

  /** Writes what stands before the loop. */
  writeSpread(): void {
    const { body } = this.#frame
    for (const [value, local] of this.#spread) {
      pushScalar(this.#frame, value)
      emitSpread(body, value.type, this.lanes)
      body.set(local)
    }
    for (const [value, local] of this.#bits) {
      body.i64(value)
      body.op(i64x2.splat)
      body.set(local)
    }
    if (this.#numbers === undefined) return
    body.i64(LANES_0_AND_1)
    body.op(i64x2.splat)
    if (this.lanes === 4) {
      body.i64(LANES_2_AND_3)
      body.lane(i64x2.replace_lane, 1)
    }
    body.set(this.#numbers)
  }

  /** Writes what stands at the head of each turn. */
  writeTurnHead(): void {
    if (this.#elements === undefined || this.#numbers === undefined) return
    const { body } = this.#frame
    body.get(this.index)
    body.op(i32x4.splat)
    body.get(this.#numbers)
    body.op(i32x4.add)
    body.set(this.#elements)
  }

  release(): void {
    const { body } = this.#frame
    for (const local of [...this.#spread.values(), ...this.#bits.values()]) body.release(local)
    for (const local of [this.#elements, this.#numbers]) if (local !== undefined) body.release(local)
  }
}

/** The numbers of two integer lanes, as 64 bits. */
const LANES_0_AND_1 = 1n << 32n
const LANES_2_AND_3 = (3n << 32n) | 2n
