// Two ways to begin to fire: one neuron starts at any rate, however low, the other with a jump to ten spikes per second.
//
// Morris & Lecar 1981, "Voltage oscillations in the barnacle giant muscle fiber", Biophysical Journal 35, 193-213, in the form and with
// the two parameter sets of Rinzel & Ermentrout 1998, "Analysis of neural excitability and oscillations", in Koch & Segev, "Methods in
// Neuronal Modeling", 2nd edition, chapter 7: class 1 (a saddle-node on the cycle) and class 2 (a Hopf bifurcation).
//
//   rheobase run examples/neurons/morris-lecar.ts --plot morris-lecar.svg
import {
  Hz,
  Network,
  cm2,
  mS,
  ms,
  mV,
  uA,
  uF,
  type NeuronGroup,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

// A calcium current that follows the potential at once, and a potassium current that comes late.
const EQUATIONS = `
  dv/dt = (I - gCa*m*(v - ECa) - gK*w*(v - EK) - gL*(v - EL))/C : volt
  dw/dt = phi*(w_inf - w)*cosh((v - V3)/(2*V4)) : 1
  m = 0.5*(1 + tanh((v - V1)/V2)) : 1
  w_inf = 0.5*(1 + tanh((v - V3)/V4)) : 1
  I : amp/metre**2 (constant)
`
const perArea = (quantity: Quantity<number>): Quantity<number> => quantity.dividedBy(cm2)
const COMMON = {
  C: perArea(uF(20)),
  ...{ gK: perArea(mS(8)), gL: perArea(mS(2)) },
  ...{ ECa: mV(120), EK: mV(-84), EL: mV(-60), V1: mV(-1.2), V2: mV(18) },
}
const CLASSES = {
  'class 1': { gCa: perArea(mS(4)), V3: mV(12), V4: mV(17.4), phi: ms(15).toPower(-1) },
  'class 2': { gCa: perArea(mS(4.4)), V3: mV(2), V4: mV(30), phi: ms(25).toPower(-1) },
} as const
export type FiringClass = keyof typeof CLASSES

// Neurons at currents between these.
const [FROM, TO] = [30, 110]
/** What is counted: intervals after the first half, when the transient of the start is over. */
const DURATION = ms(3000)

interface MorrisLecar extends Required<ScriptModel> {
  readonly currents: Quantity
  /** Rate at each current, 0 for a neuron that does not go on spiking. */
  readonly rates: (of: FiringClass) => Quantity
}

/** `--set` gives another number of neurons to `size`. */
export default function morrisLecar({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): MorrisLecar {
  const size = values.size?.value ?? Math.round(160 * scale) + 1
  const network = new Network({ dt: ms(0.1), seed, target, threads, namespace: COMMON })
  const currents = perArea(uA(1)).times(
    Array.from({ length: size }, (_, k) => FROM + ((TO - FROM) * k) / (size - 1)),
  )
  const [one, two] = Object.entries(CLASSES).map(([name, namespace]) => {
    const neurons = network.neuronGroup(size, EQUATIONS, {
      threshold: 'v > 0*mV',
      // As long as the potential is up, it is the same spike.
      refractory: 'v > -10*mV',
      method: 'rk4',
      namespace,
      name: name.replace(' ', '_'),
    })
    neurons.I.set(currents)
    // From rest without current: what a step of current does, not what could go on for ever once it is there.
    neurons.v.set(mV(-60))
    neurons.w.set('w_inf')
    return { neurons, spikes: network.spikeMonitor(neurons) }
  }) as [Recorded, Recorded]
  const traces = network.stateMonitor(one.neurons, 'v', { record: [Math.round(0.15 * size)] })
  const rates = (of: FiringClass): Quantity => ratesOf((of === 'class 1' ? one : two).spikes)
  return {
    network,
    duration: DURATION,
    currents,
    rates,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const axes = { xLabel: 'Current', xUnit: uA.per(cm2), label: 'Rate', unit: Hz, weight: 2.5 }
      return figure(
        [
          (['class 1', 'class 2'] as const).map(name =>
            curve(currents, rates(name), { ...axes, draw: 'dots', size: 3.5, name }),
          ),
          trace(traces, 'v', { unit: mV, to: ms(1000), names: ['class 1, close to the threshold'] }),
        ],
        { theme, title: 'Two classes of Morris-Lecar neurons' },
      )
    },
  }
}

interface Recorded {
  readonly neurons: NeuronGroup<typeof EQUATIONS>
  readonly spikes: SpikeMonitor
}

function ratesOf(spikes: SpikeMonitor): Quantity {
  return Hz(
    spikes.trains().map(train => {
      const late = Array.from(train.values as Float64Array).filter(time => time > DURATION.value / 2)
      const [first, last] = [late[0], late.at(-1)]
      return first === undefined || last === undefined || late.length < 2
        ? 0
        : (late.length - 1) / (last - first)
    }),
  )
}

/** Three seconds of twice `scale` times 161 neurons, 0.5 uA/cm2 apart at full size. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<MorrisLecar> {
  const model = morrisLecar({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
