// Where a spike begins: the current flows into the soma, but the spike starts in the axon, some tens of micrometres away, and comes back. Channels of the
// initial segment are dense and open at lower potentials.
//
// Palmer & Stuart 2006, "Site of action potential initiation in layer 5 pyramidal neurons", J. Neurosci. 26, 1854-1863, found that; the rates of the
// channels are those of Traub & Miles 1991, "Neuronal Networks of the Hippocampus", with VT as the potential that they are counted from. The same model
// in NEURON has the same spikes.
//
//   rheobase run examples/morphologies/initial-segment.ts --plot initial-segment.svg
import { Network, cylinder, mV, ms, nA, quantity, soma, um } from 'rheobase'
import type { ScriptModel, ScriptOptions, SpatialNeuron, SpikeMonitor, StateMonitor } from 'rheobase'

// exprel(x) is (exp(x) - 1)/x, and 1 where that is 0/0.
const EQUATIONS = `
  Im = gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) : amp/meter**2
  u = (v - VT)/mV : 1
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  alpha_m = 1.28/exprel((13 - u)/4)/ms : Hz
  beta_m = 1.4/exprel((u - 40)/5)/ms : Hz
  alpha_h = 0.128*exp((17 - u)/18)/ms : Hz
  beta_h = 4/(1 + exp((40 - u)/5))/ms : Hz
  alpha_n = 0.16/exprel((15 - u)/5)/ms : Hz
  beta_n = 0.5*exp((10 - u)/40)/ms : Hz
  gNa : siemens/meter**2
  gK : siemens/meter**2
  VT : volt
  I = current*int(i == 0 and t >= 20*ms) : amp (point current)
`
const CONSTANTS = { gl: quantity`0.05*msiemens/cm**2`, El: mV(-70), ENa: mV(50), EK: mV(-90) }

export const cell = soma({ diameter: um(25) })
  .set('dend', cylinder({ diameter: um(4), length: um(400), n: 20 }))
  .set('axon', cylinder({ diameter: um(1.2), length: um(300), n: 150 }))

interface InitialSegment extends Required<ScriptModel> {
  readonly neuron: SpatialNeuron<typeof EQUATIONS>
  readonly spikes: SpikeMonitor
  readonly traces: StateMonitor
}

/** When spikes of a compartment pass -20 mV, between two steps, in ms. */
export function passings(traces: StateMonitor, compartment: number): readonly number[] {
  const [v, times] = [traces.trace('v', compartment).in(mV), traces.t.in(ms)]
  return Array.from(times).flatMap((time, k) => {
    const [before, after, next] = [v[k] ?? NaN, v[k + 1] ?? NaN, times[k + 1] ?? NaN]
    return before < -20 && after >= -20 ? [time + ((next - time) * (-20 - before)) / (after - before)] : []
  })
}

/** The potential finds its rest before the current comes, after 20 ms. `--set current=0.6` is another one, in nA. */
export default function initialSegment({
  seed = 1,
  target = 'wasm',
  threads,
  values,
}: ScriptOptions): InitialSegment {
  const network = new Network({ dt: ms(0.005), seed, target, threads })
  const neuron = network.spatialNeuron(cell, EQUATIONS, {
    ...{ Cm: quantity`0.9*uF/cm**2`, Ri: quantity`150*ohm*cm` },
    ...{ threshold: 'v > -20*mV', refractory: 'v > -40*mV' },
    ...{
      method: 'exponential_euler',
      namespace: { ...CONSTANTS, current: nA(values.current?.value ?? 0.5) },
    },
  })
  neuron.v.set(mV(-70))
  neuron.VT.set(mV(-55))
  neuron.gNa.set('20*msiemens/cm**2')
  neuron.gK.set('10*msiemens/cm**2')
  const segment = neuron.child('axon').slice(um(10), um(50))
  segment.VT.set(mV(-63))
  segment.gNa.set('400*msiemens/cm**2')
  segment.gK.set('100*msiemens/cm**2')
  const rest = neuron.child('axon').slice(um(50), um(300))
  rest.gNa.set('60*msiemens/cm**2')
  rest.gK.set('20*msiemens/cm**2')
  for (const gate of ['m', 'h', 'n']) neuron.state(gate).set(`alpha_${gate}/(alpha_${gate} + beta_${gate})`)
  const spikes = network.spikeMonitor(neuron)
  const traces = network.stateMonitor(neuron, 'v', { record: [0, ...cell.axon.indices] })
  return {
    ...{ network, neuron, spikes, traces, duration: ms(40) },
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const { axon } = cell
      const first = Array.from(axon.indices, k => passings(traces, k)[0] ?? NaN)
      const start = Math.min(...first)
      return figure(
        [
          trace(traces, 'v', {
            ...{ unit: mV, from: ms(start - 1), to: ms(start + 2), weight: 2 },
            ...{ elements: [0, axon.indices[15] ?? 0, axon.indices[149] ?? 0] },
            names: ['soma', 'initial segment', 'end of the axon'],
          }),
          curve(axon.distance, ms(first.map(each => each - start)), {
            ...{ xLabel: 'Place on the axon', xUnit: um, unit: ms, label: 'Passes after', weight: 1.5 },
          }),
        ],
        { theme, title: 'Where a spike begins' },
      )
    },
  }
}

/** 40 ms of 171 compartments. */
export async function run(): Promise<InitialSegment> {
  const model = initialSegment({ values: {} })
  await model.network.run(model.duration)
  return model
}
