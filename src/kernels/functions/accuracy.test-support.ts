import { Builder, kernelFunction } from '../builder.js'
import { evaluateFunction } from '../evaluate-function.js'
import { hostUniform, philoxWords } from '../host-functions.js'
import type { KernelFunction, Parameter, Value } from '../value.js'
import { ulpError, type Real } from './high-precision.test-support.js'

type Unary = (b: Builder, x: Value) => Value
type Binary = (b: Builder, x: Value, y: Value) => Value

/** A written function as one of numbers, as code has it whose results are approximations anyway. */
export function approximateUnary(write: Unary): (x: number) => number {
  const builder = new Builder({ approximates: true })
  const x: Parameter = { kind: 'parameter', type: 'f64', name: 'x' }
  const result = write(builder, x)
  const callee: KernelFunction = {
    ...{ kind: 'kernel-function', name: 'tested', parameters: [x], body: builder.statements, result },
  }
  return x => evaluateFunction(callee, [x])
}

/** A written function as one of numbers. */
export function unary(write: Unary): (x: number) => number {
  const callee = kernelFunction('tested', [['x', 'f64']], write)
  return x => evaluateFunction(callee, [x])
}
export function binary(write: Binary, type: 'f64' | 'i32' = 'f64'): (x: number, y: number) => number {
  const callee = kernelFunction(
    'tested',
    [
      ['x', type],
      ['y', type],
    ],
    write,
  )
  return (x, y) => evaluateFunction(callee, [x, y])
}

/** Uniform numbers in [0, 1): always the same ones for a seed. */
function numbers(seed: number): (position: number) => number {
  return position => {
    const [high, low] = philoxWords([position, 0, 0, 0], [seed, 0])
    return hostUniform(high, low)
  }
}

/** Numbers from an interval, evenly spread. */
export function between(from: number, to: number, count = 1500, seed = 1): readonly number[] {
  const draw = numbers(seed)
  return Array.from({ length: count }, (_, position) => from + (to - from) * draw(position))
}
/** Numbers of both signs with exponents of 2 from the range, evenly spread. */
export function ofExponents(from: number, to: number, count = 1000, seed = 2): readonly number[] {
  const draw = numbers(seed)
  return Array.from({ length: count }, (_, position) => {
    const exponent = Math.floor(from + (to - from) * draw(3 * position))
    // In two factors: 2^-1074 is a number, but half of it times 2 is not.
    const scale = [2 ** Math.max(exponent, -1000), 2 ** Math.min(exponent + 1000, 0)] as const
    return (draw(3 * position + 1) < 0.5 ? -1 : 1) * (1 + draw(3 * position + 2)) * scale[0] * scale[1]
  })
}

/** The largest error over some numbers, with the number where it is. */
export function worst(
  computed: (x: number) => number,
  reference: (x: number) => Real,
  points: readonly number[],
): { readonly error: number; readonly at: number } {
  let found = { error: 0, at: NaN }
  for (const x of points) {
    const error = ulpError(computed(x), reference(x))
    if (error > found.error) found = { error, at: x }
  }
  return found
}
