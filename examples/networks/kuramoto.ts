// Oscillators that all hear the mean of all: below a critical coupling they run as they like, above it a part of them runs together.
//
// Kuramoto 1984, "Chemical Oscillations, Waves, and Turbulence", Springer; the solution as in Strogatz 2000, "From Kuramoto to Crawford:
// exploring the onset of synchronization in populations of coupled oscillators", Physica D 143, 1-20: where frequencies have a
// Lorentzian distribution of half width gamma, the order parameter is sqrt(1 - Kc/K) above Kc = 2 gamma.
//
//   rheobase run examples/networks/kuramoto.ts --set size=5000 --plot kuramoto.svg
import { Network, ms, second, type ScriptModel, type ScriptOptions, type StateMonitor } from 'rheobase'

// The mean field is a single element. The sum over all oscillators reaches it through one synapse each, and they are linked to it: as
// much work as there are oscillators, not as there are pairs.
const OSCILLATOR = `
  dtheta/dt = omega + K*r*sin(psi - theta) : 1
  omega : hertz (constant)
  K : hertz (shared)
  r : 1 (linked)
  psi : 1 (linked)
`
const FIELD = `
  x : 1
  y : 1
  r = (x**2 + y**2)**0.5 : 1
  psi = arctan2(y, x) : 1
`
const SUMS = `
  x_post = cos(theta_pre)/N_pre : 1 (summed)
  y_post = sin(theta_pre)/N_pre : 1 (summed)
`
const SIZE = 800
/** Half width of the distribution of frequencies. */
const GAMMA = second(1).toPower(-1)
/** Couplings over gamma; 2 is critical. */
export const COUPLINGS = [0.5, 1, 1.5, 2, 2.5, 3, 4, 6] as const
const SETTLE = second(20)
const MEASURE = second(20)

interface Kuramoto extends Required<Omit<ScriptModel, 'duration'>> {
  /** Mean of the order parameter at each coupling. */
  readonly orders: readonly number[]
  /** The mean field of the last run. */
  readonly field: StateMonitor
}

/** Runs the network itself, once for each coupling from the same state. `--set` gives another number of oscillators to `size`. */
export default async function kuramoto({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): Promise<Kuramoto> {
  const size = values.size?.value ?? Math.round(SIZE * scale)
  const network = new Network({ dt: ms(20), seed, target, threads })
  const oscillators = network.neuronGroup(size, OSCILLATOR, { method: 'rk4' })
  const field = network.neuronGroup(1, FIELD)
  oscillators.link('r', field, 'r')
  oscillators.link('psi', field, 'psi')
  network.synapses(oscillators, field, { equations: SUMS }).connect()
  // Evenly spaced quantiles of the distribution: less chance than drawn ones.
  oscillators.omega.set(
    GAMMA.times(Array.from({ length: size }, (_, k) => Math.tan(Math.PI * ((k + 0.5) / size - 0.5)))),
  )
  oscillators.theta.set('2*pi*rand()')
  const recorded = network.stateMonitor(field, 'r', { record: [0] })

  network.store()
  const orders: number[] = []
  for (const coupling of COUPLINGS) {
    network.restore()
    oscillators.K.set(GAMMA.times(coupling))
    await network.run(SETTLE.plus(MEASURE))
    const late = Array.from(recorded.trace('r', 0).values as Float64Array).slice(
      -Math.round(MEASURE.value / network.dt.value),
    )
    orders.push(late.reduce((sum, r) => sum + r, 0) / late.length)
  }
  return {
    network,
    orders,
    field: recorded,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const axes = { xLabel: 'Coupling over half width of frequencies', label: 'Order parameter', weight: 2 }
      const fine = Array.from({ length: 601 }, (_, k) => k / 100)
      return figure(
        [
          [
            curve(fine, fine.map(orderInTheory), { ...axes, name: 'Kuramoto' }),
            curve(COUPLINGS, orders, { ...axes, draw: 'dots', name: `${String(size)} oscillators` }),
          ],
          trace(recorded, 'r', {
            timeUnit: second,
            label: 'Order parameter',
            names: [`coupling ${String(COUPLINGS.at(-1))}`],
          }),
        ],
        { theme, title: 'Onset of synchrony' },
      )
    },
  }
}

/** The order parameter of infinitely many oscillators, for a coupling in units of gamma. */
export const orderInTheory = (coupling: number): number => (coupling <= 2 ? 0 : Math.sqrt(1 - 2 / coupling))

/** 40 s of `scale` times 800 oscillators at each coupling. */
export const run = ({ scale = 1 }: { readonly scale?: number } = {}): Promise<Kuramoto> =>
  kuramoto({ values: {}, scale })
