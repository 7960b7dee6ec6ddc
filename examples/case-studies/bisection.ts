// Above which potential does a neuron fire? Nobody solves that for: try one, and go half as far up or down as the time before. The search is a
// loop of this program around runs from one stored state, for a hundred densities of sodium channels at once.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, figure 5. The membrane is that of
// Hodgkin & Huxley 1952, "A quantitative description of membrane current and its application to conduction and excitation in nerve",
// J. Physiol. 117, 500-544, with the rest near 0 mV.
//
//   rheobase run examples/case-studies/bisection.ts --plot bisection.svg
//   rheobase run examples/case-studies/bisection.ts --set repetitions=30
import { Network, cm2, mS, mV, ms, uF } from 'rheobase'
import type { NeuronGroup, ScriptProtocol, ScriptOptions, SpikeMonitor } from 'rheobase'
import type { Theme } from 'rheobase/plot'

// exprel(x) is (exp(x) - 1)/x, and 1 where that is 0/0.
const MEMBRANE = `
  dv/dt = (gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) + I)/C : volt
  dm/dt = alpham*(1 - m) - betam*m : 1
  dn/dt = alphan*(1 - n) - betan*n : 1
  dh/dt = alphah*(1 - h) - betah*h : 1
  alpham = 1/exprel((25*mV - v)/(10*mV))/ms : Hz
  betam = 4*exp(-v/(18*mV))/ms : Hz
  alphah = 0.07*exp(-v/(20*mV))/ms : Hz
  betah = 1/(exp((30*mV - v)/(10*mV)) + 1)/ms : Hz
  alphan = 0.1/exprel((10*mV - v)/(10*mV))/ms : Hz
  betan = 0.125*exp(-v/(80*mV))/ms : Hz
  gNa : siemens/metre**2 (constant)
  I : amp/metre**2 (constant)
`
const conductance = mS.per(cm2)
const CONSTANTS = {
  ...{ El: mV(10.613), ENa: mV(115), EK: mV(-12), C: uF.per(cm2)(1) },
  ...{ gl: conductance(0.3), gK: conductance(36) },
}
/** In mS/cm2. */
const DENSITIES = Array.from({ length: 100 }, (_, i) => 15 + (85 * i) / 100)

interface Membrane {
  readonly network: Network
  readonly neurons: NeuronGroup<typeof MEMBRANE>
  readonly spikes: SpikeMonitor
}

/** Neurons with these densities of sodium channels, in mS/cm2, in a state that is stored: at 0 mV, with the gates at rest. */
export function membrane(
  densities: readonly number[],
  { seed = 1, target = 'wasm' }: Partial<ScriptOptions> = {},
): Membrane {
  const network = new Network({ dt: ms(0.01), seed, target })
  const neurons = network.neuronGroup(densities.length, MEMBRANE, {
    ...{ threshold: 'v > 50*mV', reset: '', method: 'rk4', namespace: CONSTANTS },
  })
  neurons.gNa.set(conductance(densities))
  neurons.setStates({ m: '1/(1 + betam/alpham)', n: '1/(1 + betan/alphan)', h: '1/(1 + betah/alphah)' })
  const spikes = network.spikeMonitor(neurons, { record: false })
  network.store()
  return { network, neurons, spikes }
}

/**
 * What each neuron needs to spike, by halving: begins with `size` in steps of it. `trial` tries a value for each neuron and tells how often
 * each has spiked. Gives the values before the first trial and after each.
 */
export async function bisect(
  { network, neurons, spikes }: Membrane,
  size: number,
  repetitions: number,
  trial: (values: readonly number[]) => Promise<unknown>,
): Promise<readonly (readonly number[])[]> {
  const estimates = [Array.from(neurons.v.values(), () => size)]
  for (let step = size; estimates.length <= repetitions; step /= 2) {
    const values = estimates.at(-1) ?? []
    network.restore()
    await trial(values)
    const counts = spikes.countOfEach()
    estimates.push(values.map((value, k) => (counts[k] === 0 ? value + step : value - step)))
  }
  return estimates
}

interface Bisection extends Membrane, Required<ScriptProtocol> {
  /** In mV, before the first repetition and after each. */
  readonly estimates: (readonly number[])[]
}

/** `--set` gives another number of `repetitions`. */
export default function bisection({ values, ...options }: ScriptOptions): Bisection {
  const model = membrane(DENSITIES, options)
  const { network, neurons } = model
  const estimates: Bisection['estimates'] = []
  return {
    ...{ ...model, estimates },
    run: async runOptions => {
      const found = await bisect(model, 25, values.repetitions?.value ?? 10, potentials => {
        neurons.v.set(mV(potentials))
        return network.run(ms(20), runOptions)
      })
      estimates.push(...found)
    },
    picture: theme => drawSearch(estimates, theme),
  }
}

async function drawSearch(estimates: Bisection['estimates'], theme: Theme | undefined): Promise<string> {
  const { curve, figure } = await import('rheobase/plot')
  const axes = { unit: mV, label: 'Threshold' }
  const search = [10, 50, 90].map(k => {
    const values = mV(estimates.map(each => each[k] ?? NaN))
    return curve([...estimates.keys()], values, {
      ...axes,
      xLabel: 'Repetition',
      name: `${String(DENSITIES[k])} mS/cm²`,
    })
  })
  const densities = { ...axes, xLabel: 'Sodium conductance', xUnit: conductance, weight: 2 }
  const found = curve(conductance(DENSITIES), mV(estimates.at(-1) ?? []), densities)
  return figure([search, found], { theme, title: 'What it takes to make an axon fire' })
}

/** Ten times 20 ms of 100 neurons: short enough to be run in full everywhere. */
export async function run(): Promise<Bisection> {
  const model = bisection({ values: {} })
  await model.run()
  return model
}
