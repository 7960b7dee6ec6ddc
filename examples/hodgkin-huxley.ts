// One neuron, seen from inside: a step of current through the membrane of the squid's giant axon, the spikes that follow, and the
// channels that make them.
//
// Hodgkin & Huxley 1952, "A quantitative description of membrane current and its application to conduction and excitation in nerve",
// J. Physiol. 117, 500-544; in the present convention (rest at -65 mV, depolarisation upwards). Everything is per area of membrane.
//
//   rheobase run examples/hodgkin-huxley.ts --set current=7uA/cm2 --plot hodgkin-huxley.svg
import { Network, cm2, mV, ms, quantities, quantity, script, uA } from 'rheobase'

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
const CONSTANTS = quantities`
  C = 1*uF/cm**2;  gNa = 120*mS/cm**2;  gK = 36*mS/cm**2;  gL = 0.3*mS/cm**2
  ENa = 50*mV;  EK = -77*mV;  EL = -54.387*mV
  begin = 10*ms;  end = 60*ms
`

/** `--set` gives another `current`. */
export default script(({ values, settings }) => {
  const { current = quantity`10*uA/cm**2` } = values
  const network = new Network({ dt: ms(0.01), seed: 1, ...settings })
  const neuron = network.neuronGroup(1, EQUATIONS, {
    threshold: 'v > 0*mV',
    // As long as the potential is up, it is the same spike.
    refractory: 'v > 0*mV',
    method: 'exponential_euler',
    namespace: { ...CONSTANTS, current },
  })
  // At rest each gate is where its opening and closing balance.
  neuron.v.set(mV(-65))
  neuron.m.set('alpha_m/(alpha_m + beta_m)')
  neuron.h.set('alpha_h/(alpha_h + beta_h)')
  neuron.n.set('alpha_n/(alpha_n + beta_n)')
  const spikes = network.spikeMonitor(neuron)
  const traces = network.stateMonitor(neuron, ['v', 'm', 'h', 'n', 'I'], { record: [0] })
  return {
    network,
    spikes,
    traces,
    duration: ms(80),
    // Loaded when a picture is wanted: a simulation without one starts sooner.
    picture: async theme => {
      const { figure, trace } = await import('rheobase/plot')
      const shown = { to: network.t }
      return figure(
        [
          trace(traces, 'v', { ...shown, unit: mV, label: 'Potential', weight: 1.6 }),
          trace(traces, ['m', 'h', 'n'], { ...shown, label: 'Open fraction' }),
          trace(traces, 'I', { ...shown, unit: uA.per(cm2), label: 'Current', weight: 0.5 }),
        ],
        { title: 'Hodgkin-Huxley neuron at a step of current', theme },
      )
    },
  }
})
