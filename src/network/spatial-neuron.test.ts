import { describe, expect, test } from 'vitest'
import { compartmentTree } from '../morphology/compartment-tree.js'
import { cylinder } from '../morphology/cylinder.js'
import type { Morphology } from '../morphology/morphology.js'
import { section } from '../morphology/section.js'
import { soma } from '../morphology/soma.js'
import { Quantity } from '../units/quantity.js'
import { dimension } from '../units/dimension.js'
import { mV, ms, nA, ohm, pA, um } from '../units/units.js'
import { denseStep } from './dense-cable.test-support.js'
import { Network } from './network.js'
import type { SpatialNeuron } from './spatial-neuron.js'

const TARGETS = ['wasm', 'js'] as const
const branch = (diameter: number, length: number, n: number) =>
  cylinder({ diameter: um(diameter), length: um(length), n })
const perArea = (value: number) => new Quantity(value, dimension({ m: -4, kg: -1, s: 4, A: 2 }))
const numbers = (neuron: SpatialNeuron, name: string) => Float64Array.from(neuron.state(name).values())

const FORMS: Readonly<Record<string, () => Morphology>> = {
  'a sphere': () => soma({ diameter: um(30) }),
  'a cylinder': () => branch(2, 300, 12),
  'a sphere with one branch': () => soma({ diameter: um(30) }).set('dend', branch(2, 100, 5)),
  'three branches on a sphere': () =>
    soma({ diameter: um(30) })
      .set('a', branch(1, 100, 4))
      .set('b', branch(2, 60, 3))
      .set('c', branch(0.5, 40, 1)),
  'a tree with cones': () =>
    soma({ diameter: um(20) }).set(
      'dend',
      section({ diameter: um([4, 3, 1.5]), length: um([20, 35]), n: 2 })
        .set(
          'L',
          branch(1, 50, 3)
            .set('L', branch(0.5, 30, 2))
            .set('R', branch(0.4, 20, 2)),
        )
        .set('R', branch(1.2, 30, 4)),
    ),
  'branches in the middle and a sphere at the end': () =>
    branch(2, 80, 3)
      .set('a', branch(1, 40, 2).set('knob', soma({ diameter: um(5) })))
      .set('b', branch(1, 30, 2)),
  'a pointed tip with branches': () =>
    section({ diameter: um([3, 0.0001]), length: um([30]), n: 1 })
      .set('a', section({ diameter: um([0.0001, 2]), length: um([20]), n: 1 }))
      .set('b', branch(1, 10, 2)),
}

const EQUATIONS = `
  Im = g*(E - v) + 1e-3*siemens/cm**2/volt*v**2 : amp/meter**2
  g : siemens/meter**2
  E : volt
  I : amp (point current)
`

describe.each(TARGETS)('on %s', target => {
  test.each(
    Object.entries(FORMS).flatMap(([what, form]) => [
      [what, 'one resistivity', form] as const,
      [what, 'a resistivity for each compartment', form] as const,
    ]),
  )(
    'the potentials of %s with %s are those of the equations of all compartments, solved in many digits',
    async (_, resistivity, form) => {
      const net = new Network({ target, seed: 1 })
      const tree = compartmentTree(form())
      const ohmCm = ohm(1).times(um(1e4))
      const isOne = resistivity === 'one resistivity'
      const neuron = net.spatialNeuron(form(), EQUATIONS, {
        Ri: isOne ? ohmCm.times(120) : ohmCm.times(new Float64Array(tree.size).fill(120)),
      })
      if (!isOne) neuron.Ri.set('120*ohm*cm*exp(3*randn())')
      neuron.v.set('-70*mV + 40*mV*rand()')
      neuron.E.set('-90*mV + 60*mV*rand()')
      neuron.g.set('(0.1 + rand())*msiemens/cm**2')
      neuron.I.set('20*pA*randn()')
      neuron.Cm.set('(0.5 + rand())*uF/cm**2')
      const [v, g, E, I, Cm, area] = ['v', 'g', 'E', 'I', 'Cm', 'area'].map(name => numbers(neuron, name))
      if (!v || !g || !E || !I || !Cm || !area) throw new Error('a variable is missing')
      const slope = 1e-3 * 1e4
      const dense = denseStep(tree, {
        v,
        conductance: v.map((potential, k) => (g[k] ?? NaN) - 2 * slope * potential),
        driving: v.map(
          (potential, k) =>
            (g[k] ?? NaN) * (E[k] ?? NaN) - slope * potential ** 2 + (I[k] ?? NaN) / (area[k] ?? NaN),
        ),
        Cm,
        Ri: isOne ? new Float64Array(tree.size).fill(1.2) : numbers(neuron, 'Ri'),
        dt: 1e-4,
      })
      await net.run(ms(0.1))
      const largest = Math.max(...dense.map(Math.abs))
      numbers(neuron, 'v').forEach((potential, k) => {
        expect(Math.abs(potential - (dense[k] ?? NaN))).toBeLessThan(1e-12 * largest)
        const changed = ((Cm[k] ?? NaN) * ((dense[k] ?? NaN) - (v[k] ?? NaN))) / 1e-4
        expect(numbers(neuron, 'Ic')[k]).toBeCloseTo(changed, 8)
      })
    },
  )
})

const PASSIVE = `
  Im = 1e-4*siemens/cm**2*(-70*mV - v) : amp/meter**2
  I : amp (point current)
`

test('charge is conserved: what the capacity takes is what flows through the membrane', async () => {
  const net = new Network({ seed: 3 })
  const neuron = net.spatialNeuron(FORMS['a tree with cones']?.() ?? branch(1, 1, 1), PASSIVE)
  neuron.v.set('-70*mV + 20*mV*rand()')
  neuron.I.at(0).set(pA(50))
  await net.run(ms(1))
  const area = numbers(neuron, 'area')
  const total = (name: string): number =>
    numbers(neuron, name).reduce((sum, value, k) => sum + value * (area[k] ?? NaN), 0)
  expect(total('Ic') / total('Im')).toBeCloseTo(1, 9)
})

test('any time step is stable', async () => {
  const net = new Network({ dt: ms(1000) })
  const neuron = net.spatialNeuron(branch(1, 500, 50), PASSIVE)
  neuron.v.at(0).set(mV(50))
  await net.run(ms(5000))
  expect(Math.max(...numbers(neuron, 'v'))).toBeLessThan(-0.0699)
  expect(Math.min(...numbers(neuron, 'v'))).toBeGreaterThan(-0.0701)
})

test('one compartment is a point neuron', async () => {
  const net = new Network()
  const neuron = net.spatialNeuron(soma({ diameter: um(20) }), PASSIVE, { Cm: perArea(0.01) })
  neuron.I.set(nA(0.02))
  let v = 0
  const area = numbers(neuron, 'area')[0] ?? NaN
  for (let step = 0; step < 20; step++) v = (100 * v + 1 * -0.07 + 0.02e-9 / area) / (100 + 1)
  await net.run(ms(2))
  expect(neuron.v.values()[0]).toBeCloseTo(v, 14)
})

test('a cylinder that is cut in two is the same cable', async () => {
  const run = async (form: Morphology): Promise<Float64Array | Int32Array> => {
    const net = new Network()
    const neuron = net.spatialNeuron(form, PASSIVE)
    neuron.I.at(0).set(pA(30))
    await net.run(ms(3))
    return neuron.v.values()
  }
  const whole = await run(branch(1, 200, 20))
  const cut = await run(branch(1, 80, 8).set('rest', branch(1, 120, 12)))
  cut.forEach((v, k) => {
    expect(v).toBeCloseTo(whole[k] ?? NaN, 13)
  })
})

test('the potential follows the channels, whatever the order', async () => {
  const run = async (order: number): Promise<Float64Array> => {
    const net = new Network()
    const neuron = net.spatialNeuron(
      branch(1, 50, 5),
      `Im = g*(0*mV - v) : amp/meter**2
       dg/dt = 1*siemens/meter**2/ms : siemens/meter**2`,
      { order, method: 'euler' },
    )
    neuron.v.set(mV(10))
    await net.run(ms(1))
    return numbers(neuron, 'v')
  }
  expect(await run(3)).toEqual(await run(0))
})
