// A network of integrate-and-fire neurons that keeps itself active, irregularly, without any input.
//
// The model is that of Vogels & Abbott 2005, "Signal propagation and logic gating in networks of integrate-and-fire neurons",
// J. Neurosci. 25, 10786-10795, with synapses that inject current, in the form of benchmark 2 of Brette et al. 2007,
// "Simulation of networks of spiking neurons", J. Comput. Neurosci. 23, 349-398.
//
//   rheobase run examples/cuba.ts --plot cuba.svg
//   rheobase run examples/cuba.ts --set we=1.5mV --set wi=-9mV --set size=2000
import { Network, ms, mV, quantity, script } from 'rheobase'

// Each neuron has 80 synapses on average, 64 excitatory and 16 inhibitory, whatever the size of the network: activity then is about
// the same in a small one.
const INPUTS = 80
const EXCITATORY = 0.8

// Postsynaptic currents are expressed as the voltage that they would drive the membrane to, so ge and gi are in volt.
// During the refractory period v is held, but the currents go on decaying.
const EQUATIONS = `
  dv/dt  = (ge + gi - (v - El)) / taum : volt (unless refractory)
  dge/dt = -ge / taue : volt
  dgi/dt = -gi / taui : volt
`

/** `--set` gives other values to `size`, `we` and `wi`: what a spike adds to ge or gi of its targets. */
export default script(({ values, settings }) => {
  const { size = quantity`4000`, we = mV(1.62), wi = mV(-9) } = values
  const network = new Network({ dt: ms(0.1), seed: 1, ...settings })
  const neurons = network.neuronGroup(size.value, EQUATIONS, {
    threshold: 'v > Vt',
    reset: 'v = Vr',
    refractory: ms(5),
    // The equations are linear, so each step can be exact.
    method: 'exact',
    // El lies above the threshold: a neuron without input would spike regularly. The balance of the synapses makes it irregular.
    namespace: { taum: ms(20), taue: ms(5), taui: ms(10), Vt: mV(-50), Vr: mV(-60), El: mV(-49) },
  })
  // Neurons that start in the same state would spike at the same time.
  neurons.v.set('Vr + rand() * (Vt - Vr)')

  const firstInhibitory = Math.floor(EXCITATORY * size.value)
  const excitatory = network.synapses(neurons.slice(0, firstInhibitory), neurons, {
    onPre: 'ge += we',
    namespace: { we },
  })
  excitatory.connect({ p: INPUTS / size.value })
  const inhibitory = network.synapses(neurons.slice(firstInhibitory), neurons, {
    onPre: 'gi += wi',
    namespace: { wi },
  })
  inhibitory.connect({ p: INPUTS / size.value })

  const spikes = network.spikeMonitor(neurons)
  return {
    network,
    neurons,
    spikes,
    // Loaded when a picture is wanted: a simulation without one starts sooner.
    picture: async theme => {
      const { figure, populationRate, raster } = await import('rheobase/plot')
      const shown = { to: network.t }
      const title = `Irregular activity of ${String(neurons.size)} integrate-and-fire neurons`
      return figure([raster(spikes, shown), populationRate(spikes, shown)], { title, theme })
    },
  }
})
