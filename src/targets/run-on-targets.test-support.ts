import { expect } from 'vitest'
import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Element, Procedure, Program, ValueType } from '../kernels/value.js'
import { interpret, type Content, type Contents } from './interpret.test-support.js'
import { jsTarget } from './js/js-target.js'
import { programSymbols } from './program-symbols.js'
import type { Target } from './target.js'
import { encodeProgram } from './wasm/encode-program.js'
import { wasmTarget } from './wasm/wasm-target.js'

export const TARGETS: readonly Target[] = [jsTarget, wasmTarget]

export const array = (name: string, type: ValueType, length: number): ArraySymbol => ({ name, type, length })

const ARRAYS = { f64: Float64Array, f32: Float32Array, i32: Int32Array, bool: Int32Array } as const

/** What lies around the arrays and must not change. */
const GUARD = 0x5a
const GUARD_BYTES = 32
/** What padding holds at first: as an index it leads far outside of memory. */
const PADDING = 0x6f

const bytesPerElement = ({ type }: ArraySymbol): number => (type === 'f64' ? 8 : 4)

/** A memory with arrays at multiples of 16 bytes, padded to a multiple of four elements, and guards between them. */
export class TestMemory {
  readonly memory = new WebAssembly.Memory({ initial: 4 })
  readonly #offsets = new Map<ArraySymbol, number>()
  readonly #guards: number[] = []
  #end: number

  constructor(initial: ReadonlyMap<ArraySymbol, readonly number[]>) {
    let end = 16
    const bytes = new Uint8Array(this.memory.buffer)
    for (const [array, values] of initial) {
      this.#guards.push(end)
      bytes.fill(GUARD, end, end + GUARD_BYTES)
      const start = end + GUARD_BYTES
      const size = array.length * bytesPerElement(array)
      end = start + Math.max(1, Math.ceil(array.length / 4)) * 4 * bytesPerElement(array)
      bytes.fill(PADDING, start + size, end)
      this.#offsets.set(array, start)
      this.view(array).set(values.slice(0, array.length))
    }
    this.#guards.push(end)
    bytes.fill(GUARD, end, end + GUARD_BYTES)
    this.#end = end + GUARD_BYTES
  }

  offsetOf(array: ArraySymbol): number {
    const offset = this.#offsets.get(array) ?? this.#placeConstant(array)
    if (offset === undefined) throw new Error(`${array.name} is not in memory`)
    return offset
  }
  /** Tables that functions bring with them come when they are asked for. */
  #placeConstant(array: ArraySymbol): number | undefined {
    if (array.content === undefined) return undefined
    const offset = Math.ceil(this.#end / 16) * 16
    this.#end = offset + array.length * bytesPerElement(array)
    this.#offsets.set(array, offset)
    this.view(array).set(array.content)
    return offset
  }
  view(array: ArraySymbol): Content {
    return new ARRAYS[array.type](this.memory.buffer, this.offsetOf(array), array.length)
  }
  expectGuards(): void {
    const bytes = new Uint8Array(this.memory.buffer)
    for (const guard of this.#guards) {
      expect(
        bytes.subarray(guard, guard + GUARD_BYTES).every(byte => byte === GUARD),
        'writes only into arrays',
      ).toBe(true)
    }
  }
}

/** The bits of all elements, every nan as the same one. */
export function bitsOf(values: Iterable<number>): readonly string[] {
  const double = new Float64Array(1)
  const bits = new BigUint64Array(double.buffer)
  return Array.from(values, value => {
    if (Number.isNaN(value)) return 'nan'
    double[0] = value
    return `${String(value)} ${(bits[0] ?? 0n).toString(16)}`
  })
}

/** Runs the procedures in turn with the interpreter and on each target, and expects the same bits in all arrays. */
export function expectSameOnAllTargets(
  program: Program,
  initial: ReadonlyMap<ArraySymbol, readonly number[]>,
  calls: readonly (readonly [procedure: string, ...operands: number[]])[],
): Contents {
  const expected: Contents = new Map()
  for (const [array, values] of initial) {
    const content = new ARRAYS[array.type](array.length)
    content.set(values.slice(0, array.length))
    expected.set(array, content)
  }
  for (const [procedure, ...operands] of calls) interpret(program, expected, procedure, operands)
  for (const target of TARGETS) {
    const memory = new TestMemory(initial)
    const translated = target.translate(program, memory)
    const compiled = translated.instantiate(memory.memory)
    for (const [procedure, ...operands] of calls) compiled.procedure(procedure)(...operands)
    for (const [array, content] of expected) {
      expect(bitsOf(memory.view(array)), `${array.name} on ${target.name}\n${translated.text}`).toEqual(
        bitsOf(content),
      )
    }
    memory.expectGuards()
  }
  return expected
}

export const encode = (program: Program, memory: TestMemory): Uint8Array<ArrayBuffer> =>
  encodeProgram(program, programSymbols(program), memory)

export const numbers = (length: number, from = 0): number[] =>
  Array.from({ length }, (_, k) => from + k + 0.25)

/** A program of procedures without parameters. */
export function program(
  ...procedures: (readonly [name: string, write: (builder: Builder) => void])[]
): Program {
  return {
    name: 'test',
    procedures: procedures.map(([name, write]): Procedure => {
      const builder = new Builder()
      write(builder)
      return { name, comment: name, parameters: [], body: builder.statements }
    }),
  }
}

/** A program that does the same for each of the first `length` elements, in a loop of a shape. */
export const elementwise = (
  length: number,
  shape: (typeof SHAPES)[number],
  write: (builder: Builder, element: Element) => void,
): Program =>
  program([
    'run',
    b => {
      b.for(
        'i',
        b.i32(0),
        b.i32(length),
        i => {
          write(b, i)
        },
        shape,
      )
    },
  ])

/** How a loop can be written: its results must not depend on it. */
export const SHAPES = [
  { lanes: 1, padded: false },
  { lanes: 2, padded: false },
  { lanes: 2, padded: true },
  { lanes: 4, padded: false },
  { lanes: 4, padded: true },
  { lanes: 8, padded: false },
  { lanes: 8, padded: true },
] as const
