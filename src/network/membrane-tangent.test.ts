import { expect, test } from 'vitest'
import { cylinder } from '../morphology/cylinder.js'
import { parseQuantity } from '../units/parse-quantity.js'
import { ms, mV, um } from '../units/units.js'
import { modelFunction } from './model-function.js'
import { Network } from './network.js'

const POTENTIALS = [-95, -71.3, -40, -18.7, 3.1, 42]
const NAMESPACE = {
  g: parseQuantity('3*siemens/meter**2'),
  cube: modelFunction({ arguments: { x: '1' }, result: '1', body: 'x**3 + exprel(x)' }),
}

/** A membrane current, with `u` for the potential in units of 25 mV. */
const CURRENTS: readonly (readonly [string, string])[] = [
  ['a line', 'Im = g*(-70*mV - v) : amp/meter**2'],
  [
    'a subexpression of subexpressions',
    'Im = g*m3*(50*mV - v) : amp/meter**2\nm3 = m**3 : 1\nm = 1/(1 + exp(-u)) : 1',
  ],
  ['exprel', 'Im = g*mV/exprel(-(v + 40*mV)/(10*mV)) : amp/meter**2'],
  [
    'exprel of a subexpression, where it is 0/0',
    'Im = g*25*mV/exprel(w) : amp/meter**2\nw = (v + 40*mV)/(10*mV) : 1',
  ],
  ['a current of Goldman, Hodgkin and Katz', 'Im = -g*25*mV*2*(0.1 - 2*exp(-u))/exprel(-u) : amp/meter**2'],
  [
    'exp, expm1 and log',
    'Im = g*mV*(exp(u/3) + expm1(-u) + log(5 + u) + log10(9 - u) + log1p(exp(u))) : amp/meter**2',
  ],
  [
    'roots and powers',
    'Im = g*mV*(sqrt(5 + u) + (5 + u)**2.3 + 2**u + u**4 + (5 + u)**(u/4)) : amp/meter**2',
  ],
  [
    'sines and their inverses',
    'Im = g*mV*(sin(u) + cos(u) + tan(u/5) + arcsin(u/9) + arccos(u/9) + arctan(u)) : amp/meter**2',
  ],
  ['hyperbolic functions', 'Im = g*mV*(sinh(u) + cosh(u) + tanh(u)) : amp/meter**2'],
  ['a choice', 'Im = g*where(v > -30*mV, v + 30*mV, 3*(v + 30*mV)) : amp/meter**2'],
  ['bounds', 'Im = g*mV*clip(u, -2, 1) + g*abs(v) : amp/meter**2'],
  ['a condition as a number', 'Im = g*v*int(v > -30*mV) : amp/meter**2'],
  ['a function that is a formula', 'Im = g*mV*cube(u) : amp/meter**2'],
  ['quotients', 'Im = g*mV*(1 + u)/(7 + u**2) : amp/meter**2'],
  ['a point current', 'Im = g*(-70*mV - v) : amp/meter**2\nI = 1*nA*tanh(u) : amp (point current)'],
  ['no potential at all', 'Im = g*mV : amp/meter**2'],
]

test.each(CURRENTS)('the conductance of a membrane is the slope of its current: %s', (_, text) => {
  const net = new Network({ onMessage: () => undefined })
  const form = cylinder({ diameter: um(2), length: um(60), n: POTENTIALS.length })
  const neuron = net.spatialNeuron(form, `${text}\nu = v/(25*mV) : 1`, { namespace: NAMESPACE })
  const currentAt = (above: number): Float64Array => {
    neuron.v.set(mV(POTENTIALS.map(v => v + above)))
    return Float64Array.from(neuron.Im.values())
  }
  const step = 1e-3
  const [below, over] = [currentAt(-step), currentAt(step)]
  currentAt(0)
  const [tau, Cm] = [neuron.time_constant.values(), neuron.Cm.values()]
  POTENTIALS.forEach((_, k) => {
    const slope = ((over[k] ?? NaN) - (below[k] ?? NaN)) / (2e-3 * step)
    const conductance = (Cm[k] ?? NaN) / (tau[k] ?? NaN)
    expect(Math.abs(conductance + slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)))
  })
})

test('what is held during a step has no part in the slope, and counts as it was', async () => {
  const net = new Network()
  const neuron = net.spatialNeuron(
    cylinder({ diameter: um(2), length: um(60) }),
    `Im = g*(-70*mV - v) + held : amp/meter**2
     held = 20*g*mV*tanh(v/(25*mV)) : amp/meter**2 (constant over dt)`,
    { namespace: NAMESPACE },
  )
  neuron.v.set(mV(-60))
  await net.run(ms(0.1))
  const [Cm, g] = [0.009, 3]
  const held = 20 * g * 1e-3 * Math.tanh(-0.06 / 0.025)
  const stepped = ((Cm / 1e-4) * -0.06 + g * -0.07 + held) / (Cm / 1e-4 + g)
  expect(neuron.v.values()[0]).toBeCloseTo(stepped, 15)
})
