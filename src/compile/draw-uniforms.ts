import { Builder } from '../kernels/builder.js'
import { log } from '../kernels/functions/log.js'
import { philox } from '../kernels/functions/philox.js'
import { uniformFromWords } from '../kernels/functions/uniform.js'
import type { ArraySymbol, Parameter, Procedure } from '../kernels/value.js'
import { polish } from './optimise.js'

export const DRAW_UNIFORMS = 'draw uniforms'

/** One of the two numbers of each block of Philox. */
export interface UniformColumns {
  /** From 0 up to, not including, 1. */
  readonly numbers: ArraySymbol
  /** log(1 - number): the negative of an exponentially distributed number. */
  readonly logarithms: ArraySymbol
}

/**
 * The procedure `draw uniforms(count, block, high, stream, key0, key1)`: the numbers of some blocks of a stream from one on, whose number has
 * two words.
 */
export function drawUniforms(first: UniformColumns, second: UniformColumns): Procedure {
  const builder = new Builder()
  const parameter = (name: string): Parameter => ({ kind: 'parameter', type: 'i32', name })
  const count = parameter('count')
  const block = parameter('block')
  const high = parameter('high')
  const stream = parameter('stream')
  const key = [parameter('key0'), parameter('key1')] as const
  builder.for(
    'k',
    builder.i32(0),
    count,
    k => {
      const counter = [builder.op('i32.add', block, k), high, stream, builder.i32(0)] as const
      const [w0, w1, w2, w3] = philox(builder, counter, key)
      for (const [columns, ...words] of [
        [first, w0, w1],
        [second, w2, w3],
      ] as const) {
        const number = uniformFromWords(builder, ...words)
        builder.store(columns.numbers, k, number)
        builder.store(columns.logarithms, k, log(builder, builder.op('f64.sub', builder.f64(1), number)))
      }
    },
    { padded: true },
  )
  return polish({
    name: DRAW_UNIFORMS,
    comment: 'uniform numbers for connections',
    parameters: [count, block, high, stream, ...key],
    body: builder.statements,
  })
}
