import { expect, test } from 'vitest'
import { Builder, kernelFunction } from '../../kernels/builder.js'
import type { ArraySymbol, HostFunction, Parameter, Program } from '../../kernels/value.js'
import { array, program, TestMemory } from '../run-on-targets.test-support.js'
import { jsTarget } from './js-target.js'

const textOf = (translated: Program, arrays: readonly ArraySymbol[]): string =>
  jsTarget.translate(translated, new TestMemory(new Map(arrays.map(symbol => [symbol, []])))).text

test('a state update reads like its formula', () => {
  const [v, ge, active] = [
    array('neurons.v', 'f64', 5),
    array('neurons.ge', 'f64', 5),
    array('neurons.active', 'bool', 5),
  ]
  const [list, count] = [array('neurons.spikes', 'i32', 5), array('neurons.spike count', 'i32', 1)]
  const square = kernelFunction('math.square', [['x', 'f64']], (b, x) => b.op('f64.mul', x, x))
  const update = program([
    'neurons.update',
    b => {
      b.storeScalar(count, b.i32(0))
      b.for(
        'i',
        b.i32(0),
        b.i32(5),
        i => {
          const drive = b.call(square, [b.load(ge, i)])
          const next = b.op(
            'f64.add',
            b.op('f64.mul', b.load(v, i), b.f64(0.99)),
            b.op('f64.mul', drive, b.f64(-0.5)),
          )
          b.store(v, i, next)
          const spiking = b.op(
            'bool.and',
            b.op('f64.gt', next, b.f64(-0.05)),
            b.op('bool.not', b.load(active, i)),
          )
          b.when(spiking, 'k', k => {
            const place = b.loadScalar(count)
            b.store(list, place, k)
            b.storeScalar(count, b.op('i32.add', place, b.i32(1)))
          })
          b.store(active, i, b.op('f64.lt', next, b.f64(0)))
        },
        { lanes: 2, padded: true },
      )
    },
  ])
  expect(textOf(update, [count, ge, v, active, list])).toMatchInlineSnapshot(`
    "'use strict'
    // test

    let neurons_spike_count
    let neurons_ge
    let neurons_v
    let neurons_active
    let neurons_spikes

    function rebind() {
      neurons_spike_count = new Int32Array(memory.buffer, 48, 1)
      neurons_ge = new Float64Array(memory.buffer, 96, 5)
      neurons_v = new Float64Array(memory.buffer, 192, 5)
      neurons_active = new Int32Array(memory.buffer, 288, 5)
      neurons_spikes = new Int32Array(memory.buffer, 352, 5)
    }
    rebind()

    function math_square(x) {
      return x * x
    }

    // neurons.update
    function neurons_update() {
      neurons_spike_count[0] = 0
      for (let i = 0; i < 5; i++) {
        const ge = neurons_ge[i]
        const v = neurons_v[i]
        const sum = v * 0.99 + math_square(ge) * -0.5
        neurons_v[i] = sum
        const active = neurons_active[i]
        if (sum > -0.05 & !active) {
          const spike_count = neurons_spike_count[0]
          neurons_spikes[spike_count] = i
          neurons_spike_count[0] = spike_count + 1 | 0
        }
        neurons_active[i] = sum < 0 ? 1 : 0
      }
    }

    return [rebind, neurons_update]
    "
  `)
})

test('variables are written as variables, and kept where they change', () => {
  const total = array('total', 'f64', 1)
  const count = program([
    'count',
    b => {
      const turn = b.local('turn', b.i32(0))
      const last = b.local('last', b.f64(0))
      b.while(
        () => b.op('i32.lt_s', b.read(turn), b.i32(9)),
        () => {
          const old = b.read(turn)
          b.assign(turn, b.op('i32.add', old, b.i32(2)))
          b.if(
            b.op('i32.eq', b.op('i32.and', old, b.i32(1)), b.i32(0)),
            () => {
              b.assign(last, b.op('f64.from_i32', b.op('i32.mul', old, b.read(turn))))
            },
            () => {
              b.perform('count')
            },
          )
        },
      )
      b.storeScalar(
        total,
        b.op('f64.sub', b.f64(1), b.op('f64.sub', b.read(last), b.op('f64.neg', b.f64(2)))),
      )
    },
  ])
  expect(textOf(count, [total])).toMatchInlineSnapshot(`
    "'use strict'
    // test

    let total

    function rebind() {
      total = new Float64Array(memory.buffer, 48, 1)
    }
    rebind()

    // count
    function count() {
      let turn = 0
      let last = 0
      while (true) {
        if (!(turn < 9)) break
        const turn_2 = turn
        turn = turn + 2 | 0
        if ((turn_2 & 1) === 0) {
          last = Math.imul(turn_2, turn)
        } else {
          count()
        }
      }
      total[0] = 1 - (last - -2)
    }

    return [rebind, count]
    "
  `)
})

test('names of users cannot become code, nor hide what the code needs', () => {
  const hostile = [
    'constructor',
    'memory',
    'Math',
    'host',
    'rebind',
    'let',
    'scratch',
    'x; throw 1',
    '`${process}`',
    "']//",
    '1',
    '',
    'é',
    '__proto__',
    '\u2028',
    'a.b',
    'a_b',
  ]
  const arrays = hostile.map(name => array(name, 'f64', 1))
  const thrown: HostFunction = {
    kind: 'host-function',
    name: 'eval(1)\n',
    parameterTypes: ['f64'],
    resultType: 'f64',
    call: (x = 0) => x + 1,
  }
  const parameters = hostile.map((name): Parameter => ({ kind: 'parameter', type: 'f64', name }))
  const builder = new Builder()
  const local = builder.local('await', builder.f64(1))
  arrays.forEach((symbol, position) => {
    const parameter = parameters[position]
    if (parameter === undefined) return
    const local = builder.local(
      symbol.name,
      builder.op('f64.copysign', builder.op('f64.abs', parameter), builder.f64(-1)),
    )
    builder.for(symbol.name, builder.i32(0), builder.i32(1), i => {
      builder.store(
        symbol,
        i,
        builder.call(thrown, [
          builder.op('f64.add', builder.read(local), builder.op('f64.sqrt', builder.load(symbol, i))),
        ]),
      )
    })
  })
  builder.storeScalar(arrays[0] ?? array('none', 'f64', 1), builder.read(local))
  const name = "p'](); throw new Error('injected') //\n throw 2 /*"
  const comment = 'dv/dt = v\n throw 1\r throw 2 \u2028 throw 3 */ throw 4'
  const hostileProgram: Program = {
    name: comment,
    procedures: [{ name, comment, parameters, body: builder.statements }],
  }
  const memory = new TestMemory(new Map(arrays.map(symbol => [symbol, [4]])))
  const translated = jsTarget.translate(hostileProgram, memory)
  translated.instantiate(memory.memory).procedure(name)(...hostile.map((_, position) => position))
  expect(arrays.map(symbol => memory.view(symbol)[0])).toEqual(
    hostile.map((_, position) => (position === 0 ? 1 : 3 - position)),
  )
  expect(translated.text.split('\n').filter(line => /^\s*throw/.test(line))).toEqual([])
})
