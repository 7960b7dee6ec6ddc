// Inhibition makes rhythm: a hundred interneurons that only inhibit each other fall into step at a gamma frequency.
//
// Wang & Buzsaki 1996, "Gamma oscillation by synaptic inhibition in a hippocampal interneuronal network model", J. Neurosci. 16, 6402-6413:
// its neuron, sixty synapses for each on average, and currents that differ a little.
//
//   rheobase run examples/networks/wang-buzsaki.ts --set spread=0.1 --plot wang-buzsaki.svg
import {
  Network,
  cm2,
  mS,
  ms,
  mV,
  uA,
  uF,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

// Sodium channels open at once (m); s is the share of open channels at all synapses that the neuron makes: they are all alike, so it needs
// only one. What arrives from others is a sum over synapses. exprel(x) = (exp(x) - 1)/x.
const NEURON = `
  dv/dt = (I - gL*(v - EL) - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) - gsyn*arriving*(v - Esyn))/C : volt
  dh/dt = 5*(alpha_h*(1 - h) - beta_h*h) : 1
  dn/dt = 5*(alpha_n*(1 - n) - beta_n*n) : 1
  ds/dt = 12/ms/(1 + exp(-v/(2*mV)))*(1 - s) - 0.1/ms*s : 1
  m = alpha_m/(alpha_m + beta_m) : 1
  alpha_m = 1/exprel(-0.1*(v/mV + 35))/ms : Hz
  beta_m = 4*exp(-(v/mV + 60)/18)/ms : Hz
  alpha_h = 0.07*exp(-(v/mV + 58)/20)/ms : Hz
  beta_h = 1/(1 + exp(-0.1*(v/mV + 28)))/ms : Hz
  alpha_n = 0.1/exprel(-0.1*(v/mV + 34))/ms : Hz
  beta_n = 0.125*exp(-(v/mV + 44)/80)/ms : Hz
  arriving : 1
  I : amp/metre**2 (constant)
`
const perArea = (quantity: Quantity<number>): Quantity<number> => quantity.dividedBy(cm2)
const PARAMETERS = {
  C: perArea(uF(1)),
  ...{ gL: perArea(mS(0.1)), gNa: perArea(mS(35)), gK: perArea(mS(9)), gsyn: perArea(mS(0.1)) },
  ...{ EL: mV(-65), ENa: mV(55), EK: mV(-90), Esyn: mV(-75) },
}
const SIZE = 100
const INPUTS = 60
/** Mean of the currents, and their standard deviation in uA/cm2. */
const CURRENT = perArea(uA(1))
const SPREAD = 0.03
const DURATION = ms(500)

interface WangBuzsaki extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
}

/** `--set` gives another `spread` of the currents. */
export default function wangBuzsaki({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): WangBuzsaki {
  const spread = values.spread?.value ?? SPREAD
  const network = new Network({ dt: ms(0.05), seed, target, threads })
  const neurons = network.neuronGroup(SIZE, NEURON, {
    threshold: 'v > 0*mV',
    // As long as the potential is up, it is the same spike.
    refractory: 'v > -20*mV',
    method: 'rk4',
    namespace: { ...PARAMETERS, current: CURRENT, spread },
  })
  const synapses = network.synapses(neurons, neurons, {
    equations: 'arriving_post = s_pre/inputs : 1 (summed)',
    namespace: { inputs: INPUTS },
  })
  synapses.connect({ p: INPUTS / SIZE })
  neurons.I.set('current*(1 + spread*randn())')
  neurons.v.set('-70*mV + 20*mV*rand()')
  neurons.h.set('alpha_h/(alpha_h + beta_h)')
  neurons.n.set('alpha_n/(alpha_n + beta_n)')
  const spikes = network.spikeMonitor(neurons)
  const potentials = network.stateMonitor(neurons, 'v', { record: [0, 1] })
  return {
    network,
    duration: DURATION,
    spikes,
    picture: async theme => {
      const { figure, populationRate, raster, trace } = await import('rheobase/plot')
      const shown = { to: network.t }
      return figure(
        [
          raster(spikes, { ...shown, weight: 2 }),
          populationRate(spikes, { ...shown, bin: ms(1) }),
          trace(potentials, 'v', { ...shown, unit: mV, names: ['neuron 0', 'neuron 1'] }),
        ],
        { theme, title: 'Interneurons fall into step' },
      )
    },
  }
}

/**
 * Coherence of the spikes from a time on, as the paper defines it: for two neurons, the number of bins in which both spike over the
 * geometric mean of the numbers of bins in which they do; the mean over all pairs.
 */
export function coherence(spikes: SpikeMonitor, bin: Quantity<number>, from: Quantity<number>): number {
  const trains = spikes
    .trains()
    .map(train => Array.from(train.values as Float64Array).filter(time => time >= from.value))
    .map(train => new Set(train.map(time => Math.floor((time - from.value) / bin.value + 1e-9))))
  let [sum, pairs] = [0, 0]
  trains.forEach((one, k) => {
    for (const other of trains.slice(k + 1)) {
      const both = [...one].filter(each => other.has(each)).length
      if (one.size > 0 && other.size > 0) sum += both / Math.sqrt(one.size * other.size)
      pairs++
    }
  })
  return sum / pairs
}

/** Half a second of a hundred neurons: short enough to be run in full everywhere. */
export async function run({ seed = 1 }: { readonly seed?: number } = {}): Promise<WangBuzsaki> {
  const model = wangBuzsaki({ values: {}, seed })
  await model.network.run(model.duration)
  return model
}
