import { Network, cylinder, mV, ms, nA, quantity, um, type ScriptOptions, type SpatialNeuron } from 'rheobase'

const EQUATIONS = `
  Im = gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) : amp/meter**2
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  alpha_m = 1/exprel(-(v/mV + 40)/10)/ms : Hz
  beta_m = 4*exp(-(v/mV + 65)/18)/ms : Hz
  alpha_h = 0.07*exp(-(v/mV + 65)/20)/ms : Hz
  beta_h = 1/(exp(-(v/mV + 35)/10) + 1)/ms : Hz
  alpha_n = 0.1/exprel(-(v/mV + 55)/10)/ms : Hz
  beta_n = 0.125*exp(-(v/mV + 65)/80)/ms : Hz
  I : amp (point current)
`

/**
 * Rallpack 3 (Bhalla, Bilitch & Bower 1992, Trends Neurosci. 15, 453-458), as `peers/rallpack3.py` has it: a cable of 1 mm with the membrane of
 * the squid axon, cut into `size` compartments, with a current of 0.1 nA into its end; or any number of `cells` like it.
 */
export default function rallpack3({ values, ...options }: ScriptOptions): Network {
  const net = new Network({
    dt: ms(0.05),
    seed: options.seed ?? 1,
    target: options.target ?? 'wasm',
    precision: options.precision ?? 'double',
    threads: options.threads,
  })
  const neurons = addCable(net, { size: values['size']?.value ?? 1000, cells: values['cells']?.value ?? 1 })
  net.spikeMonitor(neurons.at(-1), { record: false })
  return net
}

export function addCable(
  net: Network,
  { size, cells = 1 }: { readonly size: number; readonly cells?: number },
): SpatialNeuron<typeof EQUATIONS> {
  const cable = cylinder({ n: size, diameter: um(1), length: um(1000) })
  const neurons = net.spatialNeuron(cable, EQUATIONS, {
    Cm: quantity`1*uF/cm**2`,
    Ri: quantity`100*ohm*cm`,
    method: 'exponential_euler',
    cells,
    threshold: 'v > 0*mV',
    refractory: 'v > 0*mV',
    thresholdLocation: cable.at(-1),
    namespace: {
      ...{ El: mV(-65), ENa: mV(50), EK: mV(-77), gl: quantity`25*usiemens/cm**2` },
      ...{ gNa: quantity`120*msiemens/cm**2`, gK: quantity`36*msiemens/cm**2` },
    },
  })
  neurons.v.set(mV(-65))
  for (const gate of ['m', 'h', 'n'] as const)
    neurons[gate].set(`alpha_${gate}/(alpha_${gate} + beta_${gate})`)
  neurons.at(0).I.set(nA(0.1))
  return neurons
}
