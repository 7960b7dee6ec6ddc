// Which neurons fire, and how fast? The same neuron ten thousand times, once for every pair of sodium conductance and current: a sweep over two
// parameters that all processors share, a thousand neurons at a time as one network.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, appendix 4. The neuron is that of
// Traub & Miles 1991, "Neuronal networks of the hippocampus", Cambridge University Press, as benchmarks of simulators have it.
//
//   rheobase run examples/case-studies/parameter-exploration.ts --plot exploration.svg
//   rheobase run examples/case-studies/parameter-exploration.ts --set size=20 --set time=2s --plot exploration.svg
import {
  Hz,
  Network,
  cm2,
  linspace,
  mS,
  mV,
  ms,
  pA,
  quantities,
  quantity,
  script,
  second,
  um2,
} from 'rheobase'
import { sweep, type SweepPoints } from 'rheobase/sweep'

const NEURON = `
  dv/dt = (gl*(El - v) - g_na*m**3*h*(v - ENa) - g_kd*n**4*(v - EK) + I)/Cm : volt
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  alpha_m = 0.32/mV*(13*mV - v + VT)/(exp((13*mV - v + VT)/(4*mV)) - 1)/ms : Hz
  beta_m = 0.28/mV*(v - VT - 40*mV)/(exp((v - VT - 40*mV)/(5*mV)) - 1)/ms : Hz
  alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
  beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
  alpha_n = 0.032/mV*(15*mV - v + VT)/(exp((15*mV - v + VT)/(5*mV)) - 1)/ms : Hz
  beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
  g_na : siemens (constant)
  I : amp (constant)
`
const area = um2(20_000)
const CONSTANTS = quantities`
  Cm = 1*uF/cm**2*${area};  gl = 5e-5*siemens/cm**2*${area};  g_kd = 30*msiemens/cm**2*${area}
  El = -60*mV;  EK = -90*mV;  ENa = 50*mV;  VT = -63*mV
`
const conductance = mS.per(cm2)

/** A neuron for each point, all in one network. */
export function neuronsAt({ size, first, seed, values }: SweepPoints<'I' | 'g_na'>) {
  const network = new Network({ dt: ms(0.1), seed, namespace: CONSTANTS })
  const neurons = network.neuronGroup(size, NEURON, {
    ...{ threshold: 'v > -20*mV', refractory: 'v > -20*mV', method: 'exponential_euler' },
    firstElement: first,
  })
  neurons.setStates({ v: mV(-60), I: values.I, g_na: values.g_na })
  return { network, neurons }
}

/** What the sweep asks for each of its batches, in whatever thread. */
export async function model(points: SweepPoints<'I' | 'g_na' | 'time'>) {
  const { network, neurons } = neuronsAt(points)
  const spikes = network.spikeMonitor(neurons, { record: false })
  const time = points.values.time.at(0)
  await network.run(time)
  return { rate: Hz(spikes.countOfEach()).dividedBy(time.in(second)) }
}

/** `--set` gives another `size` of the grid, `time` of each neuron and number of `workers`; the seed is of no account. */
export default script(async ({ values, seed = 1 }) => {
  const { size = quantity`100`, time = second(10), workers } = values
  const I = linspace(pA(0), pA(20), size.value)
  const densities = linspace(conductance(10), conductance(100), size.value)
  const table = await sweep({
    model: new URL(import.meta.url),
    parameters: { I, g_na: densities.times(area), time },
    measures: ['rate'],
    together: 1000,
    ...(workers === undefined ? {} : { workers: workers.value }),
  })
  const one = { I: pA([10]), g_na: conductance([50]).times(area) }
  const { network, neurons } = neuronsAt({ size: 1, first: 0, seed, values: one })
  const potential = network.stateMonitor(neurons, 'v', { record: true })
  return {
    ...{ network, table, potential, duration: ms(400) },
    picture: async theme => {
      const { figure, heatMap, trace } = await import('rheobase/plot')
      const rates = heatMap(table.grid('rate'), {
        ...{ x: densities, xUnit: conductance, xLabel: 'Sodium conductance' },
        ...{ y: I, yUnit: pA, label: 'Current', unit: Hz, valueLabel: 'Rate', weight: 3 },
      })
      const neuron = trace(potential, 'v', { unit: mV, label: 'v at 10 pA, 50 mS/cm²' })
      return figure([rates, neuron], { theme, title: 'Where a neuron fires' })
    },
  }
})
