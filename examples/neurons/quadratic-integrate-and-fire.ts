// Near its threshold every class 1 neuron is this one: the quadratic integrate-and-fire neuron, and the same as a phase on a circle, whose
// rate is known in closed form.
//
// Ermentrout & Kopell 1986, "Parabolic bursting in an excitable system coupled with a slow oscillation", SIAM J. Appl. Math. 46, 233-253 (the
// theta neuron); Ermentrout 1996, "Type I membranes, phase resetting curves, and synchrony", Neural Computation 8, 979-1001. With
// v = tan(theta/2), dv/dt = v^2 + I becomes dtheta/dt = 1 - cos(theta) + (1 + cos(theta)) I, and a spike is the passage of theta = pi.
//
//   rheobase run examples/neurons/quadratic-integrate-and-fire.ts --plot quadratic.svg
import { Hz, Network, ms, type ScriptModel, type ScriptOptions, type SpikeMonitor } from 'rheobase'

/** Unit of the time of the model, and where the quadratic neuron spikes and starts again: far away, but not at infinity. */
const TAU = ms(10)
export const BOUND = 50

const QUADRATIC = `
  dv/dt = (v**2 + I)/tau : 1
  I : 1 (constant)
`
const THETA = `
  dtheta/dt = (1 - cos(theta) + (1 + cos(theta))*I)/tau : 1
  I : 1 (constant)
`
const LARGEST = 1
const DURATION = ms(2000)

interface Neurons extends Required<ScriptModel> {
  readonly currents: readonly number[]
  readonly spikes: { readonly quadratic: SpikeMonitor; readonly theta: SpikeMonitor }
}

export default function quadraticIntegrateAndFire({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): Neurons {
  const { tau = TAU } = values
  const size = Math.round(100 * scale)
  const network = new Network({ dt: ms(0.01), seed, target, threads, namespace: { tau } })
  const currents = Array.from({ length: size }, (_, k) => (LARGEST * (k + 1)) / size)
  const quadratic = network.neuronGroup(size, QUADRATIC, {
    threshold: 'v > bound',
    reset: 'v = -bound',
    method: 'rk4',
    namespace: { bound: BOUND },
  })
  // A passage of pi is no reset: the phase goes on from where it is.
  const theta = network.neuronGroup(size, THETA, {
    threshold: 'theta > pi',
    reset: 'theta -= 2*pi',
    method: 'rk4',
  })
  quadratic.I.set(currents)
  theta.I.set(currents)
  const spikes = { quadratic: network.spikeMonitor(quadratic), theta: network.spikeMonitor(theta) }
  const shown = Math.max(0, Math.round(size / 20) - 1)
  const potential = network.stateMonitor(quadratic, 'v', { record: [shown] })
  const phase = network.stateMonitor(theta, 'theta', { record: [shown] })
  return {
    network,
    duration: DURATION,
    currents,
    spikes,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const axes = { xLabel: 'Current', label: 'Rate', unit: Hz, weight: 2.2 }
      const fine = Array.from({ length: 401 }, (_, k) => (LARGEST * k) / 400)
      return figure(
        [
          [
            curve(fine, Hz(fine.map(rateOfTheta)), { ...axes, name: 'closed form' }),
            curve(currents, Hz(currents.map((_, k) => rateOf(spikes.theta, k))), {
              ...axes,
              draw: 'dots',
              name: 'theta neuron',
            }),
            curve(currents, Hz(currents.map((_, k) => rateOf(spikes.quadratic, k))), {
              ...axes,
              draw: 'dots',
              size: 2.5,
              name: 'quadratic neuron',
            }),
          ],
          trace(potential, 'v', { to: ms(500) }),
          trace(phase, 'theta', { to: ms(500) }),
        ],
        { theme, title: 'Quadratic integrate-and-fire neuron and theta neuron' },
      )
    },
  }
}

/** Rate in hertz from the intervals; they tell it better than the number of spikes, which is whole. */
export function rateOf(spikes: SpikeMonitor, neuron: number): number {
  const train = spikes.trains()[neuron]
  return train === undefined || train.length < 2
    ? 0
    : (train.length - 1) / train.at(-1).minus(train.at(0)).value
}

/** Rate of the theta neuron in hertz: the way from minus to plus infinity takes pi/sqrt(I). */
export const rateOfTheta = (current: number): number => Math.sqrt(current) / (Math.PI * TAU.value)
/** Rate of the quadratic neuron: the way from minus to plus the bound takes 2 arctan(bound/sqrt(I))/sqrt(I). */
export const rateOfQuadratic = (current: number): number =>
  Math.sqrt(current) / (2 * Math.atan(BOUND / Math.sqrt(current)) * TAU.value)

/** Two seconds of twice `scale` times 100 neurons. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<Neurons> {
  const model = quadraticIntegrateAndFire({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
