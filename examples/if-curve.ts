// How fast does an integrate-and-fire neuron spike at a constant current? A whole curve in one run: each neuron of the group gets
// another current, and all share one pass over memory.
//
// The leaky integrate-and-fire neuron goes back to Lapicque 1907; its rate in closed form stands for example in Gerstner, Kistler,
// Naud & Paninski 2014, "Neuronal Dynamics", section 1.3 and 5.1: it takes the time tau ln(RI/(RI - theta)) to rise from the reset to the threshold.
//
//   rheobase run examples/if-curve.ts --set tau=10ms --plot if-curve.svg
import { Hz, Network, ms, mV, nA, Mohm, type Quantity, type ScriptOptions, type SpikeMonitor } from 'rheobase'

const EQUATIONS = `
  dv/dt = (El - v + R*I) / tau : volt (unless refractory)
  I : amp (constant)
`
const RESISTANCE = Mohm(100)
const THRESHOLD = mV(15)
const REFRACTORY = ms(4)
const LARGEST_CURRENT = nA(0.6)

interface Parameters extends Omit<ScriptOptions, 'values'> {
  readonly size: number
  readonly tau: Quantity
}

function build({ size, tau, seed = 1, target = 'wasm', threads }: Parameters): {
  net: Network
  spikes: SpikeMonitor
  currents: Quantity
} {
  // A fine step: the closed form knows none, and a spike waits for the end of its step.
  const net = new Network({ dt: ms(0.02), seed, target, threads })
  const neurons = net.neuronGroup(size, EQUATIONS, {
    threshold: 'v > El + theta',
    reset: 'v = El',
    refractory: REFRACTORY,
    method: 'exact',
    namespace: { El: mV(-70), R: RESISTANCE, theta: THRESHOLD, tau },
  })
  neurons.v.set('El')
  neurons.I.set(LARGEST_CURRENT.times(Array.from({ length: size }, (_, i) => i / (size - 1))))
  return { net, spikes: net.spikeMonitor(neurons), currents: neurons.I.quantity() }
}

const SIZE = 61
const TAU = ms(20)

/** For the command; `--set` gives other values to `size` and `tau`. */
export default function ifCurve({ values, ...options }: ScriptOptions): Network {
  const { size, tau = TAU } = values
  return build({ ...options, size: size?.value ?? SIZE, tau }).net
}

/** Rate at a constant current, in closed form; 0 below the rheobase, the smallest current that makes the neuron spike. */
export function rateInTheory(current: Quantity<number>): Quantity<number> {
  const drive = RESISTANCE.times(current)
  if (drive.lessOrEqual(THRESHOLD)) return Hz(0)
  const rise = TAU.times(Math.log(drive.dividedBy(drive.minus(THRESHOLD)).value))
  return Hz(1 / REFRACTORY.plus(rise).value)
}

/** Two seconds of `scale` times 61 neurons, 0.01 nA apart at full size. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<{
  currents: Quantity
  rates: Quantity
  picture: () => Promise<string>
}> {
  const { net, spikes, currents } = build({ size: Math.round(SIZE * scale), tau: TAU })
  await net.run(ms(2000))
  // Intervals between spikes tell the rate better than their number, which is whole.
  const rates = Hz(
    spikes.trains().map(train => {
      if (train.length < 2) return 0
      return (train.length - 1) / train.at(-1).minus(train.at(0)).value
    }),
  )
  return {
    currents,
    rates,
    // Loaded when a picture is wanted: a simulation without one starts sooner.
    picture: async () => {
      const { curve, figure } = await import('rheobase/plot')
      const labels = { xLabel: 'Current', xUnit: nA, label: 'Rate', unit: Hz }
      const fine = nA(Array.from({ length: 601 }, (_, k) => k / 1000))
      const theory = Hz(Array.from({ length: fine.length }, (_, k) => rateInTheory(fine.at(k)).value))
      return figure(
        [
          [
            curve(fine, theory, { ...labels, name: 'closed form' }),
            curve(currents, rates, { ...labels, draw: 'dots', name: 'simulation' }),
          ],
        ],
        { title: 'Rate of an integrate-and-fire neuron', width: 560, height: 360 },
      )
    },
  }
}
