// How fast, and how irregularly, does a neuron fire that is driven by noise? Two thousand copies of it against the formula.
//
// The rate goes back to Siegert 1951, "On the first passage time probability problem", Phys. Rev. 81, 617-623; as here, with a refractory
// period, it stands in Ricciardi 1977, "Diffusion processes and related topics in biology", and in Brunel 2000, J. Comput. Neurosci. 8,
// 183-208.
//
//   rheobase run examples/neurons/noisy-integrate-and-fire.ts --set sigma=3mV --plot noisy.svg
import {
  Hz,
  Network,
  ms,
  mV,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'
import { coefficientOfVariation } from 'rheobase/analysis'

// xi is white noise; sigma*sqrt(2/tau) makes sigma the standard deviation of v without a threshold.
const EQUATIONS = `
  dv/dt = (mu - v)/tau + sigma*(2/tau)**0.5*xi : volt (unless refractory)
  mu : volt (constant)
`
const TAU = ms(20)
const THRESHOLD = mV(20)
const RESET = mV(10)
const REFRACTORY = ms(2)
const SIGMA = mV(4)
/** Mean inputs, in millivolts, each given to as many neurons. */
export const MEANS = [8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28] as const
/** From this mean input on there are enough intervals in a run to tell how irregular they are. */
const FREQUENT = 3
const STEP = ms(0.05)
const DURATION = ms(2000)

interface Noisy extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  /** Neurons with the same mean input. */
  readonly copies: number
  /** Rate in hertz at each mean input, and its standard error. */
  readonly rates: () => readonly { readonly rate: number; readonly error: number }[]
}

/** `--set` gives other values to `sigma` and `copies`, the number of neurons with the same mean input. */
export default function noisyIntegrateAndFire({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): Noisy {
  const { sigma = SIGMA } = values
  const copies = values.copies?.value ?? Math.round(200 * scale)
  const network = new Network({ dt: STEP, seed, target, threads })
  const neurons = network.neuronGroup(MEANS.length * copies, EQUATIONS, {
    threshold: 'v > theta',
    reset: 'v = Vr',
    refractory: REFRACTORY,
    method: 'euler',
    namespace: { tau: TAU, sigma, theta: THRESHOLD, Vr: RESET },
  })
  neurons.mu.set(mV(MEANS.flatMap(mean => Array.from({ length: copies }, () => mean))))
  neurons.v.set('Vr')
  const spikes = network.spikeMonitor(neurons)
  const traces = network.stateMonitor(neurons, 'v', { record: [5 * copies] })
  const trainsOf = (k: number): ReturnType<SpikeMonitor['trains']> =>
    spikes.trains().slice(k * copies, (k + 1) * copies)
  const rates = (): { rate: number; error: number }[] =>
    MEANS.map((_, k) => {
      const counts = spikes.countOfEach().slice(k * copies, (k + 1) * copies)
      const mean = counts.reduce((sum, count) => sum + count, 0) / copies
      const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (copies - 1)
      return { rate: mean / network.t.value, error: Math.sqrt(variance / copies) / network.t.value }
    })
  return {
    network,
    duration: DURATION,
    spikes,
    copies,
    rates,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const axes = { xLabel: 'Mean input', xUnit: mV, unit: Hz, label: 'Rate', weight: 2 }
      const fine = Array.from({ length: 81 }, (_, k) => 8 + k / 4)
      const variations = MEANS.slice(FREQUENT).map((_, k) =>
        meanOf(trainsOf(FREQUENT + k).map(coefficientOfVariation)),
      )
      return figure(
        [
          trace(traces, 'v', { unit: mV, to: ms(500), names: [`mean input ${String(MEANS[5])} mV`] }),
          [
            curve(mV(fine), Hz(fine.map(mean => rateInTheory(mean, sigma))), {
              ...axes,
              name: 'formula',
            }),
            curve(mV(MEANS), Hz(rates().map(({ rate }) => rate)), {
              ...axes,
              draw: 'dots',
              name: 'simulation',
            }),
          ],
          curve(mV(MEANS.slice(FREQUENT)), variations, {
            xLabel: 'Mean input',
            xUnit: mV,
            draw: 'dots',
            label: 'CV of intervals',
            weight: 1,
          }),
        ],
        { theme, title: 'Integrate-and-fire neuron with noise' },
      )
    },
  }
}

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length

/**
 * Siegert's rate in hertz for a mean input in millivolts. Between two steps the potential may cross the threshold and come back unseen: a
 * walk in steps sees a threshold that is higher by 0.5826 of the deviation of one step (Broadie, Glasserman & Kou 1997, Math. Finance 7,
 * 325-349), and the formula is taken there.
 */
export function rateInTheory(mean: number, noise: Quantity = SIGMA): number {
  const sigma = noise.value / mV.value
  const unseen = 0.5826 * sigma * Math.sqrt((2 * STEP.value) / TAU.value)
  // The formula has x = (v - mean)/(sqrt(2) sigma) and tau sqrt(pi) times the integral of exp(x^2) (1 + erf(x)) from the reset to the threshold.
  const place = (v: number): number => (v - mean) / (Math.SQRT2 * sigma)
  const [from, to] = [place(RESET.in(mV)), place(THRESHOLD.in(mV) + unseen)]
  const pieces = 400
  const width = (to - from) / pieces
  let integral = 0
  for (let k = 0; k < pieces; k++) integral += scaledError(from + (k + 0.5) * width) * width
  return 1 / (REFRACTORY.value + TAU.value * Math.sqrt(Math.PI) * integral)
}

/** exp(x^2) (1 + erf(x)), as 2/sqrt(pi) times the integral of exp(2xs - s^2) over positive s: nothing cancels, also far below 0. */
function scaledError(x: number): number {
  const pieces = 400
  const width = (x > 0 ? x + 7 : Math.min(7, -15 / x)) / pieces
  let integral = 0
  for (let k = 0; k < pieces; k++) {
    const s = (k + 0.5) * width
    integral += Math.exp(2 * x * s - s * s) * width
  }
  return (2 / Math.sqrt(Math.PI)) * integral
}

/** Two seconds of `scale` times 200 neurons for each of eleven mean inputs. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<Noisy> {
  const model = noisyIntegrateAndFire({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
