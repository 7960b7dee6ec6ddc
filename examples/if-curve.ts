// How fast does an integrate-and-fire neuron spike at a constant current? A whole curve in one run: each neuron of the group gets
// another current, and all share one pass over memory.
//
// The leaky integrate-and-fire neuron goes back to Lapicque 1907; its rate in closed form stands for example in Gerstner, Kistler,
// Naud & Paninski 2014, "Neuronal Dynamics", section 1.3 and 5.1: it takes the time tau ln(RI/(RI - theta)) to rise from the reset to the threshold.
//
//   rheobase run examples/if-curve.ts --set tau=10ms --plot if-curve.svg
import { Hz, Mohm, Network, linspace, ms, mV, nA, quantity, script, second, type Quantity } from 'rheobase'

const EQUATIONS = `
  dv/dt = (El - v + R*I) / tau : volt (unless refractory)
  I : amp (constant)
`
const RESISTANCE = Mohm(100)
const THRESHOLD = mV(15)
const REFRACTORY = ms(4)
const TAU = ms(20)

/** Rate at a constant current, in closed form; 0 below the rheobase, the smallest current that makes the neuron spike. */
export function rateInTheory(current: Quantity<number>, tau: Quantity = TAU): Quantity<number> {
  const drive = RESISTANCE.times(current)
  if (drive.lessOrEqual(THRESHOLD)) return Hz(0)
  const rise = tau.times(Math.log(drive.dividedBy(drive.minus(THRESHOLD)).value))
  return Hz(1 / REFRACTORY.plus(rise).value)
}

/** `--set` gives other values to `size` and `tau`. */
export default script(({ values, settings }) => {
  const { size = quantity`61`, tau = TAU } = values
  const currents = linspace(nA(0), nA(0.6), size.value)
  // A fine step: the closed form knows none, and a spike waits for the end of its step.
  const network = new Network({ dt: ms(0.02), seed: 1, ...settings })
  const neurons = network.neuronGroup(size.value, EQUATIONS, {
    threshold: 'v > El + theta',
    reset: 'v = El',
    refractory: REFRACTORY,
    method: 'exact',
    namespace: { El: mV(-70), R: RESISTANCE, theta: THRESHOLD, tau },
  })
  neurons.v.set('El')
  neurons.I.set(currents)
  const spikes = network.spikeMonitor(neurons)
  /** Intervals between spikes tell the rate better than their number, which is whole. */
  const rates = (): Quantity<Float64Array> =>
    Hz(
      spikes.trains().map(train => {
        if (train.length < 2) return 0
        return (train.length - 1) / train.at(-1).minus(train.at(0)).value
      }),
    )
  return {
    network,
    currents,
    rates,
    duration: second(2),
    // Loaded when a picture is wanted: a simulation without one starts sooner.
    picture: async theme => {
      const { curve, figure } = await import('rheobase/plot')
      const labels = { xLabel: 'Current', xUnit: nA, label: 'Rate', unit: Hz }
      const fine = linspace(nA(0), nA(0.6), 601)
      const theory = Hz(Array.from({ length: fine.length }, (_, k) => rateInTheory(fine.at(k), tau).value))
      const closedForm = curve(fine, theory, { ...labels, name: 'closed form' })
      const simulation = curve(currents, rates(), { ...labels, draw: 'dots', name: 'simulation' })
      return figure([[closedForm, simulation]], {
        ...{ title: 'Rate of an integrate-and-fire neuron', width: 560, height: 360, theme },
      })
    },
  }
})
