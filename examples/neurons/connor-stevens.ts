// What the A-current is good for: with it, a neuron can fire as slowly as it likes, and waits before its first spike; without it, it
// starts at a high rate.
//
// Connor & Stevens 1971, "Prediction of repetitive firing behaviour from voltage clamp data on an isolated neurone soma", J. Physiol. 213,
// 31-53, in the form of Dayan & Abbott 2001, "Theoretical Neuroscience", chapter 6. As there,
// the leak is shifted when the A-current is taken away (here to -70 mV), so that the neuron still rests near that potential.
//
//   rheobase run examples/neurons/connor-stevens.ts --plot connor-stevens.svg
import {
  Hz,
  Network,
  mS,
  mm2,
  ms,
  mV,
  nA,
  nF,
  type NeuronGroup,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

// Sodium (m, h) and potassium (n) make the spike; a opens the A-current, b closes it slowly. exprel(x) = (exp(x) - 1)/x.
const EQUATIONS = `
  dv/dt = (I - gL*(v - EL) - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) - gA*a**3*b*(v - EA))/C : volt
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  da/dt = (a_inf - a)/tau_a : 1
  db/dt = (b_inf - b)/tau_b : 1
  alpha_m = 3.8/exprel(-0.1*(v/mV + 29.7))/ms : Hz
  beta_m = 15.2*exp(-0.0556*(v/mV + 54.7))/ms : Hz
  alpha_h = 0.266*exp(-0.05*(v/mV + 48))/ms : Hz
  beta_h = 3.8/(1 + exp(-0.1*(v/mV + 18)))/ms : Hz
  alpha_n = 0.2/exprel(-0.1*(v/mV + 45.7))/ms : Hz
  beta_n = 0.25*exp(-0.0125*(v/mV + 55.7))/ms : Hz
  a_inf = (0.0761*exp(0.0314*(v/mV + 94.22))/(1 + exp(0.0346*(v/mV + 1.17))))**(1/3) : 1
  tau_a = (0.3632 + 1.158/(1 + exp(0.0497*(v/mV + 55.96))))*ms : second
  b_inf = 1/(1 + exp(0.0688*(v/mV + 53.3)))**4 : 1
  tau_b = (1.24 + 2.678/(1 + exp(0.0624*(v/mV + 50))))*ms : second
  I = strength*int(t >= onset) : amp/metre**2
  strength : amp/metre**2 (constant)
`
const perArea = (quantity: Quantity<number>): Quantity<number> => quantity.dividedBy(mm2)
const COMMON = {
  C: perArea(nF(10)),
  ...{ gL: perArea(mS(0.003)), gNa: perArea(mS(1.2)), gK: perArea(mS(0.2)) },
  ...{ ENa: mV(55), EK: mV(-72), EA: mV(-75) },
}
const CURRENTS = {
  'with A-current': { EL: mV(-17), gA: perArea(mS(0.477)) },
  'without A-current': { EL: mV(-70), gA: perArea(mS(0)) },
} as const
export type WithOrWithout = keyof typeof CURRENTS

const [FROM, TO] = [50, 250]
const REST = mV(-68)
/** The current begins then. */
const ONSET = ms(100)
const DURATION = ms(1100)

interface ConnorStevens extends Required<ScriptModel> {
  readonly currents: Quantity
  /** Rate at each current, from the intervals of the last half second; 0 for a neuron that does not go on spiking. */
  readonly rates: (of: WithOrWithout) => Quantity
  /** Spikes of one kind of neuron at each current. */
  readonly spikes: (of: WithOrWithout) => SpikeMonitor
}

interface Recorded {
  readonly neurons: NeuronGroup<typeof EQUATIONS>
  readonly spikes: SpikeMonitor
}

/** `--set` gives another number of currents to `size`. */
export default function connorStevens({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): ConnorStevens {
  const size = values.size?.value ?? Math.round(80 * scale) + 1
  const network = new Network({ dt: ms(0.02), seed, target, threads, namespace: { ...COMMON, onset: ONSET } })
  const currents = perArea(nA(1)).times(
    Array.from({ length: size }, (_, k) => FROM + ((TO - FROM) * k) / (size - 1)),
  )
  const make = (kind: WithOrWithout): Recorded => {
    const neurons = network.neuronGroup(size, EQUATIONS, {
      threshold: 'v > 0*mV',
      refractory: 'v > -20*mV',
      method: 'exponential_euler',
      namespace: CURRENTS[kind],
    })
    neurons.strength.set(currents)
    neurons.v.set(REST)
    for (const gate of ['m', 'h', 'n'])
      neurons.state(gate).set(`alpha_${gate}/(alpha_${gate} + beta_${gate})`)
    neurons.a.set('a_inf')
    neurons.b.set('b_inf')
    return { neurons, spikes: network.spikeMonitor(neurons) }
  }
  const recorded = {
    'with A-current': make('with A-current'),
    'without A-current': make('without A-current'),
  }
  const shownNeuron = Math.round((size - 1) / 4)
  const traces = KINDS.map(kind =>
    network.stateMonitor(recorded[kind].neurons, 'v', { record: [shownNeuron], dt: ms(0.1) }),
  )
  const rates = (of: WithOrWithout): Quantity => ratesOf(recorded[of].spikes)
  return {
    network,
    duration: DURATION,
    currents,
    rates,
    spikes: of => recorded[of].spikes,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const axes = { xLabel: 'Current', xUnit: nA.per(mm2), label: 'Rate', unit: Hz, weight: 2.5 }
      const shown = { unit: mV, from: ms(50), to: ms(250), weight: 0.8 }
      return figure(
        [
          KINDS.map(kind => curve(currents, rates(kind), { ...axes, draw: 'dots', size: 3.5, name: kind })),
          ...traces.map((monitor, k) =>
            trace(monitor, 'v', {
              ...shown,
              names: [KINDS[k] ?? ''],
              color: k,
            }),
          ),
        ],
        { theme, title: 'Connor-Stevens neuron' },
      )
    },
  }
}
const KINDS = Object.keys(CURRENTS) as readonly WithOrWithout[]

function ratesOf(spikes: SpikeMonitor): Quantity {
  const from = DURATION.value - 0.5
  return Hz(
    spikes.trains().map(train => {
      const late = Array.from(train.values as Float64Array).filter(time => time > from)
      const [first, last] = [late[0], late.at(-1)]
      return first === undefined || last === undefined || late.length < 2
        ? 0
        : (late.length - 1) / (last - first)
    }),
  )
}

/** 1.1 s of twice `scale` times 81 neurons, 2.5 nA/mm2 apart at full size. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<ConnorStevens> {
  const model = connorStevens({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
