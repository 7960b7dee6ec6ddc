// A threshold that moves: a neuron spikes when it is depolarised fast, and not when it is depolarised slowly, however far.
//
// Platkiewicz & Brette 2010, "A threshold equation for action potential initiation", PLoS Computational Biology 6, e1000850, and 2011,
// "Impact of fast sodium channel inactivation on spike threshold dynamics and synaptic integration", 7, e1001129. Inactivation of sodium
// channels lets the threshold follow the potential. With equal slopes ka = ki of activation and inactivation, and half of the channels
// inactivated at Vi, the threshold that belongs to a steady potential v is VT + ka log(1 + exp((v - Vi)/ki)).
//
//   rheobase run examples/neurons/moving-threshold.ts --set tau=10ms --plot moving-threshold.svg
import {
  Network,
  modelFunction,
  ms,
  mV,
  second,
  volt,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

// The potential is a ramp with a slope of its own for each neuron. Refractory for ever: one spike tells all.
const EQUATIONS = `
  dv/dt = slope : volt
  dtheta/dt = (steady(v) - theta)/tau : volt
  slope : volt/second (constant)
`
const VT = mV(-55)
const VI = mV(-63)
const V0 = mV(-75)
const TAU = ms(5)
/** The threshold that belongs to a steady potential. */
const steady = modelFunction({
  arguments: { v: 'volt' },
  result: 'volt',
  body: '-55*mV + 5*mV*log(1 + exp((v + 63*mV)/(5*mV)))',
})

/** Above Vi the threshold rises as fast as the potential, tau behind it: slower ramps than this never reach it. */
export const SLOWEST = VT.minus(VI).dividedBy(TAU)
const [FROM, TO] = [0.25, 12]
const DURATION = ms(160)

interface MovingThreshold extends Required<ScriptModel> {
  /** Slope of the ramp of each neuron. */
  readonly slopes: Quantity
  /** Spikes with the potential and the threshold at which they happened. */
  readonly spikes: SpikeMonitor
}

/** `--set` gives another `tau`, with which the threshold follows. */
export default function movingThreshold({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): MovingThreshold {
  const { tau = TAU } = values
  const size = Math.round(188 * scale)
  const network = new Network({ dt: ms(0.01), seed, target, threads })
  const neurons = network.neuronGroup(size, EQUATIONS, {
    threshold: 'v > theta',
    refractory: 'True',
    method: 'rk4',
    namespace: { steady, tau },
  })
  const slopes = volt(1)
    .dividedBy(second(1))
    .times(Array.from({ length: size }, (_, k) => FROM + ((TO - FROM) * k) / (size - 1)))
  neurons.slope.set(slopes)
  neurons.v.set(V0)
  neurons.theta.set('steady(v)')
  const spikes = network.spikeMonitor(neurons, { variables: ['v', 'theta'] })
  const [slow, fast] = [Math.round(0.09 * size), Math.round(0.18 * size)]
  const traces = network.stateMonitor(neurons, ['v', 'theta'], { record: [slow, fast] })
  return {
    network,
    duration: DURATION,
    slopes,
    spikes,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const reached = volt(Array.from(spikes.i, k => slopes.at(k).value)).dividedBy(second(1))
      const shown = { unit: mV, to: ms(30), label: 'Potential' }
      const named = (k: number): string => `${slopes.at(k).value.toFixed(1)} mV/ms`
      return figure(
        [
          ...[slow, fast].map(k =>
            trace(traces, ['v', 'theta'], {
              ...shown,
              elements: [k],
              names: [`v at ${named(k)}`, 'threshold'],
            }),
          ),
          curve(reached, spikes.values('theta'), {
            xLabel: 'Slope',
            xUnit: mV.per(ms),
            label: 'Threshold at the spike',
            unit: mV,
            draw: 'dots',
            size: 3,
            weight: 2,
          }),
        ],
        { theme, title: 'The faster the depolarisation, the lower the threshold' },
      )
    },
  }
}

/** 160 ms of `scale` times 188 neurons. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<MovingThreshold> {
  const model = movingThreshold({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
