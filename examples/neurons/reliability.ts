// A neuron repeats itself to the millisecond when its input fluctuates, and forgets when it fired when its input is constant.
//
// Mainen & Sejnowski 1995, "Reliability of spike timing in neocortical neurons", Science 268, 1503-1506, with an
// integrate-and-fire neuron that has a little noise of its own in each trial. The fluctuating input is the same in all trials: one
// element with filtered noise, to which all neurons are linked.
//
//   rheobase run examples/neurons/reliability.ts --set amplitude=1mV --plot reliability.svg
import {
  Network,
  ms,
  mV,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

const INPUT = `
  dx/dt = -x/tau_input + (2/tau_input)**0.5*xi : 1
  fluctuating = mean + amplitude*x : volt
`
const NEURON = `
  dv/dt = (input - v)/tau + noise*(2/tau)**0.5*xi : volt (unless refractory)
  input : volt (linked)
`
const TRIALS = 25
const MEAN = mV(16)
const AMPLITUDE = mV(6)
const DURATION = ms(1000)
/** A jitter of this size is forgiven when trials are compared. */
const PRECISION = ms(3)

interface Reliability extends Required<ScriptModel> {
  readonly constant: SpikeMonitor
  readonly fluctuating: SpikeMonitor
}

/** `--set` gives another `amplitude` of the fluctuations. */
export default function reliability({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): Reliability {
  const { amplitude = AMPLITUDE } = values
  const network = new Network({ dt: ms(0.1), seed, target, threads })
  const input = network.neuronGroup(1, `${INPUT}\nconstant_input = mean : volt`, {
    method: 'euler',
    namespace: { tau_input: ms(3), mean: MEAN, amplitude },
  })
  const trials = (source: 'constant_input' | 'fluctuating'): SpikeMonitor => {
    const neurons = network.neuronGroup(TRIALS, NEURON, {
      threshold: 'v > 15*mV',
      reset: 'v = 0*mV',
      refractory: ms(2),
      method: 'euler',
      namespace: { tau: ms(10), noise: mV(0.2) },
    })
    neurons.link('input', input, source)
    return network.spikeMonitor(neurons)
  }
  const [constant, fluctuating] = [trials('constant_input'), trials('fluctuating')]
  const stimulus = network.stateMonitor(input, 'fluctuating', { record: [0] })
  return {
    network,
    duration: DURATION,
    constant,
    fluctuating,
    picture: async theme => {
      const { figure, raster, trace } = await import('rheobase/plot')
      const shown = { to: network.t, label: 'Trial', size: 2.5, weight: 1.2 }
      return figure(
        [
          raster(constant, shown),
          raster(fluctuating, { ...shown, color: 1 }),
          trace(stimulus, 'fluctuating', { to: network.t, unit: mV, label: 'Input', color: 1 }),
        ],
        { theme, title: 'The same neuron under a constant and under a fluctuating input' },
      )
    },
  }
}

/**
 * How alike the trials are in a time: the mean over all pairs of the share of spikes that have a spike of the other trial within the
 * precision. 1 if every spike is repeated; what chance would give grows with the rate.
 */
export function likeness(spikes: SpikeMonitor, from: Quantity): number {
  const trains = spikes
    .trains()
    .map(train => Array.from(train.values as Float64Array).filter(time => time >= from.value))
  const shares = trains.flatMap(one =>
    trains
      .filter(other => other !== one)
      .map(
        other =>
          one.filter(time => other.some(each => Math.abs(each - time) <= PRECISION.value)).length /
          Math.max(one.length, 1),
      ),
  )
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

/** One second of 25 trials with each input: short enough to be run in full everywhere. */
export async function run(): Promise<Reliability> {
  const model = reliability({ values: {} })
  await model.network.run(model.duration)
  return model
}
