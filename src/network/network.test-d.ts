import { expectTypeOf, test } from 'vitest'
import { equations, type Equations } from './equations.js'
import type { Network } from './network.js'
import type { StateNames } from './state-names.js'
import type { StateVariable } from './state-variable.js'
import type { ConnectOptions } from './connect.js'
import type { Quantity } from '../units/quantity.js'
import type { SynapticVariable } from './synaptic-variable.js'

declare const net: Network

test('the equations name the state variables', () => {
  const equations = `
    dv/dt = (El - v + I)                                    # leak: d and : in a comment
            / taum : volt (unless refractory)
    I = gain * sin(2*pi*t/T)    : volt
    gain                        : volt (constant)
  `
  const neurons = net.neuronGroup(4000, equations, { threshold: 'v > -50*mV', reset: 'v = El' })
  expectTypeOf(neurons.v).toEqualTypeOf<StateVariable>()
  expectTypeOf(neurons.slice(0, 10).gain).toEqualTypeOf<StateVariable>()
  expectTypeOf<StateNames<typeof equations>>().toEqualTypeOf<'v' | 'I' | 'gain'>()
  // @ts-expect-error no equation declares w
  neurons.w
  const text: string = 'dv/dt = -v/tau : 1'
  // @ts-expect-error text that is not a literal has no names: use state('v')
  net.neuronGroup(1, text, {}).v
  // @ts-expect-error unknown option
  net.neuronGroup(1, 'v : 1', { treshold: 'v > 1' })
})

test('synapses name their variables, too', () => {
  const neurons = net.neuronGroup(2, 'v : 1', {})
  const synapses = net.synapses(neurons, neurons, { equations: 'w : 1\nx = 2*w : 1', onPre: 'v_post += w' })
  expectTypeOf(synapses.w).toEqualTypeOf<SynapticVariable>()
  expectTypeOf(synapses.x).toEqualTypeOf<SynapticVariable>()
  // @ts-expect-error no equation declares q
  synapses.q
  expectTypeOf(net.poissonGroup(1, 'hertz').rates).toEqualTypeOf<StateVariable>()
})

test('synapses take and give typed matrices, edges and views', () => {
  const neurons = net.neuronGroup(2, 'v : 1', {})
  const synapses = net.synapses(neurons, neurons, { equations: 'w : volt' })
  expectTypeOf(synapses.w.matrix().values).toEqualTypeOf<Quantity<Float64Array>>()
  expectTypeOf(synapses.w.sparse().columns).toEqualTypeOf<Int32Array>()
  expectTypeOf(synapses.edges()).toExtend<ConnectOptions>()
  synapses.connect({ matrix: synapses.w.sparse(), variable: 'w' })
  expectTypeOf(synapses.w.at(0, { from: 1 })).toEqualTypeOf<StateVariable>()
  expectTypeOf(synapses.delay.at(neurons, [0, 1])).toEqualTypeOf<StateVariable>()
  // @ts-expect-error a view is for looking
  synapses.w.view()[0] = 1
  // @ts-expect-error unknown option
  synapses.connect({ condtion: 'i == j' })
  // @ts-expect-error a matrix has a shape
  synapses.connect({ matrix: { values: [1] } })
  // @ts-expect-error text picks synapses, not neurons of one side
  synapses.w.at('i > 2', 0)
})

test('equations as objects keep the names of their variables', () => {
  const leak = equations('dv/dt = -v/ms : 1')
  expectTypeOf(leak).toEqualTypeOf<Equations<'dv/dt = -v/ms : 1'>>()
  const neurons = net.neuronGroup(2, leak.plus('w : siemens'))
  expectTypeOf(neurons.v).toEqualTypeOf<StateVariable>()
  expectTypeOf(neurons.w).toEqualTypeOf<StateVariable>()
  // @ts-expect-error no equation declares x
  neurons.x
  // @ts-expect-error the names after a replacement are not known to the type checker: use state('u')
  net.neuronGroup(2, leak.substitute({ v: 'u' })).u
})
