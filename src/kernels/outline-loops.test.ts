import fc from 'fast-check'
import { expect, test } from 'vitest'
import { array, expectSameOnAllTargets, numbers } from '../targets/run-on-targets.test-support.js'
import { randomProgram } from '../targets/random-program.test-support.js'
import { Builder } from './builder.js'
import { outlineLoops } from './outline-loops.js'
import { printProcedure } from './print-kernel.js'
import { procedure } from './run-procedure.test-support.js'
import type { Procedure } from './value.js'

const v = array('v', 'f64', 512)
const gain = array('gain', 'f64', 1)
const total = array('total', 'f64', 1)
const spikes = array('spikes', 'i32', 1)
const tail = array('tail', 'f64', 24)

/** A long loop that needs a value which the procedure changes and one which it does not, and much besides. */
function update({ turns = 512, others = 16 } = {}): Procedure {
  const b = new Builder()
  const changing = b.loadScalar(total)
  const steady = b.op('f64.mul', b.loadScalar(gain), b.f64(2))
  b.storeScalar(total, b.op('f64.add', changing, b.f64(1)))
  b.for(
    'i',
    b.i32(0),
    b.i32(turns),
    i => {
      const next = b.op('f64.add', b.op('f64.mul', b.load(v, i), changing), b.f64(1))
      b.store(v, i, next)
      b.when(b.op('f64.gt', next, b.f64(100)), 'spiking', spiking => {
        b.store(v, spiking, steady)
        b.storeScalar(spikes, b.op('i32.add', b.loadScalar(spikes), b.i32(1)))
      })
    },
    { lanes: 2, padded: true },
  )
  for (let k = 0; k < others; k++) b.store(tail, b.i32(k), b.f64(k))
  return procedure('update', b.statements)
}

const initial = new Map([
  [v, numbers(512)],
  [gain, [0.75]],
  [total, [0.5]],
  [spikes, [0]],
  [tail, numbers(24)],
])

test('a long loop among much else becomes a procedure, which is given what the procedure changes', () => {
  const [outer, loop, ...rest] = outlineLoops(update())
  expect(rest).toEqual([])
  if (outer === undefined || loop === undefined) throw new Error('no loop was moved')
  expect(printProcedure(outer).split('\n').slice(0, 5)).toEqual([
    '# update',
    'procedure update()',
    '  total = total[0]',
    '  total[0] = total + 1',
    '  perform update.loop(total)',
  ])
  expect(printProcedure(loop)).toBe(
    [
      '# loop of: update',
      'procedure update.loop(total: f64)',
      '  for i in 0 .. 512, 2 lanes, padded',
      '    v = v[i]',
      '    product = v * total',
      '    v[i] = product + 1',
      '    when product >= 99.00000000000001: element spiking',
      '      gain = gain[0]',
      '      v[spiking] = gain * 2',
      '      spikes = spikes[0]',
      '      spikes[0] = spikes + 1',
      '',
    ].join('\n'),
  )
})

test('what somebody else may write meanwhile is given, too, and not loaded again', () => {
  const { body, ...rest } = update()
  const seen: Procedure = { ...rest, body: [...body, { kind: 'perform', procedure: 'other', operands: [] }] }
  const [outer, loop] = outlineLoops(seen)
  if (outer === undefined || loop === undefined) throw new Error('no loop was moved')
  expect(printProcedure(outer)).toContain('perform update.loop(total, gain)')
  expect(printProcedure(loop)).not.toContain('gain[0]')
})

test('a loop stays where it is if it is short, or nearly all that there is', () => {
  for (const stays of [update({ turns: 64 }), update({ others: 2 })])
    expect(outlineLoops(stays)).toEqual([stays])
})

test('results stay the same', () => {
  const run = (...procedures: readonly Procedure[]) =>
    expectSameOnAllTargets({ name: 'test', procedures }, initial, [['update'], ['update']])
  expect(run(...outlineLoops(update()))).toEqual(run(update()))
})

test('random programs leave the same in memory with all of their vector loops in procedures', () => {
  let moved = 0
  const choices = fc.array(fc.nat(0xffff), { minLength: 40, maxLength: 500, size: 'max' })
  fc.assert(
    fc.property(choices, numbers => {
      const { program, initial, calls } = randomProgram(numbers)
      const procedures = program.procedures.flatMap(each => outlineLoops(each, () => true))
      moved += procedures.length - program.procedures.length
      expect(expectSameOnAllTargets({ ...program, procedures }, initial, calls)).toEqual(
        expectSameOnAllTargets(program, initial, calls),
      )
    }),
    { numRuns: 300, endOnFailure: true },
  )
  expect(moved).toBeGreaterThan(50)
})
