import { expect, test } from 'vitest'
import { hostLog, hostUniform, philoxWords } from '../kernels/host-functions.js'
import { jsTarget } from '../targets/js/js-target.js'
import type { Target } from '../targets/target.js'
import { wasmTarget } from '../targets/wasm/wasm-target.js'
import { UniformBlocks } from './uniform-blocks.js'
import { UniformSequence } from './uniform-sequence.js'

const KEY = [12, -34] as const

test.each([
  ['host code', undefined],
  ['JavaScript', UniformBlocks.of(jsTarget)],
  ['WebAssembly', UniformBlocks.of(wasmTarget)],
])('a sequence gives the numbers of the blocks of its stream in order: %s', (_, blocks) => {
  const sequence = new UniformSequence(KEY, 7, blocks)
  for (let block = 0; block < 5000; block++) {
    const [a, b, c, d] = philoxWords([block, 0, 7, 0], KEY)
    expect(sequence.next()).toBe(hostUniform(a, b))
    expect(sequence.logarithms()[0]).toBe(hostLog(1 - hostUniform(c, d)))
    sequence.use(1)
  }
})

test('the code is compiled once, whoever draws', () => {
  let translations = 0
  const counting: Target = {
    name: 'wasm',
    translate(program, layout) {
      translations++
      return wasmTarget.translate(program, layout)
    },
  }
  const tenThousand = (stream: number): number[] => {
    const sequence = new UniformSequence(KEY, stream, UniformBlocks.of(counting))
    return Array.from({ length: 10_000 }, () => sequence.next())
  }
  const before = tenThousand(7)
  expect(tenThousand(8)).not.toEqual(before)
  expect(tenThousand(7)).toEqual(before)
  expect(translations).toBe(1)
})
