// The rhythm of a piece of cortex from three populations and not a single spike: the model behind many simulated electroencephalograms.
//
// Jansen & Rit 1995, "Electroencephalogram and visual evoked potential generation in a mathematical model of coupled cortical columns",
// Biological Cybernetics 73, 357-366: its single column, with its parameters. How a column answers a steady input was worked
// out by Grimbert & Faugeras 2006, "Bifurcation analysis of Jansen's neural mass model", Neural Computation 18, 3052-3068.
//
//   rheobase run examples/networks/jansen-rit.ts --set C=68 --plot jansen-rit.svg
import {
  Hz,
  Network,
  modelFunction,
  ms,
  mV,
  second,
  volt,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type StateMonitor,
} from 'rheobase'

// Potentials that pyramidal cells (y0), excitatory (y1) and inhibitory (y2) interneurons bring about, each by a synapse of second order. What an
// electrode sees is near y, the potential of the pyramidal cells.
const COLUMN = `
  dy0/dt = z0 : volt
  dy1/dt = z1 : volt
  dy2/dt = z2 : volt
  dz0/dt = A*a*rate(y) - 2*a*z0 - a**2*y0 : volt/second
  dz1/dt = A*a*(p + 0.8*C*rate(C*y0)) - 2*a*z1 - a**2*y1 : volt/second
  dz2/dt = B*b*0.25*C*rate(0.25*C*y0) - 2*b*z2 - b**2*y2 : volt/second
  y = y1 - y2 : volt
  p : hertz
`
/** Spikes per second of a population at a potential. */
const rate = modelFunction({
  arguments: { v: 'volt' },
  result: 'hertz',
  body: '5*Hz/(1 + exp(0.56*(6*mV - v)/mV))',
})
const CONNECTIVITY = 135
const [FROM, TO] = [60, 360]
/** The start is over, and what is seen then lasts. */
const SETTLED = second(4)
const DURATION = second(6)

interface JansenRit extends Required<ScriptModel> {
  readonly inputs: Quantity<Float64Array>
  /** Smallest and largest potential in millivolts of each column after the start. */
  readonly extremes: () => (readonly [least: number, greatest: number])[]
  readonly columns: StateMonitor
}

/** `--set` gives another connectivity `C`. */
export default function jansenRit({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): JansenRit {
  const size = Math.round(150 * scale) + 1
  const network = new Network({
    dt: ms(1),
    seed,
    target,
    threads,
    namespace: {
      ...{ A: mV(3.25), B: mV(22), a: second(0.01).toPower(-1), b: second(0.02).toPower(-1) },
      ...{ C: values.C?.value ?? CONNECTIVITY, rate },
    },
  })
  const steady = network.neuronGroup(size, COLUMN, { method: 'rk4' })
  const inputs = Hz(Array.from({ length: size }, (_, k) => FROM + ((TO - FROM) * k) / (size - 1)))
  steady.p.set(inputs)
  // The paper's input: uniform between 120 and 320 spikes per second, new at each step.
  const driven = network.neuronGroup(1, COLUMN, { method: 'rk4' })
  driven.runRegularly('p = (120 + 200*rand())*Hz', { dt: ms(1) })

  const columns = network.stateMonitor(steady, 'y', { record: true })
  const drivenColumn = network.stateMonitor(driven, 'y', { record: [0] })
  const extremes = (): [number, number][] =>
    columns.in('y', mV).map(trace => {
      const late = trace.slice(Math.round(SETTLED.in(ms)))
      return [Math.min(...late), Math.max(...late)]
    })
  return {
    network,
    duration: DURATION,
    inputs,
    extremes,
    columns,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const axes = {
        xLabel: 'Input',
        xUnit: Hz,
        label: 'Potential',
        unit: mV,
        draw: 'dots',
        size: 3,
        weight: 2,
      } as const
      const shown = { from: second(3), to: second(6), timeUnit: second, unit: mV, label: 'Potential' }
      const slow = Math.round(((125 - FROM) / (TO - FROM)) * (size - 1))
      const fast = Math.round(((220 - FROM) / (TO - FROM)) * (size - 1))
      const called = (k: number): string => `input ${inputs.at(k).in(Hz).toFixed(0)} Hz`
      return figure(
        [
          [
            curve(inputs, volt(extremes().map(([, greatest]) => greatest / 1000)), {
              ...axes,
              name: 'largest',
            }),
            curve(inputs, volt(extremes().map(([least]) => least / 1000)), { ...axes, name: 'smallest' }),
          ],
          trace(columns, 'y', { ...shown, elements: [slow], names: [called(slow)] }),
          trace(columns, 'y', { ...shown, elements: [fast], names: [called(fast)] }),
          trace(drivenColumn, 'y', { ...shown, names: ['random input'] }),
        ],
        { theme, title: 'Cortical column of Jansen and Rit' },
      )
    },
  }
}

/** Six seconds of `scale` times 151 columns. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<JansenRit> {
  const model = jansenRit({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
