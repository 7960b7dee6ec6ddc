// Which neurons fire, and how fast? The same neuron ten thousand times, once for every pair of sodium conductance and current: a sweep over two
// parameters that all processors share, a thousand neurons at a time as one network.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, appendix 4. The neuron is that of
// Traub & Miles 1991, "Neuronal networks of the hippocampus", Cambridge University Press, as benchmarks of simulators have it.
//
//   rheobase run examples/case-studies/parameter-exploration.ts --plot exploration.svg
//   rheobase run examples/case-studies/parameter-exploration.ts --set size=20 --set time=2s --plot exploration.svg
import { Hz, Network, cm2, mS, mV, ms, pA, quantity, second, uF, um2 } from 'rheobase'
import type { NeuronGroup, Quantity, ScriptModel, ScriptOptions, StateMonitor } from 'rheobase'
import type { Theme } from 'rheobase/plot'
import { sweep, type SweepPoints, type SweepTable } from 'rheobase/sweep'

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
const CONSTANTS = {
  ...{ Cm: uF.per(cm2)(1).times(area), gl: quantity`5e-5*siemens/cm**2`.times(area) },
  ...{ g_kd: mS.per(cm2)(30).times(area), El: mV(-60), EK: mV(-90), ENa: mV(50), VT: mV(-63) },
}
type Parameter = 'I' | 'g_na' | 'time'

interface Neurons {
  readonly network: Network
  readonly neurons: NeuronGroup<typeof NEURON>
}

/** A neuron for each point, all in one network. */
export function neuronsAt({ size, first, seed, values }: SweepPoints<'I' | 'g_na'>): Neurons {
  const network = new Network({ dt: ms(0.1), seed })
  const neurons = network.neuronGroup(size, NEURON, {
    ...{ threshold: 'v > -20*mV', refractory: 'v > -20*mV', method: 'exponential_euler' },
    ...{ namespace: CONSTANTS, firstElement: first },
  })
  neurons.setStates({ v: mV(-60), I: values.I, g_na: values.g_na })
  return { network, neurons }
}

/** What the sweep asks for each of its batches, in whatever thread. */
export async function model(points: SweepPoints<Parameter>): Promise<{ readonly rate: Quantity }> {
  const { network, neurons } = neuronsAt(points)
  const spikes = network.spikeMonitor(neurons, { record: false })
  const time = points.values.time.at(0)
  await network.run(time)
  return { rate: Hz(Array.from(spikes.countOfEach(), count => count / time.in(second))) }
}

/** From 0 to 20 pA and from 10 to 100 mS/cm2, in so many equal steps. */
export function explore({
  size = quantity`100`,
  time = second(10),
  workers,
}: ScriptOptions['values']): Promise<Table> {
  const steps = (from: number, to: number): number[] =>
    Array.from({ length: size.value }, (_, k) => from + ((to - from) * k) / (size.value - 1))
  return sweep({
    model: new URL(import.meta.url),
    parameters: { I: pA(steps(0, 20)), g_na: mS.per(cm2)(steps(10, 100)).times(area), time },
    measures: ['rate'],
    together: 1000,
    ...(workers === undefined ? {} : { workers: workers.value }),
  })
}
type Table = SweepTable<Parameter | 'rate'>

interface Exploration extends Required<ScriptModel> {
  readonly table: Table
  readonly trace: StateMonitor
}

/** The sweep, and the network of one of its points. `--set` gives another `size` of the grid, `time` of each neuron and number of `workers`. */
export default async function parameterExploration({
  values,
  seed = 1,
}: ScriptOptions): Promise<Exploration> {
  const table = await explore(values)
  const one = { I: pA([10]), g_na: mS.per(cm2)([50]).times(area) }
  const { network, neurons } = neuronsAt({ size: 1, first: 0, seed, values: one })
  const trace = network.stateMonitor(neurons, 'v', { record: true })
  return { network, table, trace, duration: ms(400), picture: theme => drawRates(table, trace, theme) }
}

async function drawRates(table: Table, recorded: StateMonitor, theme: Theme | undefined): Promise<string> {
  const { figure, heatMap, trace } = await import('rheobase/plot')
  const [rows = 1, columns = 1] = table.shape
  const rates = heatMap(
    { shape: [rows, columns], values: table.column('rate') },
    {
      ...{ x: table.axis('g_na').dividedBy(area), xUnit: mS.per(cm2), xLabel: 'Sodium conductance' },
      ...{ y: table.axis('I'), yUnit: pA, label: 'Current' },
      ...{ unit: Hz, valueLabel: 'Rate', weight: 3 },
    },
  )
  const voltage = trace(recorded, 'v', { unit: mV, label: 'v at 10 pA, 50 mS/cm²' })
  return figure([rates, voltage], { theme, title: 'Where a neuron fires' })
}

/** The whole grid for ten seconds; with `scale` a coarser one for less. */
export async function run({ scale = 1 } = {}): Promise<Exploration> {
  const workers: ScriptOptions['values'] = scale < 1 ? { workers: quantity`1` } : {}
  const model = await parameterExploration({
    values: { ...workers, size: quantity`1`.times(Math.round(100 * scale)), time: second(10 * scale) },
  })
  await model.network.run(model.duration)
  return model
}
