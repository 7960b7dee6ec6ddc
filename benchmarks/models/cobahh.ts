import { Network, ms, mV, nS, pF, uS, type ScriptOptions } from 'rheobase'

const EQUATIONS = `
  dv/dt = (gl*(El-v) + ge*(Ee-v) + gi*(Ei-v)
           - g_na*(m*m*m)*h*(v-ENa)
           - g_kd*(n*n*n*n)*(v-EK))/Cm : volt
  dm/dt = alpha_m*(1-m) - beta_m*m : 1
  dn/dt = alpha_n*(1-n) - beta_n*n : 1
  dh/dt = alpha_h*(1-h) - beta_h*h : 1
  dge/dt = -ge*(1./taue) : siemens
  dgi/dt = -gi*(1./taui) : siemens
  alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV-v+VT)/(4*mV))/ms : Hz
  beta_m = 0.28*(mV**-1)*5*mV/exprel((v-VT-40*mV)/(5*mV))/ms : Hz
  alpha_h = 0.128*exp((17*mV-v+VT)/(18*mV))/ms : Hz
  beta_h = 4./(1+exp((40*mV-v+VT)/(5*mV)))/ms : Hz
  alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV-v+VT)/(5*mV))/ms : Hz
  beta_n = .5*exp((10*mV-v+VT)/(40*mV))/ms : Hz
`

/**
 * Conductance-based network of Hodgkin-Huxley neurons (benchmark 3 of Brette et al. 2007, J. Comput. Neurosci. 23, 349-398), as
 * `peers/cobahh.py` has it: 64 excitatory and 16 inhibitory inputs per neuron on average, at any `size`.
 */
export default function cobahh({ values, ...options }: ScriptOptions): Network {
  const size = values['size']?.value ?? 4000
  const net = new Network({
    dt: ms(0.1),
    seed: options.seed ?? 1,
    target: options.target ?? 'wasm',
    precision: options.precision ?? 'double',
    threads: options.threads,
  })
  const neurons = net.neuronGroup(size, EQUATIONS, {
    threshold: 'v > -20*mV',
    refractory: ms(3),
    method: 'exponential_euler',
    namespace: {
      // A membrane of 20,000 um^2: 1 uF/cm^2, 50 uS/cm^2, 100 mS/cm^2, 30 mS/cm^2.
      ...{ Cm: pF(200), gl: nS(10), g_na: uS(20), g_kd: uS(6) },
      ...{ El: mV(-60), EK: mV(-90), ENa: mV(50), VT: mV(-63) },
      ...{ taue: ms(5), taui: ms(10), Ee: mV(0), Ei: mV(-80) },
    },
  })
  const excitatoryCount = Math.floor(0.8 * size)
  const excitatory = net.synapses(neurons.slice(0, excitatoryCount), neurons, { onPre: 'ge += 6*nS' })
  const inhibitory = net.synapses(neurons.slice(excitatoryCount), neurons, { onPre: 'gi += 67*nS' })
  excitatory.connect({ p: 80 / size })
  inhibitory.connect({ p: 80 / size })
  neurons.v.set('El + (randn() * 5 - 5)*mV')
  neurons.ge.set('(randn() * 1.5 + 4) * 10.*nS')
  neurons.gi.set('(randn() * 12 + 20) * 10.*nS')
  net.spikeMonitor(neurons, { record: false })
  return net
}
