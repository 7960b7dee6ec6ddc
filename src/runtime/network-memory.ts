import { THREADS } from '../compile/threads/thread-plan.js'
import type { ArraySymbol, ValueType } from '../kernels/value.js'
import type { MemoryLayout } from '../targets/target.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { bytesPerValue, viewOfValues, type TypedValues } from './typed-values.js'

const PAGE = 65536
const ALIGNMENT = 16
const MOST_PAGES = 65536
/** Elements that vector code treats together at most: arrays are padded to a multiple of that. */
const MOST_LANES = 4
/** Owners of memory that an error names. */
const MOST_NAMED = 3

/** An array that is made when it is first asked for. */
interface Deferred {
  readonly type: ValueType
  readonly length: number
  readonly fill: (view: () => TypedValues) => void
}

interface Block {
  readonly array: ArraySymbol
  readonly offset: number
  readonly bytes: number
  /** What it is filled with at first. */
  readonly initial: number
}

/**
 * The memory of one network: every array by its key, in one WebAssembly memory, for both targets. Arrays start at multiples of 16
 * bytes and are padded to a multiple of four elements, so that vector code may touch the elements that its last vector has more.
 */
export class NetworkMemory implements MemoryLayout {
  #memory: WebAssembly.Memory
  #isShared: boolean
  readonly #blocks = new Map<string, Block>()
  readonly #offsets = new Map<ArraySymbol, number>()
  readonly #deferred = new Map<string, Deferred>()
  readonly #free: { offset: number; bytes: number }[] = []
  /** Arrays of which a user may hold a view. */
  readonly #lent = new Set<ArraySymbol>()
  /** In bytes: more is refused before anything is reserved. */
  readonly limit: number
  #end = ALIGNMENT
  /** Counts changes after which code that was generated before no longer fits: arrays that moved, memory that grew. */
  #version = 0

  constructor(limit = MOST_PAGES * PAGE, isShared = false) {
    this.limit = Math.min(limit, MOST_PAGES * PAGE)
    this.#isShared = isShared
    this.#memory = makeMemory(16, isShared)
  }

  get memory(): WebAssembly.Memory {
    return this.#memory
  }
  /** Whether several threads can work on it. */
  get isShared(): boolean {
    return this.#isShared
  }
  /** Whether the memory could become a shared one without a view of the user that ends. */
  get canBeShared(): boolean {
    return this.#isShared || this.#lent.size === 0
  }
  /** Makes it a memory that several threads can work on: another one with the same content. */
  share(): void {
    if (this.#isShared) return
    const old = this.#memory
    this.#memory = makeMemory(old.buffer.byteLength / PAGE, true)
    this.#isShared = true
    new Uint8Array(this.#memory.buffer).set(new Uint8Array(old.buffer, 0, this.#end))
    // Ends all views of the old one.
    old.grow(0)
    this.#version++
  }

  get version(): number {
    return this.#version
  }
  get bytes(): number {
    return this.memory.buffer.byteLength
  }

  array(key: string, type: ValueType, length: number, initial = 0): ArraySymbol {
    if (this.#deferred.size > 0) this.#make(key, length)
    const known = this.#blocks.get(key)
    if (known?.array.length === length && known.array.type === type) return known.array
    // A view of shared memory does not end when its array gets shorter: the array moves, so that the view shows that it has ended.
    const staysInPlace = known !== undefined && !(this.#isShared && this.#lent.has(known.array))
    if (staysInPlace && known.array.type === type && length < known.array.length)
      return this.#shorten(key, known, length)
    this.checkRoom(key, length * bytesPerValue(type))
    const array: ArraySymbol = { name: key, type, length }
    const bytes = bytesOf(array)
    const fresh = this.#end
    const offset = this.#allocate(key, bytes)
    this.#offsets.set(array, offset)
    this.#blocks.set(key, { array, offset, bytes, initial })
    const values = this.view(array)
    // What was never used is zero; writing it would only make it resident.
    if (offset < fresh || initial !== 0) values.fill(initial)
    if (known !== undefined) {
      const old = this.view(known.array)
      values.set(old.subarray(0, Math.min(old.length, length)))
      this.#release(known)
      this.#version++
    }
    return array
  }

  /**
   * Puts an array that is not there off until somebody asks for it by its key: what follows from others, and most networks never read, takes no room.
   * The last call for a key counts. `fill` writes
   * its numbers then, into the view that it asks for once it has asked for everything else: the memory can grow for that.
   */
  defer(key: string, type: ValueType, length: number, fill: (view: () => TypedValues) => void): void {
    this.#deferred.set(key, { type, length, fill })
  }
  #make(key: string, wanted: number): void {
    const deferred = this.#deferred.get(key)
    if (deferred === undefined) return
    this.#deferred.delete(key)
    if (wanted === 0) return
    const array = this.array(key, deferred.type, deferred.length)
    deferred.fill(() => this.view(array))
  }

  /**
   * Refuses what cannot have room beside what is `taken`, however it will be stored: callers ask before they make lists on the host.
   * @throws {RheobaseError} kind `value`
   */
  checkRoom(what: string, bytes: number, taken = 0): void {
    if (taken + bytes <= this.limit) return
    throw new RheobaseError(
      'value',
      'out-of-memory',
      `the network needs more memory than its limit: ${what} asks for ${inMebibytes(bytes)}, the limit is ${inMebibytes(this.limit)}.\n` +
        (taken === 0 ? '' : `Taken already are ${inMebibytes(taken)}${this.#users()}.\n`) +
        'The option memoryLimit of a network (in bytes, up to 4 GiB) sets it.',
    )
  }

  /** What takes most of the memory so far. */
  #users(): string {
    const bytesOfOwner = new Map<string, number>()
    for (const [key, { bytes }] of this.#blocks) {
      const owner = key.split('.')[0] ?? key
      bytesOfOwner.set(owner, (bytesOfOwner.get(owner) ?? 0) + bytes)
    }
    const most = [...bytesOfOwner]
      .filter(([, bytes]) => bytes >= 2 ** 20)
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_NAMED)
      .map(([owner, bytes]) => `${owner} ${inMebibytes(bytes)}`)
    return most.length === 0 ? '' : `, most of them by ${most.join(', ')}`
  }

  /** Gives an array another key, and with it another owner: what has that key now is forgotten. */
  rename(key: string, to: string): void {
    const block = this.#blocks.get(key)
    if (block === undefined || key === to) return
    const old = this.#blocks.get(to)
    if (old !== undefined) this.#release(old)
    const array: ArraySymbol = { ...block.array, name: to }
    this.#blocks.delete(key)
    this.#blocks.set(to, { ...block, array })
    this.#offsets.set(array, block.offset)
    this.#offsets.delete(block.array)
    this.#endViews(block.array)
    this.#version++
  }

  /** An array that gets shorter stays where it is. */
  #shorten(key: string, { array: old, offset, bytes, initial }: Block, length: number): ArraySymbol {
    const array: ArraySymbol = { ...old, length }
    const left = bytesOf(array)
    if (left < bytes) this.#leave(offset + left, bytes - left)
    this.#offsets.set(array, offset)
    this.#offsets.delete(old)
    this.#blocks.set(key, { array, offset, bytes: left, initial })
    this.#endViews(old)
    this.#version++
    return array
  }

  /** Forgets all arrays whose key starts with `prefix`. */
  remove(prefix: string): void {
    for (const key of this.#deferred.keys()) if (key.startsWith(prefix)) this.#deferred.delete(key)
    for (const [key, block] of this.#blocks) {
      if (!key.startsWith(prefix)) continue
      this.#release(block)
      this.#blocks.delete(key)
      this.#version++
    }
  }

  /** Fills an array with what it had at first. */
  reset(key: string): void {
    const block = this.#blocks.get(key)
    if (block !== undefined) this.view(block.array).fill(block.initial)
  }

  /** What an array was filled with at first. */
  initialOf(key: string): number {
    return this.#blocks.get(key)?.initial ?? 0
  }

  /** Number of elements of an array; 0 if there is none. */
  lengthOf(key: string): number {
    return this.#blocks.get(key)?.array.length ?? 0
  }
  has(key: string): boolean {
    return this.#blocks.has(key)
  }
  /** The keys of all arrays that are there. */
  keys(): Iterable<string> {
    return this.#blocks.keys()
  }
  /** All arrays by key, those that were put off too, but not those through which threads work together: what a snapshot saves. */
  *entries(): Iterable<readonly [key: string, array: ArraySymbol]> {
    for (const [key, { length }] of this.#deferred) this.#make(key, length)
    for (const [key, { array }] of this.#blocks) if (!key.startsWith(THREADS)) yield [key, array]
  }

  offsetOf(array: ArraySymbol): number {
    const offset = this.#offsets.get(array) ?? this.#placeTable(array)
    if (offset === undefined)
      throw new RheobaseError('internal', 'stale-array', `the array ${array.name} is no longer in memory`)
    return offset
  }

  /** A table of constants comes into memory when code first needs it; it belongs to no object, and no snapshot has it. */
  #placeTable(array: ArraySymbol): number | undefined {
    if (array.content === undefined) return undefined
    const offset = this.#allocate(array.name, bytesOf(array))
    this.#offsets.set(array, offset)
    this.view(array).set(array.content)
    return offset
  }

  /** A live view; it ends when the memory grows, so it is asked for anew each time and never kept. */
  view(array: ArraySymbol): TypedValues {
    return viewOfValues(array.type, this.memory.buffer, this.offsetOf(array), array.length)
  }
  /**
   * A view for the user, who may keep it: when the array moves it ends instead of showing what is there then. It has length 0 then; a view of
   * shared memory, which cannot end, shows nan, or -1 where it has whole numbers, and its place is not used again.
   */
  lend(array: ArraySymbol): TypedValues {
    this.#lent.add(array)
    return this.view(array)
  }
  /** The same for an array that holds integers. */
  integers(array: ArraySymbol): Int32Array {
    const view = this.view(array)
    if (view instanceof Int32Array) return view
    throw new RheobaseError('internal', 'not-integers', `${array.name} does not hold integers`)
  }
  /** The value of an array of length 1. */
  scalar(array: ArraySymbol): number {
    return this.view(array)[0] ?? NaN
  }
  setScalar(array: ArraySymbol, value: number): void {
    this.view(array)[0] = value
  }

  #allocate(key: string, bytes: number): number {
    const place = this.#free.findIndex(hole => hole.bytes >= bytes)
    const hole = this.#free[place]
    if (hole !== undefined) {
      if (hole.bytes === bytes) this.#free.splice(place, 1)
      else this.#free[place] = { offset: hole.offset + bytes, bytes: hole.bytes - bytes }
      return hole.offset
    }
    const offset = this.#end
    this.checkRoom(key, bytes, offset)
    const missing = offset + bytes - this.memory.buffer.byteLength
    if (missing > 0) {
      // A third more than needed now: networks are built in many small steps.
      const pages = Math.ceil(missing / PAGE)
      const generous = Math.min(
        Math.max(pages, Math.ceil(this.memory.buffer.byteLength / PAGE / 3)),
        MOST_PAGES - this.memory.buffer.byteLength / PAGE,
      )
      this.memory.grow(generous)
      this.#version++
    }
    this.#end = offset + bytes
    return offset
  }

  #release({ array, offset, bytes }: Block): void {
    if (this.#isShared && this.#lent.delete(array)) {
      this.view(array).fill(array.type === 'f64' || array.type === 'f32' ? NaN : -1)
      this.#offsets.delete(array)
      return
    }
    this.#offsets.delete(array)
    this.#leave(offset, bytes)
    this.#endViews(array)
  }
  /** Adds a hole; one with those beside it, so that arrays that grow again and again find room where they were. */
  #leave(offset: number, bytes: number): void {
    let [start, end] = [offset, offset + bytes]
    for (let place = this.#free.length - 1; place >= 0; place--) {
      const hole = this.#free[place]
      if (hole === undefined || (hole.offset + hole.bytes !== start && hole.offset !== end)) continue
      start = Math.min(start, hole.offset)
      end = Math.max(end, hole.offset + hole.bytes)
      this.#free.splice(place, 1)
    }
    this.#free.push({ offset: start, bytes: end - start })
  }
  /** Growing by nothing ends all views of the memory; code that was generated has views, too, and is made anew whenever an array moves. */
  #endViews(array: ArraySymbol): void {
    if (this.#lent.delete(array)) this.memory.grow(0)
  }
}

const makeMemory = (initial: number, shared: boolean): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial, maximum: MOST_PAGES, shared })

const bytesOf = ({ type, length }: ArraySymbol): number =>
  Math.max(1, Math.ceil(length / MOST_LANES)) * MOST_LANES * bytesPerValue(type)

const inMebibytes = (bytes: number): string =>
  bytes < 2 ** 53 ? `${String(Math.ceil(bytes / 2 ** 20))} MiB` : `${String(bytes)} bytes`
