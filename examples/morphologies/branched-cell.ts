// A branched cell with the channels of the squid's axon in all of its membrane: a current at the tip of a dendrite makes spikes that run through the
// cell and down its axon. The same model in NEURON gives the same potentials.
//
// Hodgkin & Huxley 1952, "A quantitative description of membrane current and its application to conduction and excitation in nerve",
// J. Physiol. 117, 500-544; Hines & Carnevale 1997, "The NEURON simulation environment", Neural Computation 9, 1179-1209.
//
//   rheobase run examples/morphologies/branched-cell.ts --plot branched-cell.svg
import { Network, cylinder, mV, ms, nA, quantity, soma, um } from 'rheobase'
import type { ScriptModel, ScriptOptions, SpatialNeuron, StateMonitor } from 'rheobase'

// exprel(x) is (exp(x) - 1)/x, and 1 where that is 0/0.
const EQUATIONS = `
  Im = gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) : amp/meter**2
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  alpha_m = 1/exprel(-(v + 40*mV)/(10*mV))/ms : Hz
  beta_m = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
  alpha_h = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
  beta_h = 1/(exp(-(v + 35*mV)/(10*mV)) + 1)/ms : Hz
  alpha_n = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms : Hz
  beta_n = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz
  I : amp (point current)
`
const CONSTANTS = {
  ...{ gl: quantity`0.3*msiemens/cm**2`, gNa: quantity`120*msiemens/cm**2`, gK: quantity`36*msiemens/cm**2` },
  ...{ El: mV(-54.3), ENa: mV(50), EK: mV(-77) },
}

const branch = (diameter: number, length: number, n: number) =>
  cylinder({ diameter: um(diameter), length: um(length), n })

const cell = soma({ diameter: um(20) })
  .set(
    'dend',
    branch(3, 150, 15)
      .set('left', branch(2, 120, 12))
      .set('right', branch(1.5, 200, 20)),
  )
  .set('axon', branch(1, 600, 60))

/** Five places, by their compartment. */
export const PLACES = {
  soma: 0,
  dend: cell.dend.indices[7] ?? 0,
  left: cell.dend.left.indices[11] ?? 0,
  right: cell.dend.right.indices[19] ?? 0,
  axon: cell.axon.indices[59] ?? 0,
} as const

interface BranchedCell extends Required<ScriptModel> {
  readonly neuron: SpatialNeuron<typeof EQUATIONS>
  readonly traces: StateMonitor
}

export default function branchedCell({ seed = 1, target = 'wasm', threads }: ScriptOptions): BranchedCell {
  const network = new Network({ dt: ms(0.025), seed, target, threads })
  const neuron = network.spatialNeuron(cell, EQUATIONS, {
    ...{ Cm: quantity`1*uF/cm**2`, Ri: quantity`100*ohm*cm` },
    ...{ method: 'exponential_euler', namespace: CONSTANTS },
  })
  neuron.v.set(mV(-65))
  neuron.setStates({
    m: 'alpha_m/(alpha_m + beta_m)',
    h: 'alpha_h/(alpha_h + beta_h)',
    n: 'alpha_n/(alpha_n + beta_n)',
  })
  neuron.at(PLACES.right).I.set(nA(0.3))
  const traces = network.stateMonitor(neuron, 'v', { record: Object.values(PLACES) })
  const axon = network.stateMonitor(neuron, 'v', { record: cell.axon, dt: ms(0.05) })
  return {
    ...{ network, neuron, traces, duration: ms(40) },
    picture: async theme => {
      const { figure, spaceTime, trace } = await import('rheobase/plot')
      const { right, axon: end } = PLACES
      return figure(
        [
          trace(traces, 'v', {
            ...{ unit: mV, weight: 2, elements: [right, 0, end] },
            names: ['tip of the dendrite', 'soma', 'end of the axon'],
          }),
          spaceTime(axon, 'v', cell.axon.distance, { unit: mV, label: 'Place on the axon' }),
        ],
        { theme, title: 'A branched cell with the channels of an axon' },
      )
    },
  }
}

/** 40 ms of 108 compartments. */
export async function run(): Promise<BranchedCell> {
  const model = branchedCell({ values: {} })
  await model.network.run(model.duration)
  return model
}
