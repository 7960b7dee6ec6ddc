// One neuron, seen from inside: a step of current through the membrane of the squid's giant axon, the spikes that follow, and the
// channels that make them.
//
// Hodgkin & Huxley 1952, "A quantitative description of membrane current and its application to conduction and excitation in nerve",
// J. Physiol. 117, 500-544; in the present convention (rest at -65 mV, depolarisation upwards). Everything is per area of membrane.
//
//   rheobase run examples/hodgkin-huxley.ts --set current=7uA/cm2 --plot hodgkin-huxley.svg
import {
  Network,
  cm2,
  mS,
  ms,
  mV,
  quantity,
  uA,
  uF,
  type Quantity,
  type ScriptOptions,
  type SpikeMonitor,
  type StateMonitor,
} from 'rheobase'

// m opens the sodium channels quickly, h closes them, n opens the potassium channels later. The rates alpha_m and alpha_n have the form
// x/(exp(x) - 1); exprel(x) = (exp(x) - 1)/x is defined at 0, too.
const EQUATIONS = `
  dv/dt = (I - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) - gL*(v - EL)) / C : volt
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  alpha_m = 1/exprel((-40*mV - v)/(10*mV))/ms : Hz
  beta_m = 4*exp((-65*mV - v)/(18*mV))/ms : Hz
  alpha_h = 0.07*exp((-65*mV - v)/(20*mV))/ms : Hz
  beta_h = 1/(1 + exp((-35*mV - v)/(10*mV)))/ms : Hz
  alpha_n = 0.1/exprel((-55*mV - v)/(10*mV))/ms : Hz
  beta_n = 0.125*exp((-65*mV - v)/(80*mV))/ms : Hz
  I = current*int(t >= begin and t < end) : amp/metre**2
`
const BEGIN = ms(10)
const END = ms(60)
const DURATION = ms(80)

interface Model {
  readonly net: Network
  readonly spikes: SpikeMonitor
  readonly traces: StateMonitor
}

function build({
  current,
  seed = 1,
  target = 'wasm',
  threads,
}: Omit<ScriptOptions, 'values'> & { readonly current: Quantity }): Model {
  const net = new Network({ dt: ms(0.01), seed, target, threads })
  const neuron = net.neuronGroup(1, EQUATIONS, {
    threshold: 'v > 0*mV',
    // As long as the potential is up, it is the same spike.
    refractory: 'v > 0*mV',
    method: 'exponential_euler',
    namespace: {
      C: uF(1).dividedBy(cm2),
      ...{ gNa: mS(120).dividedBy(cm2), gK: mS(36).dividedBy(cm2), gL: mS(0.3).dividedBy(cm2) },
      ...{ ENa: mV(50), EK: mV(-77), EL: mV(-54.387) },
      ...{ current, begin: BEGIN, end: END },
    },
  })
  // At rest each gate is where its opening and closing balance.
  neuron.v.set(mV(-65))
  neuron.m.set('alpha_m/(alpha_m + beta_m)')
  neuron.h.set('alpha_h/(alpha_h + beta_h)')
  neuron.n.set('alpha_n/(alpha_n + beta_n)')
  return {
    net,
    spikes: net.spikeMonitor(neuron),
    traces: net.stateMonitor(neuron, ['v', 'm', 'h', 'n', 'I'], { record: [0] }),
  }
}

const CURRENT = quantity`10*uA/cm**2`

/** For the command; `--set` gives another `current`. The script runs the network itself, as one second would be too long to see anything. */
export default async function hodgkinHuxley({ values, ...options }: ScriptOptions): Promise<Network> {
  const { current = CURRENT } = values
  const { net } = build({ ...options, current })
  await net.run(options.duration ?? DURATION)
  return net
}

/** 80 ms of one neuron: short enough to be run in full everywhere. */
export async function run(): Promise<Omit<Model, 'net'> & { picture: () => Promise<string> }> {
  const { net, spikes, traces } = build({ current: CURRENT })
  await net.run(DURATION)
  const shown = { to: net.t }
  return {
    spikes,
    traces,
    // Loaded when a picture is wanted: a simulation without one starts sooner.
    picture: async () => {
      const { figure, trace } = await import('rheobase/plot')
      return figure(
        [
          trace(traces, 'v', { ...shown, unit: mV, label: 'Potential', weight: 1.6 }),
          trace(traces, ['m', 'h', 'n'], { ...shown, label: 'Open fraction' }),
          trace(traces, 'I', { ...shown, unit: uA.per(cm2), label: 'Current', weight: 0.5 }),
        ],
        { title: 'Hodgkin-Huxley neuron at a step of current' },
      )
    },
  }
}
