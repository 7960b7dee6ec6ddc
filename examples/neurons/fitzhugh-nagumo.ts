// Excitability in a plane: a neuron that answers a short current with a spike, the end of a long negative one with a spike as well, and
// a steady positive one with a train.
//
// FitzHugh 1961, "Impulses and physiological states in theoretical models of nerve membrane", Biophysical Journal 1, 445-466; Nagumo,
// Arimoto & Yoshizawa 1962, Proc. IRE 50, 2061-2070. Here v is the negative of FitzHugh's x, w his y, and I the negative of his z: a spike goes up.
// The model has no units; its time is read as milliseconds.
//
//   rheobase run examples/neurons/fitzhugh-nagumo.ts --plot fitzhugh-nagumo.svg
import {
  Network,
  ms,
  type NeuronGroup,
  type ScriptProtocol,
  type ScriptOptions,
  type SpikeMonitor,
  type StateMonitor,
} from 'rheobase'

const EQUATIONS = `
  dv/dt = (v - v**3/3 - w + I)/ms : 1
  dw/dt = (v + a - b*w)/(tau*ms) : 1
  I : 1 (shared)
`
/** FitzHugh's a and b; tau is the square of his c, 9 in his paper and 12.5 in most texts since. */
export const PARAMETERS = { a: 0.7, b: 0.8, tau: 12.5 } as const

/** The current, and how long it lasts. */
const PROTOCOL = [
  [0, 50],
  [0.8, 4],
  [0, 96],
  [-0.5, 100],
  [0, 100],
  [0.5, 250],
] as const

interface FitzHughNagumo extends Required<ScriptProtocol> {
  readonly neuron: NeuronGroup<typeof EQUATIONS>
  readonly spikes: SpikeMonitor
  readonly traces: StateMonitor
}

/** One run for each current. */
export default function fitzHughNagumo({
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): FitzHughNagumo {
  const network = new Network({ dt: ms(0.05), seed, target, threads })
  const neuron = network.neuronGroup(1, EQUATIONS, {
    threshold: 'v > 1',
    refractory: 'v > 0',
    method: 'rk4',
    namespace: PARAMETERS,
  })
  // Near the rest that the first 50 ms find.
  neuron.v.set(-1.2)
  neuron.w.set(-0.62)
  const spikes = network.spikeMonitor(neuron)
  const traces = network.stateMonitor(neuron, ['v', 'w', 'I'], { record: true })
  return {
    ...{ network, neuron, spikes, traces },
    run: async options => {
      for (const [current, milliseconds] of PROTOCOL) {
        neuron.I.set(current)
        await network.run(ms(milliseconds), options)
      }
    },
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const v = Array.from({ length: 441 }, (_, k) => -2.2 + k / 100)
      const cubic = (current: number): number[] => v.map(each => each - each ** 3 / 3 + current)
      const line = v.filter(each => Math.abs(each + 0.2) < 1.4)
      const axes = { xLabel: 'v', label: 'w', weight: 3 }
      return figure(
        [
          trace(traces, ['v', 'w'], { label: 'v, w', weight: 1.4 }),
          trace(traces, 'I', { weight: 0.5, color: 2 }),
          [
            curve(v, cubic(0), {
              ...axes,
              color: ({ unknown }) => unknown,
              name: 'dv/dt = 0, without current',
            }),
            curve(v, cubic(0.5), { ...axes, color: ({ quietInk }) => quietInk, name: 'and with 0.5' }),
            curve(
              line,
              line.map(each => (each + PARAMETERS.a) / PARAMETERS.b),
              { ...axes, color: 2, name: 'dw/dt = 0' },
            ),
            curve(traces.trace('v', 0), traces.trace('w', 0), {
              ...axes,
              color: 0,
              name: 'trajectory',
            }),
          ],
        ],
        { theme, title: 'FitzHugh-Nagumo neuron' },
      )
    },
  }
}

/** 600 ms of one neuron: short enough to be run in full everywhere. */
export async function run(): Promise<FitzHughNagumo> {
  const model = fitzHughNagumo({ values: {} })
  await model.run()
  return model
}
