// A network of Hodgkin-Huxley neurons with synapses that open conductances.
//
// Benchmark 3 of Brette et al. 2007, "Simulation of networks of spiking neurons: a review of tools and strategies",
// J. Comput. Neurosci. 23, 349-398. The channels are those of Traub & Miles 1991, "Neuronal Networks of the Hippocampus".
//
//   rheobase run examples/cobahh.ts --plot cobahh.svg
//   rheobase run examples/cobahh.ts --set size=1000 --set wi=50nS
import {
  Network,
  ms,
  mV,
  nS,
  pF,
  uS,
  type Quantity,
  type ScriptOptions,
  type SpikeMonitor,
  type StateMonitor,
} from 'rheobase'

const INPUTS = 80
const EXCITATORY = 0.8

// The rates alpha_m and alpha_n have the form x/(exp(x) - 1), which is 0/0 at x = 0; exprel(x) = (exp(x) - 1)/x has no such gap.
// In each equation everything but its own variable is held during a step, so that exponential Euler solves it (method below).
const EQUATIONS = `
  dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v)
           - g_na*(m*m*m)*h*(v - ENa)
           - g_kd*(n*n*n*n)*(v - EK)) / Cm : volt
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  dge/dt = -ge*(1./taue) : siemens
  dgi/dt = -gi*(1./taui) : siemens
  alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
  beta_m = 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
  alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
  beta_h = 4./(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
  alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
  beta_n = .5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
`

// A membrane of 20,000 um^2, with 1 uF/cm^2 of capacitance and, in the order below, 50 uS/cm^2, 100 mS/cm^2 and 30 mS/cm^2.
const MEMBRANE = { Cm: pF(200), gl: nS(10), g_na: uS(20), g_kd: uS(6) }
// Reversal potentials, and VT, which shifts where the channels open.
const POTENTIALS = { El: mV(-60), EK: mV(-90), ENa: mV(50), VT: mV(-63), Ee: mV(0), Ei: mV(-80) }

interface Parameters extends Omit<ScriptOptions, 'values'> {
  readonly size: number
  /** Conductance that a spike opens in its targets. */
  readonly we: Quantity
  readonly wi: Quantity
}
interface Model {
  readonly net: Network
  readonly spikes: SpikeMonitor
  readonly potentials: StateMonitor
}

function build({
  size,
  we,
  wi,
  seed = 1,
  target = 'wasm',
  precision = 'double',
  threads,
}: Parameters): Model {
  const net = new Network({ dt: ms(0.1), seed, target, precision, threads })
  const neurons = net.neuronGroup(size, EQUATIONS, {
    // A spike is the crossing of -20 mV; nothing is reset, the channels bring the potential down. The refractory period is only there
    // to count each spike once.
    threshold: 'v > -20*mV',
    refractory: ms(3),
    method: 'exponential_euler',
    namespace: { ...MEMBRANE, ...POTENTIALS, taue: ms(5), taui: ms(10) },
  })
  const firstInhibitory = Math.floor(EXCITATORY * size)
  const excitatory = net.synapses(neurons.slice(0, firstInhibitory), neurons, {
    onPre: 'ge += we',
    namespace: { we },
  })
  const inhibitory = net.synapses(neurons.slice(firstInhibitory), neurons, {
    onPre: 'gi += wi',
    namespace: { wi },
  })
  excitatory.connect({ p: INPUTS / size })
  inhibitory.connect({ p: INPUTS / size })
  // The activity sustains itself once it is there: synapses that are open at the start set it going.
  neurons.v.set('El + (randn()*5 - 5)*mV')
  neurons.ge.set('(randn()*1.5 + 4)*10.*nS')
  neurons.gi.set('(randn()*12 + 20)*10.*nS')
  return {
    net,
    spikes: net.spikeMonitor(neurons),
    potentials: net.stateMonitor(neurons, 'v', { record: [0] }),
  }
}

const SIZE = 4000
const WE = nS(6)
const WI = nS(67)

/** For the command; `--set` gives other values to `size`, `we` and `wi`. */
export default function cobahh({ values, ...options }: ScriptOptions): Network {
  const { size, we = WE, wi = WI } = values
  return build({ ...options, size: size?.value ?? SIZE, we, wi }).net
}

/** One second (at small scale a part of it) of a network of `scale` times 4000 neurons. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<
  Omit<Model, 'net'> & { size: number; picture: () => Promise<string> }
> {
  const size = Math.round(SIZE * scale)
  const { net, spikes, potentials } = build({ size, we: WE, wi: WI })
  await net.run(ms(scale < 0.5 ? 300 : 1000))
  const shown = { to: net.t }
  return {
    spikes,
    potentials,
    size,
    // Loaded when a picture is wanted: a simulation without one starts sooner.
    picture: async () => {
      const { figure, populationRate, raster, trace } = await import('rheobase/plot')
      return figure(
        [
          raster(spikes, shown),
          populationRate(spikes, shown),
          trace(potentials, 'v', { ...shown, unit: mV }),
        ],
        {
          title: `Self-sustained activity of ${String(size)} Hodgkin-Huxley neurons`,
        },
      )
    },
  }
}
