// A neuron under a periodic current fires in step with it: once in each period over a whole range of means, and at every ratio of small
// numbers in between. The staircase that this makes has a step at each of them.
//
// Knight 1972, "Dynamics of encoding in a population of neurons", J. Gen. Physiol. 59, 734-766; Keener, Hoppensteadt & Rinzel 1981,
// "Integrate-and-fire models of nerve membrane response to oscillatory input", SIAM J. Appl. Math. 41, 503-517.
//
//   rheobase run examples/neurons/phase-locking.ts --set amplitude=0.5 --plot phase-locking.svg
import { Network, ms, type ScriptModel, type ScriptOptions, type SpikeMonitor } from 'rheobase'

// Threshold and reset are 1 and 0; the current is given as the potential that it would hold.
const EQUATIONS = `
  dv/dt = (I + amplitude*cos(2*pi*t/period) - v)/tau : 1
  I : 1 (constant)
`
const TAU = ms(20)
const PERIOD = ms(25)
const AMPLITUDE = 0.4
const [FROM, TO] = [0.88, 1.8]
/** Spikes before are those of the start; the rest is a whole number of periods. */
const SETTLED = 20
const DURATION = PERIOD.times(120)

interface PhaseLocking extends Required<ScriptModel> {
  readonly means: readonly number[]
  readonly spikes: SpikeMonitor
  /** Spikes in each period of the current, for each mean. */
  readonly spikesPerPeriod: () => number[]
}

/** `--set` gives another `amplitude`. */
export default function phaseLocking({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): PhaseLocking {
  const amplitude = values.amplitude?.value ?? AMPLITUDE
  const size = Math.round(460 * scale) + 1
  const network = new Network({ dt: ms(0.05), seed, target, threads })
  const neurons = network.neuronGroup(size, EQUATIONS, {
    threshold: 'v > 1',
    reset: 'v -= 1',
    method: 'rk4',
    namespace: { tau: TAU, period: PERIOD, amplitude },
  })
  const means = Array.from({ length: size }, (_, k) => FROM + ((TO - FROM) * k) / (size - 1))
  neurons.I.set(means)
  const spikes = network.spikeMonitor(neurons)
  const locked = means.findIndex(mean => mean >= 1.4)
  const traces = network.stateMonitor(neurons, 'v', { record: [locked] })
  const spikesPerPeriod = (): number[] =>
    spikes.trains().map(train => {
      const from = PERIOD.value * SETTLED
      const late = Array.from(train.values as Float64Array).filter(time => time >= from)
      return (late.length * PERIOD.value) / (network.t.value - from)
    })
  return {
    network,
    duration: DURATION,
    means,
    spikes,
    spikesPerPeriod,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const shown = { from: PERIOD.times(SETTLED), to: PERIOD.times(SETTLED + 12) }
      const phases = spikes.trains().flatMap((train, k) =>
        Array.from(train.values as Float64Array)
          .filter(time => time >= PERIOD.value * (2 * SETTLED))
          .map(time => [means[k] ?? NaN, (time / PERIOD.value) % 1] as const),
      )
      return figure(
        [
          curve(means, spikesPerPeriod(), {
            xLabel: 'Mean current',
            label: 'Spikes per period',
            draw: 'dots',
            size: 2,
            weight: 2,
          }),
          curve(
            phases.map(([mean]) => mean),
            phases.map(([, phase]) => phase),
            { xLabel: 'Mean current', label: 'Phase of spikes', draw: 'dots', size: 1, weight: 2 },
          ),
          trace(traces, 'v', { ...shown, names: [`mean ${(means[locked] ?? NaN).toFixed(2)}`] }),
        ],
        { theme, title: 'Integrate-and-fire neuron under a periodic current' },
      )
    },
  }
}

/**
 * Smallest and largest mean at which the neuron can fire once in each period: the potential that starts at 0 must be 1 a period later,
 * so (1 - exp(-T/tau)) (I + A cos(phase)) = 1, with the amplitude A that the membrane leaves, for some phase.
 */
export function lockedOneToOne(): readonly [least: number, greatest: number] {
  const left = AMPLITUDE / Math.sqrt(1 + ((2 * Math.PI * TAU.value) / PERIOD.value) ** 2)
  const centre = 1 / (1 - Math.exp(-PERIOD.value / TAU.value))
  return [centre - left, centre + left]
}

/** 120 periods of `scale` times 461 neurons. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<PhaseLocking> {
  const model = phaseLocking({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
