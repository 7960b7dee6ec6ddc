import fc from 'fast-check'
import { expect, test } from 'vitest'
import wabt from 'wabt'
import { printProcedure } from '../kernels/print-kernel.js'
import { walk } from '../kernels/walk.js'
import { randomProgram } from './random-program.test-support.js'
import { encode, expectSameOnAllTargets, TestMemory } from './run-on-targets.test-support.js'

// A failure shows its program; to shrink one takes minutes, so that is left to whoever looks for its cause.
const endOnFailure = true
const choices = fc.array(fc.nat(0xffff), { minLength: 40, maxLength: 500, size: 'max' })

test('random programs leave the same bits in memory on all targets', () => {
  fc.assert(
    fc.property(choices, numbers => {
      const { program, initial, calls } = randomProgram(numbers)
      expectSameOnAllTargets(program, initial, calls)
    }),
    { numRuns: 400, endOnFailure },
  )
})

test('the modules of random programs are valid, and can be read as text', async () => {
  const binaryTools = await wabt()
  fc.assert(
    fc.property(choices, numbers => {
      const { program, initial } = randomProgram(numbers)
      const bytes = encode(program, new TestMemory(initial))
      expect(WebAssembly.validate(bytes)).toBe(true)
      const module = binaryTools.readWasm(bytes, { simd: true, sat_float_to_int: true, check: true })
      try {
        module.validate()
        expect(module.toText({})).toContain('(module')
      } finally {
        module.destroy()
      }
      for (const procedure of program.procedures) expect(printProcedure(procedure)).not.toMatch(/\?\w/)
    }),
    { numRuns: 60, endOnFailure },
  )
})

test('random programs reach every kind of statement, in vector loops too', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(choices, numbers => {
      for (const { body } of randomProgram(numbers).program.procedures) {
        walk(body, statement => {
          reached.add(statement.kind)
          if (statement.kind === 'define') reached.add(statement.value.kind)
          if (statement.kind === 'for' && statement.lanes > 1) {
            reached.add(statement.padded ? 'padded' : 'not padded')
            for (const inner of statement.body) {
              reached.add(`${inner.kind} of vectors`)
              if (inner.kind === 'define')
                reached.add(`${inner.value.type} ${inner.value.kind} in ${String(statement.lanes)} lanes`)
            }
          }
        })
      }
    }),
    // Of a hundred programs, one time in many some kind is not among them.
    { numRuns: 1000, endOnFailure },
  )
  const wanted = [
    'define',
    'store',
    'assign',
    'for',
    'while',
    'if',
    'when',
    'perform',
    'operation',
    'load',
    'read',
    'call',
  ]
  expect([...reached]).toEqual(
    expect.arrayContaining([...wanted, 'padded', 'not padded', 'store of vectors', 'when of vectors']),
  )
  const inLanes = ['operation', 'load', 'call'].flatMap(kind => [
    `f64 ${kind} in 2 lanes`,
    `f64 ${kind} in 4 lanes`,
    `f64 ${kind} in 8 lanes`,
    `f32 ${kind} in 4 lanes`,
    `f32 ${kind} in 8 lanes`,
  ])
  expect([...reached]).toEqual(expect.arrayContaining(inLanes))
})
