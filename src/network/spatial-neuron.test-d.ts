import { expectTypeOf, test } from 'vitest'
import { Network, soma, um, type CompartmentGroup, type SpatialNeuron, type StateVariable } from 'rheobase'

const net = new Network()

test('a spatial neuron has the variables of its equations and of its compartments, and so have its parts', () => {
  const neuron = net.spatialNeuron(
    soma({ diameter: um(20) }),
    `Im = gl*(El - v) : amp/meter**2
     gl : siemens/meter**2
     I : amp (point current)`,
  )
  expectTypeOf(neuron.gl).toEqualTypeOf<StateVariable>()
  expectTypeOf(neuron.v).toEqualTypeOf<StateVariable>()
  expectTypeOf(neuron.child('dend').main.distance).toEqualTypeOf<StateVariable>()
  expectTypeOf(neuron.at(um(3)).I).toEqualTypeOf<StateVariable>()
  expectTypeOf(neuron.cell(0).child('dend').gl).toEqualTypeOf<StateVariable>()
  expectTypeOf(neuron).not.toHaveProperty('gNa')
  expectTypeOf(neuron.child('dend')).not.toHaveProperty('ge')
})

test('options of the cable are known', () => {
  const options: Parameters<Network['spatialNeuron']>[2] = { cells: 3, cableMethod: 'sdirk2' }
  // @ts-expect-error a misspelt method
  const wrong: typeof options = { cableMethod: 'cn' }
  expectTypeOf(wrong).toEqualTypeOf(options)
  expectTypeOf(net.spatialNeuron(soma({ diameter: um(20) }), 'Im : 1', options)).toExtend<CompartmentGroup>()
  expectTypeOf<SpatialNeuron>().toExtend<CompartmentGroup>()
})
