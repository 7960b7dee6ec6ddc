import { expect, test } from 'vitest'
import { hostLog, hostUniform, philoxWords } from '../kernels/host-functions.js'
import { jsTarget } from '../targets/js/js-target.js'
import { wasmTarget } from '../targets/wasm/wasm-target.js'
import { NetworkMemory } from './network-memory.js'
import { UniformBlocks } from './uniform-blocks.js'
import { UniformSequence } from './uniform-sequence.js'

const KEY = [12, -34] as const

test.each([
  ['host code', undefined],
  ['JavaScript', new UniformBlocks(new NetworkMemory(), jsTarget)],
  ['WebAssembly', new UniformBlocks(new NetworkMemory(), wasmTarget)],
])('a sequence gives the numbers of the blocks of its stream in order: %s', (_, blocks) => {
  const sequence = new UniformSequence(KEY, 7, blocks)
  for (let block = 0; block < 5000; block++) {
    const [a, b, c, d] = philoxWords([block, 0, 7, 0], KEY)
    expect(sequence.next()).toBe(hostUniform(a, b))
    expect(sequence.logarithms()[0]).toBe(hostLog(1 - hostUniform(c, d)))
    sequence.use(1)
  }
})

test('code that was compiled before arrays moved is compiled again', () => {
  const memory = new NetworkMemory()
  const blocks = new UniformBlocks(memory, wasmTarget)
  const draw = (): number[] => {
    const numbers = new Float64Array(4096)
    blocks.draw(numbers, new Float64Array(4096), 128, 7, KEY)
    return Array.from(numbers.subarray(0, 8))
  }
  const before = draw()
  memory.array('other', 'f64', 10)
  memory.array('other', 'f64', 10_000_000)
  expect(draw()).toEqual(before)
})
