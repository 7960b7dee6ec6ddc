import { expect, test } from 'vitest'
import { Network, cylinder, ms, nA, quantity, soma, um } from 'rheobase'
import { describeNetwork, readModelDescription } from 'rheobase/models'
import { ModelSession } from './model-session.js'

test('a population of spatial neurons survives JSON to the last bit', async () => {
  const net = new Network({ seed: 3 })
  const cell = soma({ diameter: um(20) })
    .set(
      'dend',
      cylinder({ diameter: um(2), length: um(90), n: 4 }).set(
        'L',
        cylinder({ diameter: um(1), length: um(50), n: 2 }),
      ),
    )
    .generateCoordinates()
  const neurons = net.spatialNeuron(
    cell,
    `Im = gl*(-70*mV - v) : amp/meter**2
     gl : siemens/meter**2 (constant)
     du/dt = (v - u)/(3*ms) : volt
     Ie = ge*(0*mV - v) : amp (point current)
     ge : siemens
     I : amp (point current)`,
    {
      ...{ cells: 3, cableMethod: 'sdirk2', method: 'exponential_euler', name: 'cells' },
      ...{
        threshold: 'v > -60*mV',
        reset: 'ge = 0*nS',
        refractory: ms(2),
        thresholdLocation: cell.dend.at(um(30)),
      },
    },
  )
  neurons.v.set('-70*mV + cell*mV')
  neurons.gl.set('(1 + x/um)*siemens/meter**2')
  neurons.Cm.set('(0.9 + 0.1*compartment/10.)*uF/cm**2')
  neurons.Ri.set('1.2*ohm*meter')
  neurons.cell(1).at(0).I.set(nA(0.2))
  neurons.ge.set('1*nS')
  net.stateMonitor(neurons.cell(2), 'u', { record: [0, 3], name: 'trace' })
  const json: unknown = JSON.parse(JSON.stringify(describeNetwork(net)))
  const { network, protocol = [] } = readModelDescription(json)
  const session = new ModelSession(network)
  for (const step of protocol) await session.step(step)
  expect(JSON.parse(JSON.stringify(describeNetwork(session.network)))).toEqual(json)
  await net.run(ms(10))
  await session.network.run(ms(10))
  for (const name of ['v', 'u', 'ge', 'Ic']) {
    const values = session.objects.variable(`cells.${name}`).values()
    expect(values).toEqual(neurons.state(name).values())
    expect(values.some(value => value !== 0)).toBe(true)
  }
})

test.each([
  ['as they were given', false],
  ['as they were set for parts and cells', true],
])('capacities and resistivities of compartments survive JSON %s', async (_, isSet) => {
  const net = new Network()
  const cell = soma({ diameter: um(20) }).set('dend', cylinder({ diameter: um(2), length: um(90), n: 3 }))
  const neurons = net.spatialNeuron(
    cell,
    'Im = 1*siemens/meter**2*(-70*mV - v) : amp/meter**2\nI : amp (point current)',
    {
      ...{ cells: 2, name: 'cells' },
      Ri: quantity`1*ohm*meter`.times([1, 2, 3, 4]),
      Cm: quantity`1*uF/cm**2`.times([1, 1.1, 1.2, 1.3]),
    },
  )
  if (isSet) neurons.cell(1).at(2).Ri.set('7*ohm*meter')
  neurons.at(0).I.set(nA(0.2))
  const described = describeNetwork(net)
  const json: unknown = JSON.parse(JSON.stringify(described))
  expect(JSON.stringify(json).includes('cells.Ri')).toBe(isSet)
  expect(JSON.stringify(json).includes('cells.Cm')).toBe(false)
  const { network, protocol = [] } = readModelDescription(json)
  const session = new ModelSession(network)
  for (const step of protocol) await session.step(step)
  expect(JSON.parse(JSON.stringify(describeNetwork(session.network)))).toEqual(json)
  await net.run(ms(2))
  await session.network.run(ms(2))
  for (const name of ['v', 'Ri', 'Cm'])
    expect(session.objects.variable(`cells.${name}`).values()).toEqual(neurons.state(name).values())
})
