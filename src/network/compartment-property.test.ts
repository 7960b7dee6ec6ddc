import { describe, expect, test } from 'vitest'
import { cylinder } from '../morphology/cylinder.js'
import type { Morphology } from '../morphology/morphology.js'
import { soma } from '../morphology/soma.js'
import { parseQuantity } from '../units/parse-quantity.js'
import type { Quantity } from '../units/quantity.js'
import { mV, ms, nA, um } from '../units/units.js'
import { Network } from './network.js'
import type { NetworkOptions } from './network-options.js'
import type { SpatialNeuronOptions } from './make-spatial-neuron.js'
import { expectSameOnThreads } from './threads.test-support.js'

const EQUATIONS = `
  Im = g*(-70*mV - v) : amp/meter**2
  g : siemens/meter**2
  I : amp (point current)
`
const tree = () =>
  soma({ diameter: um(20) })
    .set(
      'dend',
      cylinder({ diameter: um(2), length: um(60), n: 6 })
        .set('L', cylinder({ diameter: um(1), length: um(40), n: 4 }))
        .set('R', cylinder({ diameter: um(1), length: um(40), n: 4 })),
    )
    .set('axon', cylinder({ diameter: um(1), length: um(100), n: 10 }))

const ohmCm = (values: number | ArrayLike<number>): Quantity => {
  const unit = parseQuantity('1*ohm*cm')
  return typeof values === 'number' ? unit.times(values) : unit.times(Float64Array.from(values))
}

function make(net: Network, form: Morphology, options: SpatialNeuronOptions) {
  const neuron = net.spatialNeuron(form, EQUATIONS, options)
  neuron.v.set(mV(-70))
  neuron.g.set('(1 + distance/(50*um))*siemens/meter**2')
  neuron.at(0).I.set(nA(0.2))
  return neuron
}

const each = (value: number): number[] => Array<number>(tree().totalCompartments).fill(value)

describe.each(['wasm', 'js'] as const)('on %s', target => {
  test.each([1, 3])(
    'one resistivity and the same one for each compartment of %d cells come to the same bits',
    async cells => {
      const run = async (Ri: Quantity) => {
        const net = new Network({ target })
        const neuron = make(net, tree(), { Ri, cells })
        await net.run(ms(5))
        return neuron.v.values()
      }
      expect(await run(ohmCm(each(130)))).toEqual(await run(ohmCm(130)))
    },
  )

  test('a part can have a resistivity of its own, and each cell of a population', async () => {
    const net = new Network({ target })
    const neurons = make(net, tree(), { cells: 3, Ri: ohmCm(each(100)) })
    for (const cell of [0, 1, 2])
      neurons
        .cell(cell)
        .child('axon')
        .Ri.set(ohmCm(100 * (cell + 1)))
    neurons.child('dend.L').Ri.set('(100 + distance/um)*ohm*cm')
    expect(neurons.Ri.shared).toBe(false)
    await net.run(ms(5))
    for (const cell of [0, 1, 2]) {
      const other = new Network({ target })
      const single = make(other, tree(), { Ri: ohmCm(each(100)) })
      single.child('axon').Ri.set(ohmCm(100 * (cell + 1)))
      single.child('dend.L').Ri.set('(100 + distance/um)*ohm*cm')
      await other.run(ms(5))
      expect(neurons.cell(cell).v.values()).toEqual(single.v.values())
    }
    const ends = [0, 1, 2].map(cell => neurons.cell(cell).child('axon').at(-1).v.in(mV)[0] ?? NaN)
    expect((ends[0] ?? NaN) - (ends[2] ?? NaN)).toBeGreaterThan(0.1)
  })
})

test('two halves of different resistivity come to the steady state of two cables, everywhere within 2 uV', async () => {
  const net = new Network({ dt: ms(10) })
  const [length, diameter, g, n] = [200e-6, 1e-6, 1, 150]
  const resistivities = [1, 4] as const
  const cable = cylinder({ diameter: um(1), length: um(400), n: 2 * n })
  const neuron = net.spatialNeuron(cable, EQUATIONS, {
    Ri: parseQuantity('1*ohm*meter').times(
      Float64Array.from({ length: 2 * n }, (_, k) => resistivities[k < n ? 0 : 1]),
    ),
  })
  neuron.g.set('1*siemens/meter**2')
  neuron.v.set(mV(-70))
  const current = 0.02e-9
  neuron.at(0).I.set(nA(0.02))
  await net.run(ms(2000))

  const reach = resistivities.map(Ri => Math.sqrt(diameter / (4 * Ri * g)))
  const infinite = resistivities.map(Ri => ((2 / Math.PI) * Math.sqrt(Ri / g)) / diameter ** 1.5)
  const [lambda = NaN, beyond = NaN] = reach
  const [own = NaN, other = NaN] = infinite
  // The second half has a sealed end, and is what the first one ends in.
  const load = other / Math.tanh(length / beyond)
  const ofFirst = (x: number): number => {
    const L = length / lambda
    const ratio = own / load
    const above = Math.cosh(L - x / lambda) + ratio * Math.sinh(L - x / lambda)
    return (current * own * above) / (Math.sinh(L) + ratio * Math.cosh(L))
  }
  const border = ofFirst(length)
  neuron.v.values().forEach((v, k) => {
    const x = (neuron.distance.values()[k] ?? NaN) - (k < n ? 0 : length)
    const theory =
      k < n ? ofFirst(x) : (border * Math.cosh((length - x) / beyond)) / Math.cosh(length / beyond)
    expect(Math.abs(v + 0.07 - theory)).toBeLessThan(2e-6)
  })
  expect([...neuron.space_constant.values()].map(value => value / lambda)[0]).toBeCloseTo(1, 9)
  expect((neuron.space_constant.values()[2 * n - 1] ?? NaN) / beyond).toBeCloseTo(1, 9)
})

test.each([1, 3])(
  '%d cells with resistivities of their own have the same bits on any number of threads',
  async cells => {
    await expectSameOnThreads(async net => {
      const neurons = make(net, tree(), { cells, Ri: ohmCm(each(100)) })
      neurons.Ri.set('100*ohm*cm*(1 + rand())')
      await net.run(ms(5))
      return neurons.v.values()
    })
  },
  60_000,
)

test('in single precision resistivities are doubles, and the bits the same on both targets', async () => {
  const run = async (options: NetworkOptions) => {
    const net = new Network({ seed: 2, ...options })
    const neurons = make(net, tree(), { cells: 2, Ri: ohmCm(each(100)) })
    neurons.Ri.set('100*ohm*cm*(1 + compartment/10.0)')
    await net.run(ms(5))
    return { v: Float64Array.from(neurons.v.values()), Ri: neurons.Ri.values() }
  }
  const single = await run({ precision: 'single' })
  expect(single).toEqual(await run({ precision: 'single', target: 'js' }))
  const double = await run({})
  expect(single.Ri).toEqual(double.Ri)
  expect(Math.max(...double.v.map((v, k) => Math.abs(v - (single.v[k] ?? NaN))))).toBeLessThan(2e-7)
})

test('a resistivity for each compartment can be changed between runs', async () => {
  const net = new Network()
  const neuron = make(net, tree(), { Ri: ohmCm(each(100)) })
  await net.run(ms(2))
  neuron.child('axon').Ri.set(ohmCm(800))
  await net.run(ms(2))
  const other = new Network()
  const same = make(other, tree(), { Ri: ohmCm(each(100)) })
  await other.run(ms(2))
  expect(neuron.v.values()).not.toEqual(same.v.values())
  same.Ri.set(neuron.Ri)
  await other.run(ms(2))
  expect(neuron.v.values()).toEqual(same.v.values())
})

test('capacities can be given for each compartment, too', () => {
  const net = new Network()
  const Cm = parseQuantity('1*uF/cm**2').times(Float64Array.from(each(1), (_, k) => k + 1))
  const neurons = net.spatialNeuron(tree(), EQUATIONS, { cells: 2, Cm })
  expect([...neurons.Cm.values()].slice(0, 4).map(value => Math.round(value * 100))).toEqual([1, 1, 2, 2])
})

test('one resistivity is set for the whole neuron, not by its parts', async () => {
  const net = new Network()
  const neuron = make(net, tree(), {})
  expect(neuron.Ri.shared).toBe(true)
  neuron.Ri.set(ohmCm(90))
  const refused = expect.objectContaining({ code: 'shared-by-all-parts' }) as Error
  expect(() => {
    neuron.child('axon').Ri.set(ohmCm(200))
  }).toThrow(refused)
  expect(() => {
    neuron.at(3).setStates({ Ri: ohmCm(200) })
  }).toThrow(/one for the whole neuron.*`Ri` for each compartment/)
  expect(neuron.child('axon').Ri.quantity().in(ohmCm(1))[0]).toBeCloseTo(90, 9)
  const own = make(net, tree(), { Ri: ohmCm(each(100)), name: 'own' })
  own.Ri.at(7).set(ohmCm(0))
  await expect(net.run(ms(1))).rejects.toThrow(/own\.Ri.*compartment 7/)
})

test.each([
  ['too few values', { Ri: ohmCm([100, 200]) }, 'wrong-number-of-values', /2 values.*25 compartments/],
  ['a value of 0', { Ri: ohmCm([0, ...each(1).slice(1)]) }, 'impossible-cable-property', /compartment 0/],
  ['values in other units', { Cm: ohmCm(each(1)) }, 'dimension-mismatch', /farad|capacit/],
  ['numbers without a unit', { Ri: each(1) as never }, 'dimension-mismatch', /resist|ohm/],
] as const)('refused: %s', (_, options, code, words) => {
  const attempt = () => new Network().spatialNeuron(tree(), EQUATIONS, options)
  expect(attempt).toThrow(expect.objectContaining({ code }) as Error)
  expect(attempt).toThrow(words)
})
