// A relay cell of the thalamus with the form that a microscope found: 1219 compartments, sodium and potassium channels at the soma, calcium channels
// of the T type in the dendrites. A step of current wakes it with a slow hump of calcium that carries two spikes.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, appendix 4; the model is that of
// Destexhe, Neubig, Ulrich & Huguenard 1998, "Dendritic low-threshold calcium currents in thalamic relay cells", J. Neurosci. 18, 3574-3588.
//
//   rheobase run examples/case-studies/thalamic-cell.ts --plot thalamic-cell.svg
//   rheobase run examples/case-studies/thalamic-cell.ts --set step=60 --set dt=0.005
import { readFileSync } from 'node:fs'
import { Network, constants, mV, ms, pA, quantities, quantity, readSwc, script } from 'rheobase'

// exprel(x) is (exp(x) - 1)/x, and 1 where that is 0/0.
const EQUATIONS = `
  Im = gl*(El - v) - I_Na - I_K - I_T : amp/meter**2
  I_inj : amp (point current)
  v2 = v - VT : volt

  I_Na = g_Na*m**3*h*(v - E_Na) : amp/meter**2
  dm/dt = (alpha_m*(1 - m) - beta_m*m)/ms*tadj_HH : 1
  dh/dt = (0.128*exp((17*mV - v2)/(18*mV))*(1 - h) - 4/(1 + exp((40*mV - v2)/(5*mV)))*h)/ms*tadj_HH : 1
  alpha_m = 0.32*4/exprel((13*mV - v2)/(4*mV)) : 1
  beta_m = 0.28*5/exprel((v2 - 40*mV)/(5*mV)) : 1
  g_Na : siemens/meter**2

  I_K = g_K*n**4*(v - E_K) : amp/meter**2
  dn/dt = (0.032*5/exprel((15*mV - v2)/(5*mV))*(1 - n) - 0.5*exp((10*mV - v2)/(40*mV))*n)/ms*tadj_HH : 1
  g_K : siemens/meter**2

  I_T = P_Ca*m_T**2*h_T*G_Ca : amp/meter**2
  G_Ca = Z**2*F*v*gamma*(Ca_i - Ca_o*exp(-Z*gamma*v))/(1 - exp(-Z*gamma*v)) : coulomb/meter**3
  dm_T/dt = -(m_T - m_T_inf)/tau_m_T : 1
  dh_T/dt = -(h_T - h_T_inf)/tau_h_T : 1
  m_T_inf = 1/(1 + exp(-(v/mV + 56)/6.2)) : 1
  h_T_inf = 1/(1 + exp((v/mV + 80)/4)) : 1
  tau_m_T = (0.612 + 1/(exp(-(v/mV + 131)/16.7) + exp((v/mV + 15.8)/18.2)))*ms/tadj_T : second
  tau_h_T = where(v < -81*mV, exp((v/mV + 466)/66.6), 28 + exp(-(v/mV + 21)/10.5))*ms/tadj_T : second
  P_Ca : meter/second
`
const CONSTANTS = quantities`
  gl = 0.0379*msiemens/cm**2;  El = -76.5*mV;  E_Na = 50*mV;  E_K = -100*mV;  VT = -52*mV
  tadj_HH = 3**-0.2;  tadj_T = 2.5  # at 34 degrees
  Z = 2;  F = ${constants.faradayConstant};  gamma = F/(${constants.gasConstant}*307.15*kelvin)
  Ca_i = 240*nmolar;  Ca_o = 2*mmolar
`
/** Compartments that are recorded: from the soma to the tips. */
export const RECORDED = [0, 1, 10, 66, 100, 412, 824, 1000, 1218]

/** Settings: `step`, the current in pA, and `dt` in ms. */
export default script(({ settings, values, duration = ms(500) }) => {
  const swc = readFileSync(new URL('../data/tc200.CNG.swc', import.meta.url), 'utf8')
  // The first point is to be the sphere and the rest of the soma cones, as a message would tell.
  const cell = readSwc(swc, { onMessage: () => undefined })
  const network = new Network({ dt: ms(values.dt?.value ?? 0.01), seed: 1, ...settings })
  const neuron = network.spatialNeuron(cell, EQUATIONS, {
    Cm: quantity`0.88*uF/cm**2`,
    Ri: quantity`173*ohm*cm`,
    method: 'exponential_euler',
    namespace: CONSTANTS,
  })
  neuron.setStates({ v: mV(-74), m_T: 'm_T_inf', h_T: 'h_T_inf' })
  neuron.at(0).g_Na.set('100*msiemens/cm**2')
  neuron.at(0).g_K.set('100*msiemens/cm**2')
  // The condition of the paper's program. It holds for the soma, too, which is longer than that.
  neuron.P_Ca.set('where(distance + length/2 > 11*um, 8.5e-5, 1.7e-5)*cm/second')
  const traces = network.stateMonitor(neuron, 'v', { record: RECORDED, dt: network.dt })
  return {
    network,
    cell,
    neuron,
    traces,
    run: async options => {
      const before = ms(180)
      await network.run(before, options)
      neuron.at(0).I_inj.set(pA(values.step?.value ?? 75))
      await network.run(duration.minus(before), options)
    },
    picture: async theme => {
      const { figure, projection, row, trace } = await import('rheobase/plot')
      const spread = { unit: mV, elements: [824, 10, 0], names: ['tip', 'dendrite', 'soma'], from: ms(100) }
      return figure([row(trace(traces, 'v', spread), projection(cell, { size: 0.6, weight: 3 }))], {
        theme,
        title: 'A relay cell of the thalamus',
      })
    },
  }
})
