// Two dendrites are better than one: inputs that come at once on both dendrites of a bipolar cell raise its soma more than the same inputs on a single one,
// where each takes away from the other's driving force. So such a cell hears coincidence between its two sides.
//
// Agmon-Snir, Carr & Rinzel 1998, "The role of dendrites in auditory coincidence detection", Nature 393, 268-272; here with a passive membrane.
//
//   rheobase run examples/morphologies/bipolar-cell.ts --plot bipolar-cell.svg
import { Network, cylinder, mV, ms, nS, quantity, soma, um } from 'rheobase'
import type { ScriptModel, ScriptOptions, SpatialNeuron, StateMonitor } from 'rheobase'

const EQUATIONS = `
  Im = gl*(El - v) + g*(Es - v)/area : amp/meter**2
  dg/dt = -g/(0.5*ms) : siemens
`
const dendrite = () => cylinder({ diameter: um(3), length: um(150), n: 15 })
export const cell = soma({ diameter: um(20) })
  .set('left', dendrite())
  .set('right', dendrite())

interface BipolarCell extends Required<ScriptModel> {
  readonly neuron: SpatialNeuron<typeof EQUATIONS>
  readonly traces: StateMonitor
}

/** Three cells get: one input, two on one dendrite, one on each. */
export default function bipolarCell({ seed = 1, target = 'wasm', threads }: ScriptOptions): BipolarCell {
  const network = new Network({ dt: ms(0.01), seed, target, threads })
  const neuron = network.spatialNeuron(cell, EQUATIONS, {
    ...{ cells: 3, Cm: quantity`1*uF/cm**2`, Ri: quantity`200*ohm*cm` },
    namespace: { gl: quantity`0.5*msiemens/cm**2`, El: mV(-65), Es: mV(0) },
  })
  neuron.v.set(mV(-65))
  const input = network.spikeGenerator(1, [0], ms([1]))
  const strength = { namespace: { w: nS(20) } }
  const left = network.synapses(input, neuron.child('left').at(um(105)), {
    onPre: 'g_post += w',
    ...strength,
  })
  const more = network.synapses(input, neuron.child('left').at(um(115)), {
    onPre: 'g_post += w',
    ...strength,
  })
  const right = network.synapses(input, neuron.child('right').at(um(115)), {
    onPre: 'g_post += w',
    ...strength,
  })
  left.connect()
  more.connect({ i: 0, j: 1 })
  right.connect({ i: 0, j: 2 })
  const traces = network.stateMonitor(neuron.at(0), 'v', { record: true })
  return {
    ...{ network, neuron, traces, duration: ms(8) },
    picture: async theme => {
      const { figure, trace } = await import('rheobase/plot')
      const names = ['one input', 'two on one dendrite', 'one on each']
      return figure([trace(traces, 'v', { unit: mV, names, label: 'v of the soma', weight: 3 })], {
        theme,
        title: 'A bipolar cell and its inputs',
      })
    },
  }
}

/** 8 ms of three cells. */
export async function run(): Promise<BipolarCell> {
  const model = bipolarCell({ values: {} })
  await model.network.run(model.duration)
  return model
}
