import { Builder } from '../kernels/builder.js'
import type { Procedure, Value } from '../kernels/value.js'
import { vectorise } from '../kernels/vectorise.js'
import { array, TestMemory } from './run-on-targets.test-support.js'
import { wasmTarget } from './wasm/wasm-target.js'

type Unary = (b: Builder, x: Value) => Value

/** Singles that are computed at a time. */
const AT_ONCE = 4096

export interface SinglesOptions {
  /** As code has the function whose results are approximations anyway. */
  readonly approximates?: boolean
  readonly allowed?: (x: number) => number
}

export interface LargestError {
  /** In units of the last place of a single. */
  readonly error: number
  readonly at: number
}

/**
 * The largest error of a function of singles, in a vector loop, against the same function of doubles, which is a million times nearer to the
 * exact value than any single. From all singles every `stride`-th is looked at, of both signs, subnormal ones included; where the result
 * is not finite or too large for a single, both must agree on that. Errors are counted in what is allowed for a number.
 */
export function worstOfSingles(
  write: Unary,
  stride: number,
  { approximates = false, allowed = () => 1 }: SinglesOptions = {},
): LargestError {
  const [x, y, exact] = [
    array('x', 'f32', AT_ONCE),
    array('y', 'f32', AT_ONCE),
    array('exact', 'f64', AT_ONCE),
  ]
  const loop = (name: string, b: Builder, body: (i: Value) => void): Procedure => {
    b.for('i', b.i32(0), b.i32(AT_ONCE), body)
    return { name, comment: name, parameters: [], body: vectorise(b.statements) }
  }
  const [own, wide] = [new Builder({ approximates }), new Builder()]
  const vectors = [
    loop('run', own, i => {
      own.store(y, i, write(own, own.load(x, i)))
    }),
    loop('in double', wide, i => {
      wide.store(exact, i, write(wide, wide.op('f64.from_f32', wide.load(x, i))))
    }),
  ]
  const memory = new TestMemory(
    new Map([
      [x, []],
      [y, []],
      [exact, []],
    ]),
  )
  const table = wasmTarget
    .translate({ name: 'singles', procedures: vectors }, memory)
    .instantiate(memory.memory)
  const [run, inDouble] = [table.procedure('run'), table.procedure('in double')]
  const bits = new Int32Array(memory.memory.buffer, memory.offsetOf(x), AT_ONCE)
  const [inputs, results, references] = [memory.view(x), memory.view(y), memory.view(exact)]
  let worst: LargestError = { error: 0, at: NaN }
  for (let next = 0; next < 2 ** 32;) {
    for (let k = 0; k < AT_ONCE; k++, next += stride) bits[k] = Math.min(next, 2 ** 32 - 1) | 0
    run()
    inDouble()
    for (let k = 0; k < AT_ONCE; k++) {
      const error = ulpsOfSingles(results[k] ?? NaN, references[k] ?? NaN) / allowed(inputs[k] ?? NaN)
      if (error > worst.error) worst = { error, at: inputs[k] ?? NaN }
    }
  }
  return worst
}

const scratch = new Float64Array(1)
const words = new Uint32Array(scratch.buffer)

/** How far a single is from a number, in units of its last place; where that is no finite single, 0 if they agree and infinite if not. */
function ulpsOfSingles(result: number, exact: number): number {
  const nearest = Math.fround(exact)
  if (result === nearest || (Number.isNaN(result) && Number.isNaN(exact))) {
    if (!Number.isFinite(nearest) || exact === 0) return 0
  } else if (Number.isNaN(result) || Number.isNaN(exact)) return Infinity
  // Infinity for the largest single, or the other way round, is an error of the last place there.
  const finite = Math.abs(result) === Infinity ? Math.sign(result) * 2 ** 128 : result
  scratch[0] = exact
  const exponent = Math.max((((words[1] ?? 0) >>> 20) & 0x7ff) - 1023, -126)
  return Math.abs(finite - exact) / 2 ** (Math.min(exponent, 127) - 23)
}
