import { expect, test } from 'vitest'
import { Builder, kernelFunction } from './builder.js'
import { printKernelFunction, printProcedure } from './print-kernel.js'
import type { ArraySymbol, Procedure } from './value.js'

const v: ArraySymbol = { name: 'neurons.v', type: 'f64', length: 4 }
const list: ArraySymbol = { name: 'neurons.spikes', type: 'i32', length: 4 }

test('a procedure prints statement by statement, with formulas in one piece', () => {
  const b = new Builder()
  const root = kernelFunction(
    'root',
    [
      ['x', 'f64'],
      ['turns', 'i32'],
    ],
    (inner, x, turns) => {
      const guess = inner.local('guess', x)
      inner.for('turn', inner.i32(0), turns, () => {
        inner.assign(
          guess,
          inner.op(
            'f64.mul',
            inner.f64(0.5),
            inner.op('f64.add', inner.read(guess), inner.op('f64.div', x, inner.read(guess))),
          ),
        )
      })
      return inner.read(guess)
    },
  )
  const flag = { kind: 'parameter', type: 'bool', name: 'flag' } as const
  b.for(
    'i',
    b.i32(0),
    b.i32(4),
    i => {
      const x = b.load(v, i)
      const slow = b.call(root, [x, b.i32(3)], {
        condition: b.op('f64.gt', x, b.f64(1e5)),
        otherwise: b.op('f64.neg', x),
      })
      b.store(v, i, b.op('f64.select', flag, b.op('f64.sub', slow, b.op('f64.sub', x, b.f64(-2))), b.f64(-0)))
      b.when(b.op('bool.not', flag), 'k', k => {
        b.store(list, k, b.op('i32.from_f64', slow), -1)
      })
    },
    { lanes: 2, padded: true },
  )
  b.if(
    flag,
    () => {
      b.perform('reset')
    },
    () => {
      b.store(list, b.i32(1), b.i32(7), 2)
    },
  )
  const turns = b.local('turns', b.i32(0))
  b.while(
    () => b.op('i32.lt_u', b.read(turns), b.i32(3)),
    () => {
      b.assign(turns, b.op('i32.add', b.read(turns), b.i32(1)))
    },
  )
  const procedure: Procedure = {
    name: 'neurons.update',
    comment: 'dv/dt =\n  -v/tau',
    parameters: [flag],
    body: b.statements,
  }
  expect(printProcedure(procedure)).toMatchInlineSnapshot(`
    "# dv/dt = -v/tau
    procedure neurons.update(flag: bool)
      for i in 0 .. 4, 2 lanes, padded
        v = neurons.v[i]
        root_value = v > 100000 ? root(v, 3) : -v
        neurons.v[i] = flag ? root_value - (v - -2) : -0
        when !flag: element k
          neurons.spikes[k - 1] = i32(root_value)
      if flag
        perform reset
      else
        neurons.spikes[3] = 7
      turns := 0
      repeat
        turns_2 = turns
      while below(turns_2, 3)
        turns_3 = turns
        turns := turns_3 + 1
    "
  `)
  expect(printKernelFunction(root)).toMatchInlineSnapshot(`
    "function root(x: f64, turns: i32): f64
      guess := x
      for turn in 0 .. turns
        guess_2 = guess
        guess_3 = guess
        guess := 0.5 * (guess_2 + x / guess_3)
      guess_4 = guess
      give guess_4
    "
  `)
})
