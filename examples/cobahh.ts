// A network of Hodgkin-Huxley neurons with synapses that open conductances.
//
// Benchmark 3 of Brette et al. 2007, "Simulation of networks of spiking neurons: a review of tools and strategies",
// J. Comput. Neurosci. 23, 349-398. The channels are those of Traub & Miles 1991, "Neuronal Networks of the Hippocampus".
//
//   rheobase run examples/cobahh.ts --plot cobahh.svg
//   rheobase run examples/cobahh.ts --set size=1000 --set wi=50nS
import { Network, ms, mV, nS, quantities, quantity, script } from 'rheobase'

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

const CONSTANTS = quantities`
  # A membrane of 20,000 um^2, with 1 uF/cm^2 of capacitance and, in this order, 50 uS/cm^2, 100 mS/cm^2 and 30 mS/cm^2
  Cm = 200*pF;  gl = 10*nS;  g_na = 20*uS;  g_kd = 6*uS
  # Reversal potentials, and VT, which shifts where the channels open
  El = -60*mV;  EK = -90*mV;  ENa = 50*mV;  VT = -63*mV;  Ee = 0*mV;  Ei = -80*mV
  taue = 5*ms;  taui = 10*ms
`

/** `--set` gives other values to `size`, and to `we` and `wi`, the conductances that a spike opens in its targets. */
export default script(({ values, settings }) => {
  const { size = quantity`4000`, we = nS(6), wi = nS(67) } = values
  const network = new Network({ dt: ms(0.1), seed: 1, ...settings })
  const neurons = network.neuronGroup(size.value, EQUATIONS, {
    // A spike is the crossing of -20 mV; nothing is reset, the channels bring the potential down. The refractory period is only there
    // to count each spike once.
    threshold: 'v > -20*mV',
    refractory: ms(3),
    method: 'exponential_euler',
    namespace: CONSTANTS,
  })
  const firstInhibitory = Math.floor(EXCITATORY * size.value)
  const excitatory = network.synapses(neurons.slice(0, firstInhibitory), neurons, {
    onPre: 'ge += we',
    namespace: { we },
  })
  const inhibitory = network.synapses(neurons.slice(firstInhibitory), neurons, {
    onPre: 'gi += wi',
    namespace: { wi },
  })
  excitatory.connect({ p: INPUTS / size.value })
  inhibitory.connect({ p: INPUTS / size.value })
  // The activity sustains itself once it is there: synapses that are open at the start set it going.
  neurons.v.set('El + (randn()*5 - 5)*mV')
  neurons.ge.set('(randn()*1.5 + 4)*10.*nS')
  neurons.gi.set('(randn()*12 + 20)*10.*nS')

  const spikes = network.spikeMonitor(neurons)
  const potentials = network.stateMonitor(neurons, 'v', { record: [0] })
  return {
    network,
    neurons,
    spikes,
    potentials,
    // Loaded when a picture is wanted: a simulation without one starts sooner.
    picture: async theme => {
      const { figure, populationRate, raster, trace } = await import('rheobase/plot')
      const shown = { to: network.t }
      const title = `Self-sustained activity of ${String(neurons.size)} Hodgkin-Huxley neurons`
      const potential = trace(potentials, 'v', { ...shown, unit: mV })
      return figure([raster(spikes, shown), populationRate(spikes, shown), potential], { title, theme })
    },
  }
})
