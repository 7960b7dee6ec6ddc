import { describe, expect, test } from 'vitest'
import { cylinder } from '../morphology/cylinder.js'
import { soma } from '../morphology/soma.js'
import { mV, ms, nA, um } from '../units/units.js'
import { Network } from './network.js'

const formOf = () =>
  soma({ diameter: um(20) })
    .set(
      'dend',
      cylinder({ diameter: um(2), length: um(60), n: 3 })
        .set('L', cylinder({ diameter: um(1), length: um(40), n: 2 }))
        .set('R', cylinder({ diameter: um(1), length: um(40), n: 1 })),
    )
    .set('axon', cylinder({ diameter: um(1), length: um(50), n: 5 }))

const EQUATIONS = `
  Im = g*(El - v) + 3*siemens/meter**2*u**3*(50*mV - v) : amp/meter**2
  du/dt = (1/(1 + exp((-40*mV - v)/(5*mV))) - u)/(2*ms) : 1
  g : siemens/meter**2
  El : volt
  I : amp (point current)
  spikes : integer
`
const OPTIONS = { threshold: 'v > -45*mV', reset: 'spikes += 1', refractory: ms(1) }

describe.each([2, 3, 8])('a population of %d cells', cells => {
  test.each(['wasm', 'js'] as const)('has the bits of single cells, on %s', async target => {
    const cellsOf = ['-70*mV + 3*mV*cos(cell + 1.)', '2*siemens/meter**2 + cell*siemens/meter**2'] as const
    const net = new Network({ target })
    const population = net.spatialNeuron(formOf(), EQUATIONS, { ...OPTIONS, cells })
    population.v.set('-70*mV + 2*mV*cos(cell + 1.)')
    population.El.set(cellsOf[0])
    population.g.set(cellsOf[1])
    population.Cm.set('(0.9 + 0.1*compartment/10.)*uF/cm**2')
    population.at(0).I.set(nA(Array.from({ length: cells }, (_, cell) => 0.3 * (cell + 1))))
    await net.run(ms(8))
    for (let cell = 0; cell < cells; cell++) {
      const other = new Network({ target })
      const single = other.spatialNeuron(formOf(), EQUATIONS, OPTIONS)
      single.v.set(`-70*mV + 2*mV*cos(${String(cell)} + 1.)`)
      single.El.set(cellsOf[0].replace('cell', String(cell)))
      single.g.set(cellsOf[1].replace('cell', String(cell)))
      single.Cm.set('(0.9 + 0.1*i/10.)*uF/cm**2')
      single.at(0).I.set(nA(0.3 * (cell + 1)))
      await other.run(ms(8))
      for (const name of ['v', 'u', 'Ic', 'spikes'])
        expect(population.cell(cell).state(name).values()).toEqual(single.state(name).values())
    }
  })
})

test('one cell knows its number and those of its compartments too; a variable of the user comes first', () => {
  const net = new Network()
  const form = () => cylinder({ diameter: um(1), length: um(30), n: 3 })
  const neuron = net.spatialNeuron(form(), 'Im = 0*amp/meter**2 : amp/meter**2\nw : 1')
  neuron.w.set('10*compartment + cell')
  expect([...neuron.w.values()]).toEqual([0, 10, 20])
  const other = net.spatialNeuron(form(), 'Im = 0*amp/meter**2 : amp/meter**2\ncompartment : 1\nw : 1')
  other.compartment.set([7, 8, 9])
  other.w.set('compartment')
  expect([...other.w.values()]).toEqual([7, 8, 9])
})

test('cells and compartments are picked on their own and together', () => {
  const net = new Network()
  const cell = formOf()
  const neurons = net.spatialNeuron(cell, 'Im = 0*amp/meter**2 : amp/meter**2\ntag : integer', { cells: 4 })
  expect(neurons.size).toBe(48)
  expect([...neurons.at(2).indices]).toEqual([8, 9, 10, 11])
  expect([...neurons.child('axon').at(-1).indices]).toEqual([44, 45, 46, 47])
  expect([...neurons.cell(1).indices].slice(0, 3)).toEqual([1, 5, 9])
  expect([...neurons.cell(-1).child('dend.L').indices]).toEqual([19, 23])
  expect([...neurons.child('dend.L').cell(3).indices]).toEqual([19, 23])
  expect([...neurons.select(cell.dend.R).indices]).toEqual([24, 25, 26, 27])
  neurons.tag.set('10*compartment + cell')
  expect([...neurons.cell(2).tag.values()].slice(0, 3)).toEqual([2, 12, 22])
  expect([...neurons.select('cell == 1 and compartment < 2').indices]).toEqual([1, 5])
  expect([...neurons.cell(2).distance.in(um)]).toEqual([
    ...net.spatialNeuron(cell, 'Im = 0*amp/meter**2 : amp/meter**2').distance.in(um),
  ])
  expect(() => neurons.cell(4)).toThrow(/4/)
  expect(() => net.spatialNeuron(cell, 'Im = 0*amp/meter**2 : amp/meter**2\ncell : 1', { cells: 2 })).toThrow(
    /cell/,
  )
  expect(() => net.spatialNeuron(cell, 'Im = 0*amp/meter**2 : amp/meter**2', { cells: 0 })).toThrow(/cells/)
})

test('two populations are joined from compartment to compartment, cell to cell', async () => {
  const net = new Network()
  const equations = 'Im = 1*siemens/meter**2*(-70*mV - v) : amp/meter**2\nw : 1'
  const senders = net.spatialNeuron(formOf(), equations, {
    ...{ cells: 3, threshold: 'v > -60*mV', refractory: 'v > -65*mV' },
    thresholdLocation: formOf().axon.at(-1),
  })
  const receivers = net.spatialNeuron(formOf(), equations, { cells: 3 })
  senders.v.set(mV(-70))
  senders.cell(1).v.set(mV(0))
  const synapses = net.synapses(senders.child('axon').at(-1), receivers.child('dend').at(um(30)), {
    onPre: 'w_post += 1',
  })
  synapses.connect({ condition: 'i == j' })
  const spikes = net.spikeMonitor(senders.child('axon').at(-1))
  await net.run(ms(1))
  expect([...spikes.i]).toEqual([1])
  expect([...receivers.w.values()].map((w, element) => [w, element]).filter(([w]) => w !== 0)).toEqual([
    [1, 7],
  ])
})
