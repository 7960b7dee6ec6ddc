// What an electrode outside hears of a spike: the field of an axon in a medium that conducts. Every piece of membrane is a source of current, and the potential at
// a place is their sum over distances.
//
// Holt & Koch 1999, "Electrical interactions via the extracellular potential near cell bodies", J. Comput. Neurosci. 6, 169-184, with points for lines; the
// channels are those of Hodgkin & Huxley 1952, "A quantitative description of membrane current", J. Physiol. 117, 500-544.
//
//   rheobase run examples/morphologies/axon-field.ts --plot axon-field.svg
import { Network, cylinder, mV, ms, quantity, uV, um } from 'rheobase'
import type { ScriptModel, ScriptOptions, SpatialNeuron, StateMonitor } from 'rheobase'

// exprel(x) is (exp(x) - 1)/x, and 1 where that is 0/0. What leaves the membrane is what charges it less what flows in.
const EQUATIONS = `
  Im = gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) : amp/meter**2
  dm/dt = 3.8*(1/exprel(-(v + 40*mV)/(10*mV))*(1 - m) - 4*exp(-(v + 65*mV)/(18*mV))*m)/ms : 1
  dh/dt = 3.8*(0.07*exp(-(v + 65*mV)/(20*mV))*(1 - h) - 1/(exp(-(v + 35*mV)/(10*mV)) + 1)*h)/ms : 1
  dn/dt = 3.8*(0.1/exprel(-(v + 55*mV)/(10*mV))*(1 - n) - 0.125*exp(-(v + 65*mV)/(80*mV))*n)/ms : 1
  outward = (Ic - Im)*area : amp
  I = 8*nA*int(i == 0 and t < 0.5*ms) : amp (point current)
`
const CONSTANTS = {
  ...{ gl: quantity`0.3*msiemens/cm**2`, gNa: quantity`120*msiemens/cm**2`, gK: quantity`36*msiemens/cm**2` },
  ...{ El: mV(-54.3), ENa: mV(50), EK: mV(-77) },
}
/** Distances of electrodes from the middle of the axon, in um. */
export const ELECTRODES = [20, 50, 100, 200, 400]

interface AxonField extends Required<ScriptModel> {
  readonly neuron: SpatialNeuron<typeof EQUATIONS>
  readonly inside: StateMonitor
  readonly outside: StateMonitor
}

export default function axonField({ seed = 1, target = 'wasm', threads }: ScriptOptions): AxonField {
  const network = new Network({ dt: ms(0.01), seed, target, threads })
  const axon = cylinder({ diameter: um(4), x: um([0, 12_000]), n: 400 })
  const neuron = network.spatialNeuron(axon, EQUATIONS, {
    ...{ Cm: quantity`1*uF/cm**2`, Ri: quantity`100*ohm*cm` },
    ...{ method: 'exponential_euler', namespace: CONSTANTS },
  })
  neuron.v.set(mV(-65))
  neuron.setStates({ m: 0.0529, h: 0.596, n: 0.3177 })
  const electrodes = network.neuronGroup(ELECTRODES.length, 'field : volt\nx : meter\ny : meter')
  electrodes.x.set(um(6000))
  electrodes.y.set(um(ELECTRODES))
  const medium = network.synapses(neuron, electrodes, {
    equations: `
      field_post = outward_pre/(4*pi*sigma*apart) : volt (summed)
      apart : meter (constant)
    `,
    namespace: { sigma: quantity`0.3*siemens/meter` },
  })
  medium.connect()
  medium.apart.set('sqrt((x_pre - x_post)**2 + (y_pre - y_post)**2)')
  const inside = network.stateMonitor(neuron, 'outward', { record: true, dt: ms(0.05) })
  const middle = network.stateMonitor(neuron, 'v', { record: axon.at(um(6000)) })
  const outside = network.stateMonitor(electrodes, 'field', { record: true })
  return {
    ...{ network, neuron, inside, outside, duration: ms(8.5) },
    picture: async theme => {
      const { figure, trace } = await import('rheobase/plot')
      const passing = { from: ms(4.5), to: ms(8.5) }
      return figure(
        [
          trace(middle, 'v', { ...passing, unit: mV, label: 'v in the middle', weight: 1.2 }),
          trace(outside, 'field', {
            ...{ ...passing, unit: uV, label: 'Outside', weight: 2 },
            names: ELECTRODES.map(each => `${String(each)} µm away`),
          }),
        ],
        { theme, title: 'The field of an axon' },
      )
    },
  }
}

/** 8.5 ms of 400 compartments and five electrodes. */
export async function run(): Promise<AxonField> {
  const model = axonField({ values: {} })
  await model.network.run(model.duration)
  return model
}
