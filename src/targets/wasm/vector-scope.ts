import { isOrdered } from '../../kernels/order-statements.js'
import type { Definition, Element, For, Value, ValueType } from '../../kernels/value.js'
import { pushScalar } from './emit-scalar.js'
import type { LocalIndex } from './function-body.js'
import type { Frame } from './frame.js'
import { i32, i32x4, i64x2 } from './instructions.js'
import { emitSpread, type VectorLanes } from './lanes.js'

/** The vector of a value; of a double in four lanes, both halves. */
export type Vectors = readonly [LocalIndex] | readonly [LocalIndex, LocalIndex]

/**
 * The values of one vector loop, some iterations at a time, as `VectorLanes` says. A loop that treats more of them in a turn has a scope for
 * each round, which share what stands before the loop.
 */
export class VectorScope {
  readonly element: Element
  /** Whether values are evaluated where they are defined, not where they are used. */
  readonly isOrdered: boolean
  /** The local that holds the number of the first of the elements that are treated in a turn. */
  readonly index: LocalIndex
  /** How many elements of the turn come before those of this scope. */
  readonly offset: number
  readonly lanes: VectorLanes
  readonly locals = new Map<Value, Vectors>()
  readonly waiting = new Set<Definition>()
  readonly waitingLoads = new Set<Definition>()
  readonly #frame: Frame
  readonly #spread: SpreadValues
  #elements: LocalIndex | undefined

  constructor(frame: Frame, loop: For, index: LocalIndex, offset: number, spread: SpreadValues) {
    this.#frame = frame
    this.element = loop.element
    this.isOrdered = isOrdered(loop.body)
    this.index = index
    this.offset = offset
    this.lanes = spread.lanes
    this.#spread = spread
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
    return this.#spread.of(value)
  }

  /** Local with the same 64 bits twice. */
  bits(value: bigint): LocalIndex {
    return this.#spread.bits(value)
  }

  /** Local with the numbers of the elements. */
  elements(): LocalIndex {
    this.#spread.numbers()
    this.#elements ??= this.#frame.body.ownLocal('v128')
    return this.#elements
  }

  /** Leaves the number of the first element on the stack. */
  pushFirst(): void {
    const { body } = this.#frame
    body.get(this.index)
    if (this.offset === 0) return
    body.i32(this.offset)
    body.op(i32.add)
  }

  /** Writes what stands at the head of each turn. */
  writeTurnHead(): void {
    if (this.#elements === undefined) return
    const { body } = this.#frame
    this.pushFirst()
    body.op(i32x4.splat)
    body.get(this.#spread.numbers())
    body.op(i32x4.add)
    body.set(this.#elements)
  }

  release(): void {
    if (this.#elements !== undefined) this.#frame.body.release(this.#elements)
  }
}

/** What is the same in all iterations, spread over the lanes before the loop: constants inside a loop are slow in some engines. */
export class SpreadValues {
  readonly lanes: VectorLanes
  readonly #frame: Frame
  readonly #values = new Map<Value, LocalIndex>()
  readonly #bits = new Map<bigint, LocalIndex>()
  #numbers: LocalIndex | undefined

  constructor(frame: Frame, lanes: VectorLanes) {
    this.#frame = frame
    this.lanes = lanes
  }

  of(value: Value): LocalIndex {
    let local = this.#values.get(value)
    if (local === undefined) {
      local = this.#frame.body.ownLocal('v128')
      this.#values.set(value, local)
    }
    return local
  }

  bits(value: bigint): LocalIndex {
    let local = this.#bits.get(value)
    if (local === undefined) {
      local = this.#frame.body.ownLocal('v128')
      this.#bits.set(value, local)
    }
    return local
  }

  /** Local with 0, 1 and so on, as many as there are lanes. */
  numbers(): LocalIndex {
    this.#numbers ??= this.#frame.body.ownLocal('v128')
    return this.#numbers
  }

  /** Writes what stands before the loop. */
  write(): void {
    const { body } = this.#frame
    for (const [value, local] of this.#values) {
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

  release(): void {
    const { body } = this.#frame
    for (const local of [...this.#values.values(), ...this.#bits.values()]) body.release(local)
    if (this.#numbers !== undefined) body.release(this.#numbers)
  }
}

/** The numbers of two integer lanes, as 64 bits. */
const LANES_0_AND_1 = 1n << 32n
const LANES_2_AND_3 = (3n << 32n) | 2n
