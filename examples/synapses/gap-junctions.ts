// Neurons that touch. In a chain of passive membranes a potential reaches the next one weaker, and the one after that weaker again. Two
// neurons that spike pull each other into step.
//
// The chain is the cable of Rall 1969, "Time constants and electrotonic length of membrane cylinders and neurons", Biophysical
// Journal 9, 1483-1508, in pieces. The pair follows Lewis & Rinzel 2003, "Dynamics of spiking neurons connected by both inhibitory and
// electrical coupling", J. Comput. Neurosci. 14, 283-309: an integrate-and-fire neuron has no upstroke that its junctions could pass
// on, so each spike adds its effect, a jump in the other neuron.
//
//   rheobase run examples/synapses/gap-junctions.ts --set coupling=1 --plot gap-junctions.svg
import {
  Network,
  ms,
  mV,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
  type StateMonitor,
} from 'rheobase'

// Conductances are relative to that of the leak. The current through the junctions is a sum over them, made new in every step.
const MEMBRANE = `
  dv/dt = (I - v + junctions)/tau : volt
  junctions : volt
  I : volt (constant)
`
const JUNCTION = 'junctions_post = coupling*(v_pre - v_post) : volt (summed)'
export const COUPLING = 4
export const CELLS = 41
export const MIDDLE = (CELLS - 1) / 2
const DURATION = ms(400)

interface GapJunctions extends Required<ScriptModel> {
  /** Potentials of the chain over time, and of the pair. */
  readonly chain: StateMonitor
  readonly pair: StateMonitor
  readonly spikes: SpikeMonitor
}

/** `--set` gives another `coupling`: conductance of a junction over that of the leak. */
export default function gapJunctions({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): GapJunctions {
  const coupling = values.coupling?.value ?? COUPLING
  const network = new Network({ dt: ms(0.05), seed, target, threads, namespace: { tau: ms(10) } })

  const chain = network.neuronGroup(CELLS, MEMBRANE, { method: 'exact', name: 'chain' })
  const neighbours = network.synapses(chain, chain, { equations: JUNCTION, namespace: { coupling } })
  neighbours.connect({ condition: 'abs(i - j) == 1' })
  chain.I.at(MIDDLE).set(mV(20))

  const pair = network.neuronGroup(2, MEMBRANE, {
    threshold: 'v > 15*mV',
    reset: 'v = 0*mV',
    method: 'exact',
    name: 'pair',
  })
  const between = network.synapses(pair, pair, {
    equations: JUNCTION,
    onPre: 'v_post += 0.5*mV',
    namespace: { coupling: 0.1 * (coupling / COUPLING) },
  })
  between.connect({ condition: 'i != j' })
  pair.I.set(mV(17))
  pair.v.set(mV([0, 9]))

  const spikes = network.spikeMonitor(pair)
  const record = { record: true, dt: ms(0.5) }
  const chainTraces = network.stateMonitor(chain, 'v', record)
  const pairTraces = network.stateMonitor(pair, 'v', record)
  return {
    network,
    duration: DURATION,
    chain: chainTraces,
    pair: pairTraces,
    spikes,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const places = Array.from({ length: CELLS }, (_, k) => k - MIDDLE)
      const steady = chain.v.quantity()
      const axes = { xLabel: 'Cells from the current', unit: mV, label: 'Potential', weight: 1.6 }
      const peak = steady.at(MIDDLE).in(mV)
      return figure(
        [
          [
            curve(places, mV(places.map(k => peak * transfer(coupling) ** Math.abs(k))), {
              ...axes,
              name: 'closed form',
            }),
            curve(places, steady, { ...axes, draw: 'dots', size: 4, name: 'chain' }),
          ],
          trace(pairTraces, 'v', {
            to: network.t,
            unit: mV,
            label: 'Potential',
            names: ['neuron 1', 'neuron 2'],
          }),
        ],
        { theme, title: 'Electrical coupling' },
      )
    },
  }
}

/** What a cell of a long chain has of the potential of its neighbour: the root below 1 of g (q - 1)^2 = q, with the coupling g. */
export function transfer(coupling: number): number {
  const half = 1 + 1 / (2 * coupling)
  return half - Math.sqrt(half * half - 1)
}

/** 400 ms of a chain of 41 cells and a pair: short enough to be run in full everywhere. */
export async function run(): Promise<GapJunctions> {
  const model = gapJunctions({ values: {} })
  await model.network.run(model.duration)
  return model
}
