import { ByteSink } from './bytes.js'
import {
  control,
  f32,
  f64,
  global,
  i32,
  i64,
  i8x16,
  local,
  TYPE,
  type Opcode,
  type WasmType,
} from './instructions.js'

/** Number of a local variable of a WebAssembly function; parameters come first. */
export type LocalIndex = number

/** The code of one function while it is written, with its local variables. */
export class FunctionBody {
  #code = new ByteSink(1024)
  readonly #parameters: number
  readonly #types: WasmType[] = []
  /** Locals in use by the open blocks, oldest first, and locals that may be used again. */
  readonly #live: LocalIndex[] = []
  readonly #free: Record<WasmType, LocalIndex[]> = { i32: [], i64: [], f64: [], f32: [], v128: [] }

  constructor(parameters: number) {
    this.#parameters = parameters
  }

  /** A local that belongs to the innermost open scope: it is used again after `closeScope`. */
  scopedLocal(type: WasmType): LocalIndex {
    const index = this.#free[type].pop() ?? this.ownLocal(type)
    this.#live.push(index)
    return index
  }
  /** A local that no other code of the function uses, as for values that a loop carries from turn to turn. */
  ownLocal(type: WasmType): LocalIndex {
    this.#types.push(type)
    return this.#parameters + this.#types.length - 1
  }
  /** Lets later code have an own local again. */
  release(index: LocalIndex): void {
    const type = this.#types[index - this.#parameters]
    if (type !== undefined) this.#free[type].push(index)
  }
  openScope(): number {
    return this.#live.length
  }
  closeScope(mark: number): void {
    while (this.#live.length > mark) {
      const index = this.#live.pop()
      if (index !== undefined) this.release(index)
    }
  }

  op(code: Opcode): void {
    const sink = this.#code
    if (code < 0x100) {
      sink.byte(code)
      return
    }
    sink.byte(code >>> 16)
    sink.unsigned(code & 0xffff)
  }
  getGlobal(index: number): void {
    this.#code.byte(global.get)
    this.#code.unsigned(index)
  }
  get(index: LocalIndex): void {
    this.#code.byte(local.get)
    this.#code.unsigned(index)
  }
  set(index: LocalIndex): void {
    this.#code.byte(local.set)
    this.#code.unsigned(index)
  }
  tee(index: LocalIndex): void {
    this.#code.byte(local.tee)
    this.#code.unsigned(index)
  }
  i32(value: number): void {
    this.#code.byte(i32.const)
    this.#code.signed(value)
  }
  i64(value: bigint): void {
    this.#code.byte(i64.const)
    this.#code.signed64(value)
  }
  f64(value: number): void {
    this.#code.byte(f64.const)
    this.#code.f64(value)
  }
  f32(value: number): void {
    this.#code.byte(f32.const)
    this.#code.f32(value)
  }
  /** A load or store at the address on the stack plus `offset` bytes; `alignment` is the power of two that the address has. */
  memory(code: Opcode, alignment: number, offset: number): void {
    this.op(code)
    this.#code.unsigned(alignment)
    this.#code.unsigned(offset)
  }
  /** The same for one lane of a vector. */
  memoryLane(code: Opcode, alignment: number, offset: number, lane: number): void {
    this.memory(code, alignment, offset)
    this.#code.byte(lane)
  }
  /** An instruction on one lane of a vector. */
  lane(code: Opcode, lane: number): void {
    this.op(code)
    this.#code.byte(lane)
  }
  /** A vector of four 32-bit words chosen from those of two vectors: 0 to 3 of the lower operand, 4 to 7 of the upper. */
  shuffleWords(a: number, b: number, c: number, d: number): void {
    this.op(i8x16.shuffle)
    this.#word(a)
    this.#word(b)
    this.#word(c)
    this.#word(d)
  }
  call(index: number): void {
    this.#code.byte(control.call)
    this.#code.unsigned(index)
  }

  block(): void {
    this.#code.byte(control.block)
    this.#code.byte(TYPE.empty)
  }
  loop(): void {
    this.#code.byte(control.loop)
    this.#code.byte(TYPE.empty)
  }
  if(result: WasmType | 'empty' = 'empty'): void {
    this.#code.byte(control.if)
    this.#code.byte(TYPE[result])
  }
  else(): void {
    this.#code.byte(control.else)
  }
  end(): void {
    this.#code.byte(control.end)
  }
  br(depth: number): void {
    this.#code.byte(control.br)
    this.#code.unsigned(depth)
  }
  brIf(depth: number): void {
    this.#code.byte(control.br_if)
    this.#code.unsigned(depth)
  }

  /** The code that `emit` writes, apart: to be appended after code that only then is known to be needed before it. */
  aside(emit: () => void): ByteSink {
    const outer = this.#code
    const apart = new ByteSink(1024)
    this.#code = apart
    emit()
    this.#code = outer
    return apart
  }
  append(code: ByteSink): void {
    this.#code.append(code)
  }

  /** Writes the entry of the code section: size, locals in runs of one type, code, end. */
  writeTo(sink: ByteSink): void {
    const head = new ByteSink()
    const runs: { type: WasmType; count: number }[] = []
    for (const type of this.#types) {
      const last = runs.at(-1)
      if (last?.type === type) last.count++
      else runs.push({ type, count: 1 })
    }
    head.unsigned(runs.length)
    for (const { type, count } of runs) {
      head.unsigned(count)
      head.byte(TYPE[type])
    }
    sink.unsigned(head.length + this.#code.length + 1)
    sink.append(head)
    sink.append(this.#code)
    sink.byte(control.end)
  }

  #word(word: number): void {
    for (let byte = 0; byte < 4; byte++) this.#code.byte(4 * word + byte)
  }
}
